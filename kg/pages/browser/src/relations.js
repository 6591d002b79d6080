/** Who agrees and differs with whom, and how their predictions fared.
 * @import { Claim, Model, Prediction } from "./types" */
import { SIGNS } from "./changes.js";
import { opposed } from "./comparison.js";
import { HOLDS } from "./disputed.js";

/** @typedef {{ one: string, other: string, agree: Claim[], partly: Claim[], differ: Claim[], inferred: Claim[] }} Pair */

/** Of more speakers, only so many are held against each other, those who take most stances. */
export const FOREMOST = 50;

/** What each two speakers say of the claims on which both take a stance, counted as kg does; most at odds first.
 * Of many speakers it is of the foremost; with `only`, of this one with everybody; with `left`, only on these claims.
 * @param {Model} model @param {string} only @param {Set<string> | null} left @returns {Pair[]} */
export function pairs(model, only = "", left = null) {
  const meant = only ? null : foremost(model);
  /** @type {Map<string, Pair>} */
  const found = new Map();
  const isMeant = (/** @type {Claim} */ { uid }) => !left || left.has(uid);
  for (const claim of model.claims.values()) {
    if (!isMeant(claim)) continue;
    const said = signs(claim, meant);
    const first = only ? said.filter(([speaker]) => speaker === only) : said;
    for (const [index, [one, sign]] of first.entries()) {
      for (const [other, reply] of only ? said : said.slice(index + 1)) {
        if (one !== other) pair(found, one, other)[sign * reply > 0 ? "agree" : sign * reply < 0 ? "differ" : "partly"].push(claim);
      }
    }
  }
  for (const [claim, opposite, turn] of opposed(model)) {
    if (!isMeant(claim) || !isMeant(opposite)) continue;
    // One link is one disagreement, whichever of its claims each spoke of.
    const atOdds = new Set();
    const [said, replies] = [signs(claim, meant), signs(opposite, meant)];
    for (const [one, sign] of said) {
      for (const [other, reply] of only && one !== only ? replies.filter(([speaker]) => speaker === only) : replies) {
        if (one !== other && sign * reply * turn < 0) atOdds.add(pair(found, one, other));
      }
    }
    // Of the two that is named which is not among the recorded differences.
    for (const two of atOdds) two.inferred.push(two.differ.includes(claim) ? opposite : claim);
  }
  const heat = (/** @type {Pair} */ two) => two.differ.length * 3 + two.inferred.length + two.partly.length / 2;
  return [...found.values()].sort((a, b) => heat(b) - heat(a) || b.agree.length - a.agree.length);
}

/** Those who take most stances, or null where all can be held against each other.
 * @param {Model} model @returns {Set<string> | null} */
function foremost(model) {
  if (model.speakers.size <= FOREMOST) return null;
  /** @type {Map<string, number>} */
  const count = new Map();
  for (const claim of model.claims.values()) {
    for (const [speaker, stance] of claim.stances) if (stance in SIGNS) count.set(speaker, (count.get(speaker) ?? 0) + 1);
  }
  const ranked = [...count].sort(([, one], [, other]) => other - one);
  return new Set(ranked.slice(0, FOREMOST).map(([speaker]) => speaker));
}

/** What each speaker, or each who is meant, says of a claim, in signs.
 * @param {Claim} claim @param {Set<string> | null} meant @returns {[string, number][]} */
function signs(claim, meant) {
  /** @type {[string, number][]} */
  const found = [];
  for (const [speaker, stance] of claim.stances) {
    const sign = SIGNS[stance];
    if (sign !== undefined && (!meant || meant.has(speaker))) found.push([speaker, sign]);
  }
  return found;
}

/** @param {Map<string, Pair>} found @param {string} one @param {string} other */
function pair(found, one, other) {
  const [first, second] = one < other ? [one, other] : [other, one];
  // The length tells where the first one ends.
  const key = `${first.length} ${first}${second}`;
  let made = found.get(key);
  if (!made) found.set(key, (made = { one: first, other: second, agree: [], partly: [], differ: [], inferred: [] }));
  return made;
}

/** Two speakers who share fewer claims than this are not judged. */
export const JUDGED = 3;

/** On how many claims both take a stance. @param {Pair} pair */
export function shared({ agree, partly, differ }) {
  return agree.length + partly.length + differ.length;
}

/** Of the pairs that can be judged, the one that agrees most and the one that differs most.
 * @param {Pair[]} pairs @returns {{ closest?: Pair, farthest?: Pair }} */
export function extremes(pairs) {
  const likeness = (/** @type {Pair} */ pair) => (pair.agree.length + pair.partly.length / 2) / shared(pair);
  const judged = pairs.filter((pair) => shared(pair) >= JUDGED).sort((a, b) => likeness(b) - likeness(a) || shared(b) - shared(a));
  const [first, last] = [judged[0], judged.at(-1)];
  if (!first || !last || likeness(first) === likeness(last)) return {};
  return { closest: first, farthest: last };
}

/** Outcomes in the order in which they are counted. */
export const OUTCOMES = ["right", "partly", "wrong", "mixed", "unclear", "void", "open", "overdue"];

/** Who made a prediction: by a forecast of at least one half, else by holding a claim that it reads.
 * @param {Model} model @param {Prediction} prediction @returns {Set<string>} */
export function makersOf(model, prediction) {
  /** @type {Map<string, boolean>} */
  const made = new Map();
  for (const { speaker, middle, low } of prediction.forecasts ?? []) {
    if (!made.has(speaker)) made.set(speaker, (middle ?? low ?? 1) >= 0.5);
  }
  for (const uid of prediction.claims ?? []) {
    for (const [speaker, stance] of model.claims.get(uid)?.stances ?? []) {
      if (HOLDS.has(stance) && !made.has(speaker)) made.set(speaker, true);
    }
  }
  return new Set([...made].filter(([, isOwn]) => isOwn).map(([speaker]) => speaker));
}

/** Under whom a prediction is listed: who made it; where nobody did, who holds its claim, though they
 * find it unlikely; else who forecast it.
 * @param {Model} model @param {Prediction} prediction @returns {string[]} */
export function listedUnder(model, prediction) {
  const made = makersOf(model, prediction);
  if (made.size) return [...made];
  const stances = (prediction.claims ?? []).flatMap((uid) => [...(model.claims.get(uid)?.stances ?? [])]);
  const holders = stances.flatMap(([speaker, stance]) => (HOLDS.has(stance) ? [speaker] : []));
  return [...new Set(holders.length ? holders : (prediction.forecasts ?? []).map(({ speaker }) => speaker))];
}

/** The predictions that a speaker made.
 * @param {Model} model @param {string} speaker @returns {Prediction[]} */
export function predictionsOf(model, speaker) {
  return [...model.predictions.values()].filter((prediction) => makersOf(model, prediction).has(speaker));
}

/** The predictions that read any of these claims.
 * @param {Model} model @param {Set<string>} uids @returns {Prediction[]} */
export function predictionsOn(model, uids) {
  return [...model.predictions.values()].filter(({ claims }) => claims?.some((uid) => uids.has(uid)));
}

/** @param {{ state: string }[]} predictions @returns {[string, number][]} */
export function tally(predictions) {
  return OUTCOMES.map((state) => /** @type {[string, number]} */ ([
    state,
    predictions.filter((one) => one.state === state).length,
  ])).filter(([, n]) => n > 0);
}
