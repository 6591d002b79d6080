/** What the reader has chosen, kept in the address so that it can be shared and survives a reload.
 * @import { Depth, Filters, Model, State, View } from "./types" */
import { firstDay, isDate, lastDay } from "./dates.js";
import { CHOICES, NOTHING, SWITCHES } from "./filter.js";
import { STANCES } from "./model.js";
import { OUTCOMES } from "./relations.js";
import { split } from "./thing.js";
import { nearest } from "./words.js";

/** @type {readonly View[]} */
export const VIEWS = ["map", "matrix", "timeline", "table"];
/** @type {readonly State["rows"][]} */
export const ROWS = ["dispute", "topic", "date"];
/** @type {readonly State["lanes"][]} */
export const LANES = ["speaker", "topic", "due"];
/** @type {readonly State["camps"][]} */
export const CAMPS = ["", "on", "off"];
export const COLUMNS = ["id", "claim", "kind", "outcome", "marks", "said", "due", "topic"];

/** What an address calls the switches. */
const ONLY = { disputed: "disagreements", overdue: "overdue", changed: "changed" };

/** @typedef {(state: State, before: State) => void} Listener */
/** @typedef {Omit<State, "panel" | "picking">} Shared the part of the state that an address holds */

export class Store {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    /** @type {Listener[]} */
    this.listeners = [];
  }

  /** @param {Listener} listener */
  listen(listener) {
    this.listeners.push(listener);
  }

  /** Changes the state; a claim that is chosen while the end of a path is wanted becomes this end.
   * @param {Partial<State>} change */
  set(change) {
    const before = this.state;
    const { picking } = before;
    const end = picking && change.at?.startsWith("claim:") ? split(change.at)[1] : "";
    const meant = end && end !== picking ? { ...change, at: "", picking: "", path: /** @type {[string, string]} */ ([picking, end]), versus: null, panel: true } : change;
    this.state = { ...before, ...meant };
    for (const listener of this.listeners) listener(this.state, before);
  }

  /** @param {Partial<Filters>} change */
  filter(change) {
    this.set({ filters: { ...this.state.filters, ...change } });
  }

  /** @param {string} at */
  choose(at) {
    this.set({ at, panel: true });
  }

  /** Takes back every filter, and whatever else narrows what is shown. */
  clear() {
    this.set({ filters: { ...NOTHING }, versus: null, path: null, picking: "", day: "" });
  }
}

/** The part of the state that an address holds; what it does not understand is as if it were not there.
 * @param {string} hash @param {string} language @returns {Shared} */
