/** The row of filters: one choice each, all of them together.
 * @import { Filters } from "./types"
 * @import { Page } from "./panel/parts.js" */
import { el } from "./dom.js";
import { STANCES } from "./model.js";
import { NOTHING, isNarrowed } from "./state.js";
import { matching } from "./filter.js";
import { OUTCOMES } from "./relations.js";
import { name, said, say, sayStance } from "./words.js";

/** @typedef {[value: string, words: string][]} Choices */

/** @param {Page} page */
export function filterRow(page) {
  const row = el("form", { class: "filters", onsubmit: (/** @type {Event} */ event) => event.preventDefault() });
  const shown = el("p", { class: "shown", role: "status", "aria-live": "polite" });
  const clear = el("button", { type: "button", class: "clear", onclick: () => page.store.set({ filters: { ...NOTHING } }) });

  const build = () => {
    row.setAttribute("aria-label", say("filters"));
    row.replaceChildren(
      ...selects(page),
      toggle(page),
      el("span", { class: "filters-end" }, shown, clear),
    );
    refresh();
  };
  const refresh = () => {
    const { filters } = page.store.state;
    for (const select of row.querySelectorAll("select")) {
      const value = filters[/** @type {Exclude<keyof Filters, "disputed">} */ (select.name)];
      select.value = value;
      select.parentElement?.classList.toggle("active", value !== "");
    }
    row.querySelector(".toggle")?.setAttribute("aria-pressed", String(filters.disputed));
    shown.textContent = say("shown_of", { n: matching(page.model, filters).size, m: page.model.claims.size });
    clear.textContent = say("clear");
    clear.hidden = !isNarrowed(filters);
  };
  return { row, build, refresh };
}

/** @param {Page} page */
function selects(page) {
  const { model } = page;
  const claims = [...model.claims.values()];
  const counted = (/** @type {(string | undefined)[]} */ values) => {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  };
  const speakers = counted(claims.flatMap((claim) => [...new Set(claim.positions?.map((one) => one.speaker))]));
  const concepts = counted(claims.flatMap((claim) => claim.about ?? []));
  const kinds = counted(claims.map((claim) => claim.kind));
  const outcomes = counted(claims.map((claim) => claim.outcome ?? "none"));
  const stances = counted(claims.flatMap((claim) => [...new Set(claim.positions?.map((one) => one.stance))]));
  /** @param {Map<string, number>} counts @param {(value: string) => string} words @returns {Choices} */
  const most = (counts, words) =>
    [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value, n]) => [value, `${words(value)} (${n})`]);
  /** @param {readonly string[]} order @param {Map<string, number>} counts @param {(value: string) => string} words @returns {Choices} */
  const ordered = (order, counts, words) =>
    order.filter((value) => counts.has(value)).map((value) => [value, `${words(value)} (${counts.get(value)})`]);
  const sources = [...model.sources.values()].map((source) => /** @type {[string, string]} */ ([source.uid, said(source.title).text || source.uid]));
  const views = [...model.views.values()].map((view) => /** @type {[string, string]} */ ([view.uid, `${view.name} (${view.claims.size})`]));
  return [
    views.length ? select(page, "set", views) : null,
    select(page, "speaker", most(speakers, (uid) => name(model.speakers, uid))),
    select(page, "stance", ordered(STANCES, stances, sayStance)),
    select(page, "concept", most(concepts, (uid) => name(model.concepts, uid))),
    sources.length > 1 ? select(page, "source", sources) : null,
    select(page, "kind", most(kinds, say)),
    select(page, "outcome", ordered([...OUTCOMES, "none"], outcomes, (value) => say(value === "none" ? "not_checkable" : value))),
  ].filter((made) => made !== null);
}

/** @param {Page} page @param {Exclude<keyof Filters, "disputed">} key @param {Choices} choices */
function select(page, key, choices) {
  const made = el(
    "select",
    { name: key, onchange: () => page.store.filter({ [key]: made.value }) },
    el("option", { value: "" }, `${say(`any_${key}`)}: ${say("any")}`),
    choices.map(([value, words]) => el("option", { value }, words.slice(0, 80))),
  );
  return el("label", { class: "choice" }, el("span", { class: "unseen" }, say(`any_${key}`)), made);
}

/** @param {Page} page */
function toggle(page) {
  return el(
    "button",
    {
      type: "button",
      class: "toggle",
      "aria-pressed": "false",
      onclick: () => page.store.filter({ disputed: !page.store.state.filters.disputed }),
    },
    el("i", { class: "mark disagrees", "aria-hidden": "true" }),
    say("only_disputed"),
  );
}
