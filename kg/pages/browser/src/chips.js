/** What narrows the page now, each with a button that takes it back.
 * @import { State } from "./types"
 * @import { Page } from "./panel/parts.js" */
import { ICONS, el, icon, kept, own } from "./dom.js";
import { CHOICES, SWITCHES } from "./filter.js";
import { split } from "./thing.js";
import { count, name, said, say, sayStance, statement, topicNames } from "./words.js";

/** @typedef {{ words: string, change: Partial<State>, inRow?: boolean }} Chip `inRow`: what the row of filters shows, too */

/** @param {Page} page */
export function chips(page) {
  return active(page).map(({ words, change, inRow }) =>
    el(
      "li",
      { class: inRow ? "in-row" : "" },
      el(
        "button",
        { type: "button", class: "active-filter", "aria-label": `${say("take_back")}: ${words}`, title: words, onclick: () => page.store.set(change) },
        own(words),
        icon(ICONS.close),
      ),
    ),
  );
}

/** @param {Page} page @returns {Chip[]} */
function active(page) {
  const { model, store } = page;
  const { filters, versus, path, day } = store.state;
  const without = (/** @type {Partial<State["filters"]>} */ change) => ({ filters: { ...filters, ...change } });
  const who = (/** @type {string} */ uid) => name(model.speakers, uid);
  const number = (/** @type {string} */ uid) => `#${model.claims.get(uid)?.id ?? uid}`;
  /** @type {Chip[]} */
  const found = [];
  if (versus) found.push({ words: say("versus", { a: kept(who(versus[0])), b: kept(who(versus[1])) }), change: { versus: null } });
  if (path) found.push({ words: say("path_chip", { a: number(path[0]), b: number(path[1]) }), change: { path: null } });
  if (filters.near) {
    found.push({ words: say("near_chip", { name: kept(called(page, filters.near)), steps: count("steps", filters.reach) }), change: without({ near: "", reach: 1 }) });
  }
  for (const key of CHOICES) {
    if (filters[key]) found.push({ words: `${say(`any_${key}`)}: ${kept(valueOf(page, key))}`, change: without({ [key]: "" }), inRow: key !== "source" });
  }
  if (filters.saidFrom || filters.saidTo) found.push({ words: span("said_between", filters.saidFrom, filters.saidTo), change: without({ saidFrom: "", saidTo: "" }) });
  if (filters.dueFrom || filters.dueTo) found.push({ words: span("due_between", filters.dueFrom, filters.dueTo), change: without({ dueFrom: "", dueTo: "" }) });
  for (const key of SWITCHES) if (filters[key]) found.push({ words: say(`only_${key}`), change: without({ [key]: false }), inRow: key === "disputed" });
  if (day) found.push({ words: say("as_of", { date: day }), change: { day: "" } });
  return found;
}

/** @param {string} word @param {string} from @param {string} to */
function span(word, from, to) {
  if (!to) return `${say(word)} ${say("from_date", { date: from })}`;
  return from ? `${say(word)} ${from} – ${to}` : `${say(word)} ${say("until_date", { date: to })}`;
}

/** @param {Page} page @param {typeof CHOICES[number]} key */
function valueOf({ model, store }, key) {
  const value = store.state.filters[key];
  if (key === "speaker") return name(model.speakers, value);
  if (key === "concept") return name(model.concepts, value);
  if (key === "source") return said(model.sources.get(value)?.title).text || value;
  if (key === "set") return model.views.get(value)?.name ?? value;
  if (key === "stance") return sayStance(value);
  return say(value === "none" ? "not_checkable" : value);
}

/** What anything on the map is called. @param {Page} page @param {string} id */
export function called({ model }, id) {
  const [sort, uid] = split(id);
  const claim = model.claims.get(uid);
  const topic = model.topics[Number(uid)];
  if (sort === "claim" && claim) return statement(claim);
  if (sort === "topic" && topic) return topicNames(model, topic).join(" · ");
  return name(sort === "speaker" ? model.speakers : model.concepts, uid);
}
