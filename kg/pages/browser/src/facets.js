/** How many claims each value of a filter would leave beside all that narrows the page otherwise.
 * @import { Choice, Claim, Filters, Model, State } from "./types" */
import { changed } from "./changes.js";
import { listed, meets } from "./filter.js";

/** @param {Model} model @param {State} state @param {Choice} key @returns {Map<string, number>} */
export function facets(model, state, key) {
  const filters = { ...state.filters, [key]: "" };
  const values = valuesOf(model, state, key, filters);
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const uid of listed(model, { ...state, filters })) {
    for (const value of values(/** @type {Claim} */ (model.claims.get(uid)))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** What finds the values of a filter under which a claim is left, each once.
 * @param {Model} model @param {State} state @param {Choice} key @param {Filters} filters without it
 * @returns {(claim: Claim) => Iterable<string>} */
function valuesOf(model, state, key, filters) {
  if (key === "kind") return ({ kind }) => [kind];
  if (key === "outcome") return ({ outcome }) => [outcome ?? "none"];
  if (key === "concept") {
    const above = once((/** @type {string} */ uid) => lineage(model, uid));
    return ({ about = [] }) => new Set(about.flatMap(above));
  }
  if (key === "set") return ({ uid }) => [...model.views.values()].flatMap((view) => (view.claims.has(uid) ? [view.uid] : []));
  // Whose minds are meant depends on the speaker.
  const moved = key === "speaker" && filters.changed ? once((/** @type {string} */ speaker) => changed(model, speaker, state.day)) : null;
  return ({ uid, positions = [] }) => {
    const values = new Set(positions.flatMap((one) => (meets(one, filters) ? (one[key] ?? []) : [])));
    return moved ? [...values].filter((speaker) => moved(speaker).has(uid)) : values;
  };
}

/** A concept with all that it is part of. @param {Model} model @param {string} uid */
export function lineage(model, uid) {
  const found = new Set([uid]);
  for (let above = model.concepts.get(uid)?.broader; above && !found.has(above); above = model.concepts.get(above)?.broader) found.add(above);
  return [...found];
}

/** @template T @param {(key: string) => T} find @returns {(key: string) => T} */
function once(find) {
  /** @type {Map<string, T>} */
  const found = new Map();
  return (key) => {
    if (!found.has(key)) found.set(key, find(key));
    return /** @type {T} */ (found.get(key));
  };
}
