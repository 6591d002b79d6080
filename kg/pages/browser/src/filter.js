/** Which claims the filters leave, and what belongs to a choice.
 * @import { Claim, Edge, Filters, Model } from "./types" */

/** @param {Model} model @param {Filters} filters @returns {Set<string>} uids of the claims that are left */
export function matching(model, filters) {
  const within = filters.concept ? below(model, filters.concept) : null;
  const chosen = model.views.get(filters.set)?.claims;
  const found = new Set();
  for (const claim of model.claims.values()) {
    if (chosen && !chosen.has(claim.uid)) continue;
    if (matches(claim, filters, within)) found.add(claim.uid);
  }
  return found;
}

/** @param {Claim} claim @param {Filters} filters @param {Set<string> | null} within */
function matches(claim, filters, within) {
  if (filters.kind && claim.kind !== filters.kind) return false;
  if (filters.disputed && !claim.disputed) return false;
  if (filters.outcome && (claim.outcome ?? "none") !== filters.outcome) return false;
  if (within && !claim.about?.some((uid) => within.has(uid))) return false;
  if (!filters.speaker && !filters.stance && !filters.source) return true;
  // One and the same position has to meet all three.
  return (claim.positions ?? []).some(
    (one) =>
      (!filters.speaker || one.speaker === filters.speaker) &&
      (!filters.stance || one.stance === filters.stance) &&
      (!filters.source || one.source === filters.source),
  );
}

/** A concept with all that are part of it.
 * @param {Model} model @param {string} uid */
export function below(model, uid) {
  const found = new Set([uid]);
  let before = 0;
  while (found.size > before) {
    before = found.size;
    for (const concept of model.concepts.values()) {
      if (concept.broader && found.has(concept.broader)) found.add(concept.uid);
    }
  }
  return found;
}

/** What stands out when something is chosen: it, what it is tied to, and the lines between.
 * @param {Model} model @param {string} chosen
 * @returns {{ nodes: Set<string>, edges: Edge[] } | null} */
export function around(model, chosen) {
  if (!chosen) return null;
  const [sort, uid] = split(chosen);
  if (sort === "topic") {
    const topic = model.topics[Number(uid)];
    return topic ? { nodes: new Set(topic.claims.map((claim) => claim.node.id)), edges: [] } : null;
  }
  if (!model.nodes.has(chosen)) return null;
  const edges = model.edges.filter((edge) => edge.from.id === chosen || edge.to.id === chosen);
  const nodes = new Set([chosen]);
  for (const edge of edges) nodes.add(edge.from.id).add(edge.to.id);
  return { nodes, edges };
}

/** @param {string} chosen @returns {[string, string]} */
export function split(chosen) {
  const colon = chosen.indexOf(":");
  return [chosen.slice(0, colon), chosen.slice(colon + 1)];
}
