/** The row of filters: those that are wanted often at once, the others behind «More»; on a phone all in a sheet.
 * @import { Choice, Range, Switch } from "./types"
 * @import { Page } from "./panel/parts.js" */
import { chips } from "./chips.js";
import { ICONS, el, icon } from "./dom.js";
import { SWITCHES, isNarrowed, listed } from "./filter.js";
import { firstDay, lastDay } from "./dates.js";
import { whole } from "./asof.js";
import { menusOf } from "./menus.js";
import { count, say } from "./words.js";

/** What stands behind «More»; a range is one thing. @type {readonly (Choice | Range | Switch)[][]} */
const BEHIND = [["source"], ["saidFrom", "saidTo"], ["dueFrom", "dueTo"], ["overdue"], ["changed"]];

/** @param {Page} page */
export function filterRow(page) {
  const { store, model } = page;
  const form = el("form", { class: "filters", id: "filters", onsubmit: (/** @type {Event} */ event) => event.preventDefault() });
  const shown = el("p", { class: "shown", role: "status", "aria-live": "polite" });
  const clear = el("button", { type: "button", class: "clear", onclick: () => store.clear() });
  const list = el("ul", { class: "active-filters" });
  const status = el("div", { class: "status" }, list, shown, clear);
  const row = el("div", { class: "bar-row" }, form, status);
  const behind = el("fieldset", { class: "behind", id: "behind" });
  const more = el("button", { type: "button", class: "toggle more", "aria-expanded": "false", "aria-controls": "behind" });
  const done = el("button", { type: "button", class: "done", onclick: () => sheet(false) });
  /** @type {HTMLElement | null} */
  let opener = null;
  /** What fills the filters that have nothing yet to choose from. @type {(() => void)[]} */
  let fillers = [];
  /** @type {import("./menus.js").Menu[]} */
  let menus = [];

  const open = (/** @type {boolean} */ wanted) => {
    more.setAttribute("aria-expanded", String(wanted));
    behind.classList.toggle("open", wanted);
    behind.style.left = "";
    // It opens to the right of its button, as far as there is room.
    if (wanted) behind.style.left = `${Math.min(0, innerWidth - 16 - behind.getBoundingClientRect().right)}px`;
  };
  const sheet = (/** @type {boolean} */ wanted) => {
    const app = row.closest(".app");
    if (app?.classList.contains("filtering") === wanted) return;
    app?.classList.toggle("filtering", wanted);
    if (wanted) {
      opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      store.set({ panel: false });
      form.querySelector("select")?.focus({ preventScroll: true });
    } else opener?.focus();
  };
  more.addEventListener("click", () => open(more.getAttribute("aria-expanded") !== "true"));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const isOpen = behind.classList.contains("open");
    const isSheet = row.closest(".app")?.classList.contains("filtering");
    if (!isOpen && !isSheet) return;
    event.stopPropagation();
    if (isSheet) return sheet(false);
    open(false);
    more.focus();
  });
  addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !behind.contains(event.target) && !more.contains(event.target)) open(false);
  });

  const build = () => {
    form.setAttribute("aria-label", say("filters"));
    const [usual, rare] = menusOf(page);
    menus = [...usual, ...rare];
    fillers = menus.map(({ fill }) => fill);
    behind.setAttribute("aria-label", say("more_filters"));
    behind.replaceChildren(
      ...rare.map(({ box }) => box),
      range(page, fillers, "said_between", "saidFrom", "saidTo", saidDays),
      ...(model.predictions.size ? [range(page, fillers, "due_between", "dueFrom", "dueTo", dueDays)] : []),
      el("div", { class: "toggles" }, model.predictions.size ? toggle(page, "overdue", "only_overdue") : null, toggle(page, "changed", "only_changed")),
    );
    form.replaceChildren(
      sheetHead(() => sheet(false)),
      ...usual.map(({ box }) => box),
      toggle(page, "disputed", "only_disputed", el("i", { class: "mark disagrees", "aria-hidden": "true" }), say("only_disputed_help")),
      el("div", { class: "rare" }, more, behind),
      el("div", { class: "sheet-foot" }, done),
    );
    refresh();
  };
  const refresh = () => {
    const { filters, versus, path, day } = store.state;
    for (const field of form.querySelectorAll("select, input")) {
      if (!(field instanceof HTMLSelectElement || field instanceof HTMLInputElement)) continue;
      const value = filters[/** @type {Choice | Range} */ (field.name)];
      if (field.value !== value) field.value = value;
      field.parentElement?.classList.toggle("active", value !== "");
    }
    for (const key of SWITCHES) form.querySelector(`[data-only=${key}]`)?.setAttribute("aria-pressed", String(filters[key]));
    const n = BEHIND.filter((keys) => keys.some((key) => filters[key])).length;
    more.replaceChildren(say("more"), ...(n ? [el("b", {}, String(n)), el("span", { class: "unseen" }, say("filters_active", { n }))] : []));
    more.classList.toggle("active", n > 0);
    const left = listed(model, store.state);
    for (const menu of menus) menu.tell(left.size);
    shown.textContent = say("shown_of", { n: left.size, m: model.claims.size });
    const inferred = filters.disputed ? [...left].filter((uid) => model.claims.get(uid)?.disputed === "inferred").length : 0;
    if (inferred) shown.append(" · ", say("by_inference_n", { n: inferred }));
    done.textContent = say("show_n", { claims: count("claims", left.size) });
    clear.textContent = say("clear");
    clear.hidden = !isNarrowed(filters) && !versus && !path && !day;
    row.classList.toggle("narrowed", !clear.hidden);
    list.replaceChildren(...chips(page));
    list.hidden = !list.children.length;
  };
  /** What is there to choose from, filter by filter: it takes a while to count, and nobody sees it before they ask. */
  const filling = () => {
    const all = [...fillers, ...(fillers.length ? [refresh] : [])];
    fillers = [];
    return all;
  };
  return { row, build, refresh, sheet, filling };
}

