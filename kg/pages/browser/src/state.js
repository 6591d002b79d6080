/** What the reader has chosen, kept in the address so that it can be shared and survives a reload.
 * @import { Filters, State } from "./types" */
import { nearest } from "./words.js";

/** @type {Filters} */
export const NOTHING = {
  set: "",
  speaker: "",
  stance: "",
  concept: "",
  source: "",
  kind: "",
  outcome: "",
  disputed: false,
};

/** @typedef {(state: State, before: State) => void} Listener */

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

  /** @param {Partial<State>} change */
  set(change) {
    const before = this.state;
    this.state = { ...before, ...change };
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
}

/** @param {Filters} filters */
export function isNarrowed(filters) {
  return Object.values(filters).some(Boolean);
}

/** The part of the state that an address holds.
 * @param {string} hash @param {string} language @returns {Pick<State, "language" | "at" | "view" | "filters" | "concepts">} */
export function fromHash(hash, language) {
  const told = new URLSearchParams(hash.replace(/^#/, ""));
  const filters = { ...NOTHING };
  for (const key of /** @type {(Exclude<keyof Filters, "disputed">)[]} */ (Object.keys(NOTHING))) {
    if (key in NOTHING && /** @type {string} */ (key) !== "disputed") filters[key] = told.get(key) ?? "";
  }
  filters.disputed = told.get("only") === "disagreements";
  return {
    language: nearest(told.get("lang") ?? language),
    at: told.get("at") ?? "",
    view: told.get("view") === "table" ? "table" : "map",
    concepts: told.get("show") === "concepts",
    filters,
  };
}

/** @param {State} state @param {string} language */
export function toHash(state, language) {
  const told = new URLSearchParams();
  if (state.language !== nearest(language)) told.set("lang", state.language);
  if (state.view === "table") told.set("view", "table");
  if (state.concepts) told.set("show", "concepts");
  for (const [key, value] of Object.entries(state.filters)) {
    if (key === "disputed" ? value : value) told.set(key === "disputed" ? "only" : key, key === "disputed" ? "disagreements" : String(value));
  }
  if (state.at) told.set("at", state.at);
  return told.toString();
}

/** Keeps the address and the state in step; a choice is a step back in the browser's history.
 * @param {Store} store @param {string} language */
export function keepInAddress(store, language) {
  store.listen((state, before) => {
    const hash = toHash(state, language);
    if (hash === toHash(fromAddress(store, language), language)) return;
    const address = hash ? `#${hash}` : location.pathname + location.search;
    try {
      if (state.at !== before.at && state.at) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch {
      // Inside a frame without an address of its own there is nothing to keep it in.
    }
  });
  addEventListener("popstate", () => store.set(fromAddress(store, language)));
  addEventListener("hashchange", () => {
    if (toHash(store.state, language) !== location.hash.slice(1)) store.set(fromAddress(store, language));
  });
}

/** @param {Store} store @param {string} language @returns {State} */
function fromAddress(store, language) {
  const told = fromHash(location.hash, language);
  return { ...store.state, ...told, panel: told.at ? true : store.state.panel };
}
