/** Turns the page back to a day: what was said and decided by then counts, and nothing that came later.
 *
 * As in kg itself a date counts from its last day, and what has no date never counts. A verdict counts
 * from when it was decided until it was withdrawn. Claims, links and predictions have no dates: they count
 * as soon as something was said of the claim, and always where nobody says anything of it.
 * @import { Claim, Forecast, Model, Position, Prediction, Resolution } from "./types" */
import { known, lastDay } from "./dates.js";
import { weigh } from "./disputed.js";
import { compare, latest } from "./model.js";

/** @typedef {{ positions: Position[], resolutions: Resolution[], outcome: string | undefined }} WholeClaim */
/** @typedef {{ forecasts: Forecast[], resolutions: Resolution[], state: string }} WholePrediction */
/** @typedef {{ claims: Map<string, WholeClaim>, predictions: Map<string, WholePrediction>, topics: Claim[][] }} Whole */

/** What a model held before it was first turned back. @type {WeakMap<Model, Whole>} */
const WHOLE = new WeakMap();

/** All that was ever said and decided, whatever the day.
 * @param {Model} model @returns {Whole} */
export function whole(model) {
  const found = WHOLE.get(model) ?? {
    claims: new Map([...model.claims.values()].map(({ uid, positions = [], resolutions = [], outcome }) => [uid, { positions, resolutions, outcome }])),
    predictions: new Map([...model.predictions.values()].map(({ uid, forecasts = [], resolutions = [], state }) => [uid, { forecasts, resolutions, state }])),
    topics: model.topics.map(({ claims }) => claims),
  };
  WHOLE.set(model, found);
  return found;
}

/** Turns a model to a day, or with none to all that is known.
 * @param {Model} model @param {string} day */
export function turn(model, day) {
  const all = whole(model);
  for (const prediction of model.predictions.values()) turnPrediction(prediction, /** @type {WholePrediction} */ (all.predictions.get(prediction.uid)), day);
  for (const claim of model.claims.values()) turnClaim(claim, /** @type {WholeClaim} */ (all.claims.get(claim.uid)), day);
  weigh(model.claims);
  for (const [index, topic] of model.topics.entries()) {
    topic.claims = (all.topics[index] ?? []).filter((claim) => claim.heard);
    topic.disputed = topic.claims.filter((claim) => claim.disputed).length;
    topic.inferred = topic.claims.filter((claim) => claim.disputed === "inferred").length;
  }
}

/** @param {Prediction} one @param {WholePrediction} all @param {string} day */
function turnPrediction(one, all, day) {
  one.forecasts = all.forecasts.filter(({ made }) => known(made, day));
  one.resolutions = decided(all.resolutions, day);
  one.state = day ? (standing(one.resolutions)?.outcome ?? waiting(one, day)) : all.state;
}

/** @param {Claim} claim @param {WholeClaim} all @param {string} day */
function turnClaim(claim, all, day) {
  claim.positions = all.positions.filter(({ said }) => known(said, day));
  claim.heard = !all.positions.length || claim.positions.length > 0;
  claim.stances = latest(claim.positions);
  claim.resolutions = decided(all.resolutions, day);
  claim.outcome = day ? together(claim) : all.outcome;
}

/** @param {Resolution[]} resolutions @param {string} day @returns {Resolution[]} */
function decided(resolutions, day) {
  if (!day) return resolutions;
  return resolutions
    .filter((one) => known(one.decided, day))
    .map((one) => (one.withdrawn && !known(one.withdrawn, day) ? { ...one, withdrawn: undefined, withdrawn_because: undefined } : one));
}

/** The verdict that counts: of those that are not withdrawn, the last.
 * @param {Resolution[]} resolutions */
export function standing(resolutions) {
  return inTime(resolutions.filter((one) => !one.withdrawn)).at(-1);
}

/** Verdicts by the last day that their decision can mean; of one day as they were written down.
 * @param {Resolution[]} resolutions */
export function inTime(resolutions) {
  const last = (/** @type {Resolution} */ { decided }) => (decided ? lastDay(decided) : "");
  return [...resolutions].sort((one, other) => compare(last(one), last(other)));
}

/** @param {Prediction} one @param {string} day */
function waiting({ due }, day) {
  return due && lastDay(due) < day ? "overdue" : "open";
}

/** What the readings and the check of a claim come to; decided ones outweigh those still open.
 * @param {Claim} claim @returns {string | undefined} */
function together(claim) {
  const own = standing(claim.resolutions ?? [])?.outcome;
  const states = new Set([...claim.predictions.map((one) => one.state), ...(own ? [own] : [])]);
  const firm = [...states].filter((state) => state !== "open" && state !== "overdue");
  if (firm.length > 1) return "mixed";
  return firm[0] ?? (states.has("overdue") ? "overdue" : states.has("open") ? "open" : undefined);
}

/** @typedef {{ day: string, said: number, decided: number }} Moment */

/** The days on which something was said or decided, in order, with how much.
 * @param {Model} model @returns {Moment[]} */
export function moments(model) {
  /** @type {Map<string, Moment>} */
  const found = new Map();
  const note = (/** @type {string | undefined} */ date, /** @type {"said" | "decided"} */ what) => {
    const day = date ? lastDay(date) : "";
    if (!day) return;
    const moment = found.get(day) ?? { day, said: 0, decided: 0 };
    moment[what] += 1;
    found.set(day, moment);
  };
  const { claims, predictions } = whole(model);
  for (const { positions } of claims.values()) for (const { said } of positions) note(said, "said");
  for (const { resolutions } of [...claims.values(), ...predictions.values()]) {
    for (const one of resolutions) {
      note(one.decided, "decided");
      if (one.withdrawn) note(one.withdrawn, "decided");
    }
  }
  return [...found.values()].sort((one, other) => (one.day < other.day ? -1 : 1));
}
