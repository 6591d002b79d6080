/** Keeping and handing on: links to what is seen and to what is chosen, pictures, and paper.
 * @import { Chart } from "./chart/chart.js"
 * @import { Page } from "./panel/parts.js" */
import { el, icon } from "./dom.js";
import { asPng, asSvg } from "./picture.js";
import { toHash } from "./state.js";
import { say } from "./words.js";

const LINK = "M9.5 14.5l5-5M11 7l1.6-1.6a4 4 0 0 1 5.9 5.9L16.8 13M13 17l-1.7 1.6a4 4 0 0 1-5.9-5.9L7.2 11";
const SHARE = "M12 15V4M8 7.5 12 3.5l4 4M6 11.5H5V20.5H19V11.5H18";

/** The menu in the page's head; on a phone, where there is no room for its button, the theme is chosen here, too.
 * @param {Page} page @param {() => Chart} chart @param {() => void} turn from dark to light and back */
export function shareMenu(page, chart, turn) {
  const told = el("p", { class: "notice", role: "status" });
  const list = el("div", { class: "menu", id: "share", hidden: true });
  const button = el("button", { type: "button", class: "icon-button", "aria-expanded": "false", "aria-controls": "share" }, icon(SHARE));
  const box = el("div", { class: "share" }, button, list, told);
  const open = (/** @type {boolean} */ is) => {
    list.hidden = !is;
    button.setAttribute("aria-expanded", String(is));
  };
  button.addEventListener("click", () => {
    open(list.hidden !== false);
    if (!list.hidden) list.querySelector("button")?.focus();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.stopPropagation();
    open(false);
    button.focus();
  });
  addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !box.contains(event.target)) open(false);
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !box.contains(event.relatedTarget)) open(false);
  });
  /** @param {string} word @param {() => void | Promise<void>} act @param {string} [className] */
  const item = (word, act, className) =>
    el("button", { type: "button", class: className, onclick: async () => {
      open(false);
      button.focus();
      await act();
    } }, say(word));
  /** @param {string} word */
  const tell = (word) => {
    told.textContent = say(word);
    setTimeout(() => (told.textContent = ""), 4000);
  };
  const build = () => {
    button.setAttribute("aria-label", say("share"));
    button.title = say("share");
    const drawn = page.store.state.view === "map";
    list.replaceChildren(
      ...(hasAddress() ? [item("copy_view", async () => tell((await copied(addressOfAll(page), box)) ? "copied" : "copy_failed"))] : []),
      ...(drawn
        ? [
            item("save_png", async () => save(await asPng(page, chart()), fileName(page, "png"))),
            item("save_svg", () => save(new Blob([asSvg(page, chart())], { type: "image/svg+xml" }), fileName(page, "svg"))),
          ]
        : []),
      item("print", () => print()),
      item("theme", turn, "on-phone"),
    );
  };
  return { box, build };
}

/** Whether the page has an address that leads back to it; inside a notebook's cell it has none. */
function hasAddress() {
  return location.protocol !== "about:";
}

/** A button that copies the address of what is chosen, and of nothing else. @param {string} chosen */
export function linkButton(chosen) {
  if (!hasAddress()) return null;
  const told = el("span", { class: "notice", role: "status" });
  const button = el("button", { type: "button", class: "icon-button permalink", "aria-label": say("copy_link"), title: say("copy_link") }, icon(LINK));
  const box = el("span", { class: "permalink-box" }, told, button);
  button.addEventListener("click", async () => {
    told.textContent = say((await copied(addressOf(chosen), box)) ? "copied" : "copy_failed");
    setTimeout(() => (told.textContent = ""), 2500);
  });
  return box;
}

/** The address of all that is seen. @param {Page} page */
function addressOfAll({ model, store }) {
  const hash = toHash(store.state, model);
  return here() + (hash && `#${hash}`);
}

/** The address under which something is found, whatever else is shown. @param {string} chosen */
export function addressOf(chosen) {
  return `${here()}#${new URLSearchParams({ at: chosen })}`;
}

/** The address of the page as it opens. */
function here() {
  return location.href.split("#")[0] ?? "";
}

/** Copies a text; where a page may not, as in the frame of a notebook, it is tried as from a field.
 * @param {string} text @param {HTMLElement} near where the field may stand for a moment @returns {Promise<boolean>} */
async function copied(text, near) {
  try {
    if (window.top !== window) throw new Error("frames have no clipboard of their own");
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = el("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1" });
    const before = document.activeElement;
    field.value = text;
    near.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (before instanceof HTMLElement) before.focus();
    return done;
  }
}

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const made = el("a", { href: address, download: name });
  made.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A name for a file, from the page's title. @param {Page} page @param {string} ending */
function fileName({ model }, ending) {
  const words = model.title.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return `${words || "map"}.${ending}`;
}
