/** Ways through the map: what lies near a thing, and how one claim leads to another.
 * @import { Claim, Edge, Link, Model } from "./types" */
import { below, split } from "./thing.js";

/** The claims that are so many steps or fewer away from a thing. From claim to claim a step is a link, or
 * a prediction that reads both; from a speaker, concept or topic the first leads to its claims.
 * @param {Model} model @param {string} chosen @param {number} steps @returns {Set<string>} */
export function near(model, chosen, steps) {
  let rim = own(model, chosen);
  const found = new Set(rim);
  for (let left = chosen.startsWith("claim:") ? steps : steps - 1; left > 0; left -= 1) {
    rim = rim.flatMap((uid) => beside(model, uid)).filter((uid) => !found.has(uid) && found.add(uid));
  }
  return found;
}

/** The claims with which it begins. @param {Model} model @param {string} chosen @returns {string[]} */
function own(model, chosen) {
  const [sort, uid] = split(chosen);
  const claims = [...model.claims.values()].filter((claim) => claim.heard);
  if (sort === "claim") return model.claims.has(uid) ? [uid] : [];
  if (sort === "speaker") return claims.filter((claim) => claim.stances.has(uid)).map((claim) => claim.uid);
  if (sort === "topic") return model.topics[Number(uid)]?.claims.map((claim) => claim.uid) ?? [];
  const concepts = below(model, uid);
  return claims.filter((claim) => claim.about?.some((one) => concepts.has(one))).map((claim) => claim.uid);
}

/** @param {Model} model @param {string} uid */
function beside(model, uid) {
  const claim = model.claims.get(uid);
  if (!claim) return [];
  const linked = claim.links.map(({ from, to }) => (from === uid ? to : from));
  const shared = claim.predictions.flatMap((one) => one.claims ?? []);
  return [...linked, ...shared].filter((one) => model.claims.get(one)?.heard);
}

/** @typedef {{ claim: string, links: Link[] }} Step a claim, with the links that lead on to it */
/** @typedef {{ claims: string[], steps: Step[] }} Argument */

/** A shortest way from one claim to another over links, in whichever direction they point; null without one.
 * @param {Model} model @param {string} from @param {string} to @returns {Argument | null} */
export function argument(model, from, to) {
  /** @type {Map<string, string>} */
  const before = new Map([[from, ""]]);
  let rim = [from];
  while (rim.length && !before.has(to)) {
    const next = [];
    for (const uid of rim) {
      for (const link of model.claims.get(uid)?.links ?? []) {
        const other = link.from === uid ? link.to : link.from;
        if (before.has(other) || !model.claims.get(other)?.heard) continue;
        before.set(other, uid);
        next.push(other);
      }
    }
    rim = next;
  }
  if (!before.has(to) || !model.claims.get(from)?.heard) return null;
  const claims = [to];
  for (let uid = before.get(to); uid; uid = before.get(uid)) claims.unshift(uid);
  return {
    claims,
    steps: claims.map((uid, index) => ({ claim: uid, links: index ? between(model, claims[index - 1] ?? "", uid) : [] })),
  };
}

/** @param {Model} model @param {string} one @param {string} other */
function between(model, one, other) {
  const links = model.claims.get(one)?.links ?? [];
  return links.filter(({ from, to }) => (from === one && to === other) || (from === other && to === one));
}

/** Whether a line of the map counts as of the chosen day: that of a stance, as long as it is the latest.
 * @param {Model} model @param {Edge} edge */
export function counts(model, { from, to, kind, recorded }) {
  if (from.sort !== "speaker") return isHeard(model, from.id) && isHeard(model, to.id);
  const claim = model.claims.get(to.uid);
  if (!claim) return true;
  return recorded ? claim.stances.get(from.uid) === kind : claim.against.has(from.uid);
}

/** @param {Model} model @param {string} id */
function isHeard(model, id) {
  const [sort, uid] = split(id);
  return sort !== "claim" || model.claims.get(uid)?.heard !== false;
}

/** @typedef {{ nodes: Set<string>, edges: Edge[] }} Focus */

/** What stands out when something is chosen: it, what it is tied to, and the lines between.
 * @param {Model} model @param {string} chosen @param {number} [depth] @returns {Focus | null} */
export function around(model, chosen, depth = 1) {
  if (!chosen) return null;
  const isTopic = chosen.startsWith("topic:");
  if (isTopic ? !model.topics[Number(split(chosen)[1])] : !model.nodes.has(chosen)) return null;
  const claims = near(model, chosen, depth);
  const nodes = new Set([...claims].map((uid) => `claim:${uid}`));
  if (isTopic && depth === 1) return { nodes, edges: [] };
  if (!isTopic) nodes.add(chosen);
  const edges = model.edges.filter((edge) => {
    if (!counts(model, edge)) return false;
    if (edge.from.id === chosen || edge.to.id === chosen) return nodes.add(edge.from.id).add(edge.to.id);
    return isTie(edge) && nodes.has(edge.from.id) && nodes.has(edge.to.id) && depth > 1;
  });
  return { nodes, edges };
}

/** Whether a line ties two claims. @param {Edge} edge */
export function isTie({ from, to }) {
  return from.sort === "claim" && to.sort === "claim";
}

/** @param {Model} model @param {Iterable<Claim>} claims @param {string[]} more ids of other nodes
 * @param {(edge: Edge) => boolean} drawn @returns {Focus} */
export function standOut(model, claims, more, drawn) {
  const nodes = new Set([...[...claims].map((claim) => claim.node.id), ...more]);
  return { nodes, edges: model.edges.filter((edge) => nodes.has(edge.from.id) && nodes.has(edge.to.id) && drawn(edge) && counts(model, edge)) };
}
