/** What stands out on the map: two who are compared, a path, or what lies around the choice.
 * @import { Model, State } from "./types"
 * @import { Focus } from "./ways.js" */
import { comparison } from "./comparison.js";
import { whole } from "./asof.js";
import { lastDay } from "./dates.js";
import { argument, around, isTie, standOut } from "./ways.js";

/** @param {Model} model @param {State} state @returns {Focus | null} */
export function focusOf(model, state) {
  const lens = lensOf(model, state);
  return lens && (!state.at || lens.nodes.has(state.at)) ? lens : around(model, state.at, state.depth);
}

/** @param {Model} model @param {State} state */
function lensOf(model, { versus, path }) {
  if (versus) {
    const { claims, inferred } = comparison(model, ...versus);
    const opposed = new Set(inferred.flatMap(({ first, second }) => [first.claim.node.id, second.claim.node.id]));
    return standOut(model, claims, versus.map((uid) => `speaker:${uid}`), (edge) =>
      isTie(edge) ? ["opposes", "restates"].includes(edge.kind) && opposed.has(edge.from.id) && opposed.has(edge.to.id) : true,
    );
  }
  if (!path) return null;
  const uids = argument(model, ...path)?.claims ?? path;
  const claims = uids.flatMap((uid) => model.claims.get(uid) ?? []);
  const next = new Map(uids.map((uid, index) => [`claim:${uid}`, `claim:${uids[index + 1] ?? ""}`]));
  return standOut(model, claims, [], ({ from, to }) => next.get(from.id) === to.id || next.get(to.id) === from.id);
}

/** When more than this share of what is known comes in on one day, it is nothing that stands out. */
const MANY = 0.4;

/** The uids of the claims of which something was said or decided on a day, unless these are very many.
 * @param {Model} model @param {string} day @returns {Set<string>} */
export function newOn(model, day) {
  const found = new Set();
  if (!day) return found;
  const { claims, predictions } = whole(model);
  const isOn = (/** @type {string | undefined} */ date) => date !== undefined && lastDay(date) === day;
  for (const [uid, { positions, resolutions }] of claims) {
    if (positions.some(({ said }) => isOn(said)) || resolutions.some(({ decided }) => isOn(decided))) found.add(uid);
  }
  for (const [uid, { resolutions }] of predictions) {
    if (!resolutions.some(({ decided }) => isOn(decided))) continue;
    for (const claim of model.predictions.get(uid)?.claims ?? []) found.add(claim);
  }
  const heard = [...model.claims.values()].filter((claim) => claim.heard).length;
  return found.size > Math.max(3, MANY * heard) ? new Set() : found;
}
