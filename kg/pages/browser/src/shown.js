/** Which claims are drawn: of few all; of very many those that stand for their topics, and what is unfolded.
 * @import { Claim, Model, State, Topic } from "./types" */
import { isNarrowed } from "./filter.js";

/** Of what is chosen or left by filters so many are drawn in folded topics, the most prominent. */
export const MOST = 400;

/** The topics that are unfolded: by the reader, or for a claim that is chosen and would not be seen.
 * @param {Model} model @param {State} state @returns {Set<number>} */
export function unfolded(model, state) {
  if (!model.folds) return new Set(model.topics.keys());
  const open = new Set(state.open === "all" ? model.topics.keys() : state.open.filter((topic) => topic < model.topics.length));
  const chosen = state.at.startsWith("claim:") ? model.claims.get(state.at.slice("claim:".length)) : undefined;
  if (chosen?.topic && !model.foremost.has(state.at)) open.add(chosen.topic.index);
  return open;
}

/** The claims that are drawn, by uid.
 * @param {Model} model @param {State} state @param {Set<string>} left by the filters
 * @param {Set<string> | null} focus nodes that belong to what is chosen @returns {Set<string>} */
export function shownClaims(model, state, left, focus) {
  const wanted = needed(model, state, left, focus);
  const shown = new Set(wanted);
  if (!model.folds) for (const uid of model.claims.keys()) shown.add(uid);
  else {
    for (const id of model.foremost) shown.add(id.slice("claim:".length));
    for (const index of unfolded(model, state)) {
      for (const { uid } of model.topics[index]?.claims ?? []) shown.add(uid);
    }
  }
  if (!state.leaves) {
    for (const some of leavesOf(model).values()) for (const { uid } of some) if (!wanted.has(uid)) shown.delete(uid);
  }
  return shown;
}

/** What has to be seen because it was asked for. @param {Model} model @param {State} state
 * @param {Set<string>} left @param {Set<string> | null} focus @returns {Set<string>} */
function needed(model, state, left, focus) {
  // A topic is unfolded by hand, not by being looked at.
  const near = focus && !state.at.startsWith("topic:") ? [...focus].flatMap((id) => (id.startsWith("claim:") ? [id.slice("claim:".length)] : [])) : [];
  const found = new Set([...prominent(model, near), ...(isNarrowed(state.filters) ? prominent(model, left) : [])]);
  if (state.at.startsWith("claim:")) found.add(state.at.slice("claim:".length));
  return found;
}

/** @param {Model} model @param {Iterable<string>} uids @returns {string[]} */
function prominent(model, uids) {
  const all = [...uids];
  if (!model.folds || all.length <= MOST) return all;
  const rank = (/** @type {string} */ uid) => model.claims.get(uid)?.node.rank ?? 0;
  return all.sort((a, b) => rank(b) - rank(a)).slice(0, MOST);
}

/** @type {WeakMap<Model, Map<string, Claim[]>>} */
const known = new WeakMap();

/** A claim's leaves: undisputed and unchecked claims that are linked with it alone, and do not oppose it.
 * Of two that have only each other, the less prominent is the leaf.
 * @param {Model} model @returns {Map<string, Claim[]>} */
export function leavesOf(model) {
  const before = known.get(model);
  if (before) return before;
  /** @type {Map<string, Claim[]>} */
  const found = new Map();
  const holder = (/** @type {Claim} */ claim) => {
    const others = new Set(claim.links.map(({ from, to }) => (from === claim.uid ? to : from)));
    const [only] = others;
    return others.size === 1 && only !== claim.uid ? model.claims.get(only ?? "") : undefined;
  };
  for (const claim of model.claims.values()) {
    if (claim.disputed || claim.outcome || claim.links.some(({ kind }) => kind === "opposes") || model.foremost.has(claim.node.id)) continue;
    const host = holder(claim);
    if (!host || (holder(host) === claim && isBefore(claim, host))) continue;
    found.set(host.uid, [...(found.get(host.uid) ?? []), claim]);
  }
  known.set(model, found);
  return found;
}

/** Which of two claims that have only each other stays. @param {Claim} one @param {Claim} other */
function isBefore(one, other) {
  const worth = (/** @type {Claim} */ claim) => Number(claim.disputed || Boolean(claim.outcome)) * 100 + claim.node.rank;
  return worth(one) > worth(other) || (worth(one) === worth(other) && one.id < other.id);
}

/** A topic's claims that the filters leave. @param {Topic} topic @param {Set<string>} left */
export function leftOf(topic, left) {
  return topic.claims.reduce((n, { uid }) => n + Number(left.has(uid)), 0);
}
