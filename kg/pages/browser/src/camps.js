/** Camps: who belongs together, and what claims are in the light of that.
 * @import { Camps, Claim, MarkedClaim, Model, PageDocument, State } from "./types" */

/** What claims are called in the light of camps, in the order in which they are listed. */
export const MARKS = /** @type {const} */ (["dividing", "bridging", "common", "crux"]);
/** @typedef {typeof MARKS[number]} Mark */

/** So many camps have a colour of their own; more share them, and their numbers tell them apart. */
export const COLOURS = 5;

/** @param {PageDocument["beside"]["camps"]} told @returns {Camps | null} */
export function readCamps(told) {
  if (!told) return null;
  const members = told.members ?? [];
  return {
    ...told,
    members,
    of: new Map(members.flatMap((uids, index) => uids.map((uid) => /** @type {[string, number]} */ ([uid, index])))),
    claims: new Map((told.claims ?? []).map((one) => [one.claim, one])),
  };
}

/** Whether camps and marks are seen: as the reader wants it, else where there are camps. They are
 * those of all that is known, so that on a day of the past there are none.
 * @param {Model} model @param {Pick<State, "camps" | "day">} state */
export function areSeen(model, state) {
  if (!model.camps || state.day) return false;
  return state.camps === "" ? model.camps.members.length > 0 : state.camps === "on";
}

/** The camp of a speaker, from 0; -1 for who is in none, and while none are seen.
 * @param {Model} model @param {State} state @param {string} speaker */
export function campOf(model, state, speaker) {
  return areSeen(model, state) ? (model.camps?.of.get(speaker) ?? -1) : -1;
}

/** What a claim is called, while that is seen. @param {Model} model @param {State} state @param {string} claim @returns {Mark[]} */
export function marksOf(model, state, claim) {
  return areSeen(model, state) ? (model.camps?.claims.get(claim)?.marks ?? []) : [];
}

/** The claims with a mark, those first of which it says most. @param {Model} model @param {Mark} mark */
export function marked(model, mark) {
  const weight = (/** @type {MarkedClaim} */ one) => one[mark] ?? 0;
  return [...(model.camps?.claims.values() ?? [])]
    .filter(({ marks }) => marks.includes(mark))
    .sort((a, b) => weight(b) - weight(a))
    .flatMap(({ claim }) => /** @type {Claim[]} */ ([model.claims.get(claim)].filter(Boolean)));
}