export function fromHash(hash, language) {
  const told = new URLSearchParams(hash.replace(/^#/, ""));
  /** @type {Filters} */
  const filters = { ...NOTHING };
  for (const key of CHOICES) filters[key] = told.get(key) ?? "";
  [filters.saidFrom, filters.saidTo] = range(told.get("said"));
  [filters.dueFrom, filters.dueTo] = range(told.get("due"));
  const only = new Set((told.get("only") ?? "").split(","));
  for (const key of SWITCHES) filters[key] = only.has(ONLY[key]);
  filters.near = told.get("near") ?? "";
  filters.reach = depth(told.get("reach"));
  return {
    language: nearest(told.get("lang") ?? language),
    at: told.get("at") ?? "",
    view: oneOf(VIEWS, told.get("view")),
    layer: told.get("show") === "concepts" ? "nodes" : told.get("show") === "claims" ? "none" : "regions",
    open: readOpen(told.get("open") ?? ""),
    leaves: told.get("leaves") !== "folded",
    camps: oneOf(CAMPS, told.get("camps")),
    filters,
    depth: depth(told.get("depth")),
    versus: two(told.getAll("versus")),
    path: two(told.getAll("path")),
    day: ends(told.get("day"))[1],
    rows: oneOf(ROWS, told.get("rows")),
    lanes: oneOf(LANES, told.get("lanes")),
    sort: told.get("sort") ?? "",
  };
}

/** What is told, without what names nothing on this map.
 * @param {Shared} told @param {Model} model @returns {Shared} */
export function recognised(told, model) {
  const { claims, speakers, concepts, sources, topics } = model;
  const isThing = (/** @type {string} */ id) => {
    const [sort, uid] = split(id);
    if (sort === "topic") return /^\d+$/.test(uid) && Number(uid) < topics.length;
    return sort === "claim" ? claims.has(uid) : model.nodes.has(id);
  };
  /** @type {Record<typeof CHOICES[number], (value: string) => boolean>} */
  const known = {
    set: (uid) => model.views.has(uid),
    speaker: (uid) => speakers.has(uid),
    stance: (value) => /** @type {readonly string[]} */ (STANCES).includes(value),
    concept: (uid) => concepts.has(uid),
    source: (uid) => sources.has(uid),
    kind: (value) => [...claims.values()].some((claim) => claim.kind === value),
    outcome: (value) => value === "none" || OUTCOMES.includes(value),
  };
  const filters = { ...told.filters };
  for (const key of CHOICES) if (!known[key](filters[key])) filters[key] = "";
  if (!isThing(filters.near)) filters.near = "";
  return {
    ...told,
    open: told.open === "all" ? "all" : told.open.filter((number) => number < topics.length),
    at: isThing(told.at) ? told.at : "",
    filters,
    versus: told.versus?.every((uid) => speakers.has(uid)) ? told.versus : null,
    // A day that is still to come is none of which anything is known.
    day: told.day <= model.made ? told.day : "",
    path: told.path?.every((uid) => claims.has(uid)) ? told.path : null,
    camps: model.camps ? told.camps : "",
    sort: COLUMNS.includes(told.sort.replace(/^-/, "")) ? told.sort : "",
  };
}

/** Which topics are unfolded: `all`, or their numbers with points between them. @param {string} text @returns {State["open"]} */
function readOpen(text) {
  if (text === "all") return "all";
  const numbers = text.split(".").flatMap((one) => (/^\d{1,4}$/.test(one) ? [Number(one)] : []));
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** What an address holds of the state; the language always where another browser may open the page in another.
 * @param {Shared} state @param {Model} model */
export function toHash(state, { language, byReader }) {
  const { filters } = state;
  const told = new URLSearchParams();
  const tell = (/** @type {string} */ key, /** @type {string | number} */ value, /** @type {string | number} */ usual = "") => {
    if (value !== usual) told.append(key, String(value));
  };
  tell("lang", state.language, byReader ? "" : nearest(language));
  tell("view", state.view, VIEWS[0]);
  tell("rows", state.rows, ROWS[0]);
  tell("lanes", state.lanes, LANES[0]);
  tell("sort", state.sort);
  if (state.layer !== "regions") tell("show", state.layer === "nodes" ? "concepts" : "claims");
  if (state.open.length) tell("open", state.open === "all" ? "all" : state.open.join("."));
  if (!state.leaves) tell("leaves", "folded");
  tell("camps", state.camps);
  for (const key of CHOICES) tell(key, filters[key]);
  if (filters.saidFrom || filters.saidTo) tell("said", `${filters.saidFrom}..${filters.saidTo}`);
  if (filters.dueFrom || filters.dueTo) tell("due", `${filters.dueFrom}..${filters.dueTo}`);
  tell("only", SWITCHES.filter((key) => filters[key]).map((key) => ONLY[key]).join(","));
  tell("near", filters.near);
  if (filters.near) tell("reach", filters.reach, 1);
  for (const uid of state.versus ?? []) tell("versus", uid);
  for (const uid of state.path ?? []) tell("path", uid);
  tell("day", state.day);
  tell("at", state.at);
  tell("depth", state.depth, 1);
  return told.toString();
}

/** @template {string} T @param {readonly T[]} all the first is the usual one @param {string | null} value @returns {T} */
function oneOf(all, value) {
  return all.find((one) => one === value) ?? /** @type {T} */ (all[0]);
}

/** @param {string | null} value @returns {Depth} */
function depth(value) {
  return value === "2" ? 2 : value === "3" ? 3 : 1;
}

/** @param {string[]} uids @returns {[string, string] | null} */
function two([one, other]) {
  return one && other && one !== other ? [one, other] : null;
}

/** The ends of a range as days. @param {string | null} told as 2024-09..2025 @returns {[string, string]} */
function range(told) {
  const [from = "", to = from] = (told ?? "").split("..");
  return [ends(from)[0], ends(to)[1]];
}

/** The first and the last day of a date; nothing of what is none. @param {string | null} date @returns {[string, string]} */
function ends(date) {
  return date && isDate(date) ? [firstDay(date), lastDay(date)] : ["", ""];
}