/** The title of the sheet on a phone, and what closes it. @param {() => void} close */
function sheetHead(close) {
  return el(
    "div",
    { class: "sheet-head" },
    el("h2", {}, say("filters")),
    el("button", { type: "button", class: "icon-button", "aria-label": say("close_filters"), onclick: close }, icon(ICONS.close)),
  );
}

/** Two days between which something was said or is due.
 * @param {Page} page @param {(() => void)[]} fillers @param {string} word @param {Range} from @param {Range} to
 * @param {(page: Page) => string[]} days the first and the last there are */
function range(page, fillers, word, from, to, days) {
  const field = (/** @type {Range} */ key, /** @type {string} */ label) => {
    const made = el("input", { type: "date", name: key, "aria-label": `${say(word)}: ${say(label)}` });
    made.addEventListener("change", () => page.store.filter({ [key]: made.value }));
    return made;
  };
  const fields = [field(from, "from_day"), field(to, "to_day")];
  fillers.push(() => {
    const [min = "", max = ""] = days(page);
    for (const one of fields) Object.assign(one, { min, max });
  });
  const [first, last] = fields.map((one) => el("span", { class: "day" }, one));
  return el(
    "div",
    { class: "range", role: "group", "aria-label": say(word) },
    el("span", { class: "range-name", "aria-hidden": "true" }, say(word)),
    first,
    el("span", { "aria-hidden": "true" }, "–"),
    last,
  );
}

/** @param {Page} page */
function saidDays({ model }) {
  const dates = [...whole(model).claims.values()].flatMap(({ positions }) => positions.flatMap((one) => one.said ?? []));
  return ends(dates);
}

/** @param {Page} page */
function dueDays({ model }) {
  return ends([...model.predictions.values()].flatMap((one) => one.due ?? []));
}

/** @param {string[]} dates */
function ends(dates) {
  const days = [...new Set(dates)].flatMap((date) => [firstDay(date), lastDay(date)]).filter(Boolean).sort();
  return days.length ? [/** @type {string} */ (days[0]), /** @type {string} */ (days[days.length - 1])] : [];
}

/** @param {Page} page @param {Switch} key @param {string} word @param {Element} [sign] @param {string} [title] */
function toggle({ store }, key, word, sign, title) {
  return el(
    "button",
    { type: "button", class: "toggle", "data-only": key, "aria-pressed": "false", title, onclick: () => store.filter({ [key]: !store.state.filters[key] }) },
    sign,
    say(word),
  );
}

