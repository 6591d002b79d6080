/** Menus of filters. Beside each value stands how many claims it would leave, counted when a menu is opened.
 * @import { Choice, Model } from "./types"
 * @import { Page } from "./panel/parts.js" */
import { whole } from "./asof.js";
import { el } from "./dom.js";
import { facets, lineage } from "./facets.js";
import { STANCES } from "./model.js";
import { OUTCOMES } from "./relations.js";
import { name, said, say, sayStance } from "./words.js";

/** @typedef {{ box: HTMLElement, fill: () => void, tell: (left: number) => void }} Menu
 * `fill` puts the choices in; `tell` says of the chosen one how many claims are left */
/** @typedef {[value: string, words: string][]} Choices */

/** Those that stand in the row, and those behind «More». @param {Page} page @returns {[Menu[], Menu[]]} */
export function menusOf(page) {
  const { model } = page;
  const called = (/** @type {Map<string, { names: import("./types").Wording }>} */ many) => (/** @type {string} */ uid) => name(many, uid);
  const ordered = (/** @type {readonly string[]} */ order, /** @type {Set<string>} */ there, /** @type {(value: string) => string} */ words) =>
    order.filter((value) => there.has(value)).map((value) => /** @type {[string, string]} */ ([value, words(value)]));
  const most = (/** @type {Map<string, number>} */ counts, /** @type {(value: string) => string} */ words) =>
    [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => /** @type {[string, string]} */ ([value, words(value)]));
  /** @type {Record<Choice, () => Choices>} */
  const choices = {
    set: () => [...model.views.values()].map((view) => [view.uid, view.name]),
    speaker: () => most(counted(positions(model, "speaker")), called(model.speakers)),
    stance: () => ordered(STANCES, new Set(positions(model, "stance")), sayStance),
    concept: () => most(counted([...model.claims.values()].flatMap(({ about = [] }) => [...new Set(about.flatMap((uid) => lineage(model, uid)))])), called(model.concepts)),
    kind: () => most(counted([...model.claims.values()].map(({ kind }) => kind)), say),
    outcome: () => ordered([...OUTCOMES, "none"], outcomes(model), (value) => say(value === "none" ? "not_checkable" : value)),
    source: () => most(counted(positions(model, "source")), (uid) => said(model.sources.get(uid)?.title).text || uid),
  };
  const menus = (/** @type {Choice[]} */ ...keys) => keys.map((key) => menu(page, key, choices[key]));
  return [
    [...(model.views.size ? menus("set") : []), ...menus("speaker", "stance", "concept", "kind", "outcome")],
    model.sources.size > 1 ? menus("source") : [],
  ];
}

/** @param {Page} page @param {Choice} key @param {() => Choices} choices @returns {Menu} */
function menu({ model, store }, key, choices) {
  const made = el("select", { name: key, onchange: () => store.filter({ [key]: made.value }), onpointerdown: () => count(), onfocus: () => count() }, el("option", { value: "" }, say(`any_${key}`)));
  /** @type {Map<string, HTMLOptionElement>} */
  const options = new Map();
  /** @type {Map<string, string>} */
  let words = new Map();
  /** For what it was counted last. */
  let counted = "";
  const label = (/** @type {string} */ value, /** @type {number} */ n) => {
    const option = options.get(value);
    if (!option) return;
    option.textContent = `${words.get(value)?.slice(0, 80)} (${n})`;
    option.classList.toggle("none", n === 0);
  };
  const count = () => {
    const { filters, versus, path, day } = store.state;
    const now = JSON.stringify([{ ...filters, [key]: "" }, versus, path, day]);
    if (now === counted || !options.size) return;
    counted = now;
    const counts = facets(model, store.state, key);
    for (const value of options.keys()) label(value, counts.get(value) ?? 0);
  };
  const fill = () => {
    words = new Map(choices());
    for (const value of words.keys()) options.set(value, new Option("", value));
    made.append(...options.values());
    count();
  };
  return {
    box: el("label", { class: "choice" }, el("span", { class: "unseen" }, say(`any_${key}`)), made),
    fill,
    tell: (left) => label(store.state.filters[key], left),
  };
}

/** What was ever said: the stances, speakers or sources of each claim, each once.
 * @param {Model} model @param {"speaker" | "stance" | "source"} key */
function positions(model, key) {
  return [...whole(model).claims.values()].flatMap((claim) => [...new Set(claim.positions.flatMap((one) => one[key] ?? []))]);
}

/** @param {Model} model */
function outcomes(model) {
  // On an earlier day what is decided now was open, or overdue.
  return new Set([...(model.predictions.size ? ["open", "overdue"] : []), ...[...whole(model).claims.values()].map(({ outcome }) => outcome ?? "none")]);
}

/** @param {string[]} values */
function counted(values) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
