/** The search box: results as a list, moved through by the keyboard.
 * @import { Hit } from "./search.js"
 * @import { Page } from "./panel/parts.js" */
import { ICONS, el, icon, own } from "./dom.js";
import { index, marked, search } from "./search.js";
import { meant, vocabulary } from "./slips.js";
import { split } from "./thing.js";
import { language, name, say, statement } from "./words.js";

const MOST = 40;
/** Where it was found, when that is not what the row says anyway. @type {Record<string, string>} */
const PLACES = { quote: "in_quote", reading: "in_reading", verdict: "in_verdict", evidence: "in_evidence" };

/** @param {Page} page */
export function searchBox(page) {
  /** @type {import("./search.js").Entry[] | null} */
  let entries = null;
  /** @type {import("./slips.js").Known[] | null} */
  let known = null;
  /** The day as of which it was read what there is. */
  let day = "";
  /** What may have been meant where nothing is found. */
  let suggested = "";
  /** @type {Hit[]} */
  let hits = [];
  let active = -1;
  const input = el("input", {
    type: "search",
    id: "find",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "found",
  });
  const list = el("ul", { id: "found", role: "listbox", hidden: true });
  const told = el("p", { class: "unseen", role: "status" });
  const box = el("div", { class: "find", role: "search" }, icon(ICONS.search), input, el("kbd", { "aria-hidden": "true" }, "/"), list, told);

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  /** @param {Hit} hit */
  const take = (hit) => {
    close();
    input.blur();
    page.store.set({ at: hit.id, panel: true, view: "map" });
  };
  const mark = (/** @type {number} */ to) => {
    const n = suggested ? 1 : Math.min(hits.length, MOST);
    active = n ? (to + n) % n : -1;
    for (const [place, row] of [...list.querySelectorAll("[role=option]")].entries()) {
      row.setAttribute("aria-selected", String(place === active));
      if (place === active) {
        input.setAttribute("aria-activedescendant", row.id);
        row.scrollIntoView({ block: "nearest" });
      }
    }
  };
  /** @param {string} query */
  const found = (query) => {
    const { picking, day: now } = page.store.state;
    if (now !== day) [entries, known, day] = [null, null, now];
    entries ??= index(page.model);
    const all = picking ? entries.filter(({ id, sort }) => sort === "claim" && id !== `claim:${picking}`) : entries;
    return search(all, query, language());
  };
  /** What may have been meant, if it leads to anything. */
  const suggestion = () => {
    known ??= vocabulary(entries ?? []);
    const other = meant(known, input.value);
    return other && found(other).length ? other : "";
  };
  const follow = () => {
    input.value = suggested;
    refresh();
  };
  const refresh = () => {
    const nothing = !input.value.trim();
    hits = found(input.value);
    suggested = nothing || hits.length ? "" : suggestion();
    list.replaceChildren(
      ...hits.slice(0, MOST).map((hit, place) => row(page, hit, place, input.value, () => take(hit))),
      ...(hits.length > MOST ? [el("li", { class: "meta", role: "presentation" }, say("search_more", { n: hits.length - MOST }))] : []),
      ...(suggested ? [suggestedRow(suggested, follow)] : !hits.length && !nothing ? [el("li", { class: "meta" }, say("search_none"))] : []),
    );
    list.hidden = nothing;
    const isChoice = hits.length > 0 || suggested !== "";
    // A box of choices has choices; that there are none is a list of one sentence.
    list.setAttribute("role", isChoice ? "listbox" : "list");
    input.setAttribute("aria-expanded", String(isChoice));
    input.removeAttribute("aria-activedescendant");
    told.textContent = nothing ? "" : hits.length ? say("search_results", { n: hits.length }) : suggested ? say("did_you_mean", { words: suggested }) : say("search_none");
    mark(0);
  };
  input.addEventListener("input", refresh);
  input.addEventListener("focus", () => input.value.trim() && refresh());
  input.addEventListener("blur", () => setTimeout(close, 120));
  input.addEventListener("keydown", (event) => {
    const hit = hits[active];
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else if (event.key === "Enter" && !event.isComposing && hit && !list.hidden) take(hit);
    else if (event.key === "Enter" && !event.isComposing && suggested && !list.hidden) follow();
    else if (event.key === "Escape" && (input.value || !list.hidden)) {
      input.value = "";
      close();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
  return {
    box,
    focus: () => (input.focus(), input.select()),
    speak: () => {
      input.placeholder = say(matchMedia("(max-width: 900px)").matches ? "search_short" : "search");
      input.setAttribute("aria-label", say("search"));
      list.setAttribute("aria-label", say("search"));
    },
  };
}

/** @param {Page} page @param {Hit} hit @param {number} place @param {string} query @param {() => void} take */
function row({ model }, hit, place, query, take) {
  const [, uid] = split(hit.id);
  const claim = hit.sort === "claim" ? model.claims.get(uid) : undefined;
  const main = claim ? statement(claim) : name(hit.sort === "speaker" ? model.speakers : model.concepts, uid);
  const part = PLACES[hit.field.part];
  const elsewhere = hit.field.text !== main;
  return el(
    "li",
    {
      id: `found-${place}`,
      role: "option",
      "aria-selected": "false",
      onmousedown: (/** @type {MouseEvent} */ event) => event.preventDefault(),
      onclick: take,
    },
    el("span", { class: `sort ${hit.sort}` }, say(hit.sort)),
    el("span", { class: "text" }, highlighted(main, query)),
    elsewhere ? el("span", { class: "where" }, part ? el("span", { class: "part-name" }, say(part), " ") : null, highlighted(hit.field.text, query)) : null,
  );
}

/** @param {string} words @param {() => void} take */
function suggestedRow(words, take) {
  const [before = "", after = ""] = say("did_you_mean").split("{words}");
  return el(
    "li",
    { id: "found-0", role: "option", class: "suggested", "aria-selected": "false", onmousedown: (/** @type {MouseEvent} */ event) => event.preventDefault(), onclick: take },
    el("span", { class: "text" }, before, el("b", {}, own(words)), after),
  );
}

/** @param {string} text @param {string} query */
function highlighted(text, query) {
  const found = own("");
  for (const [place, part] of marked(text.slice(0, 400), query).entries()) {
    if (part) found.append(place % 2 ? el("mark", {}, part) : part);
  }
  return found;
}
