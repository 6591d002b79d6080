/** Reads the graph from the page's document: which nodes there are and where, and the lines between them.
 * @import { Edge, Frame, Node, PageDocument, PageFrame, Sort } from "./types" */

/** @param {PageDocument} page @returns {Map<string, Node>} */
export function readNodes(page) {
  const { more, x, y, tall_x, tall_y, rank } = page.nodes;
  const { speakers, concepts, claims } = page.cards;
  const first = [...speakers.map(({ uid }) => `speaker:${uid}`), ...concepts.map(({ uid }) => `concept:${uid}`)];
  const byTopic = claims.map((_, index) => index).sort((a, b) => home(page, a) - home(page, b) || a - b);
  /** @type {number[]} */
  const placeOf = [];
  for (const [place, index] of byTopic.entries()) placeOf[index] = first.length + place;
  const known = first.length + claims.length;
  /** @type {Map<string, Node>} */
  const nodes = new Map();
  const add = (/** @type {string} */ id, /** @type {number} */ place, label = "") => {
    const [wide_x, wide_y] = [x[place], y[place]];
    if (typeof wide_x !== "number" || typeof wide_y !== "number" || nodes.has(id)) return;
    const colon = id.indexOf(":");
    nodes.set(id, {
      id,
      sort: /** @type {Sort} */ (id.slice(0, colon)),
      uid: id.slice(colon + 1),
      wide: { x: wide_x, y: wide_y },
      tall: { x: tall_x[place] ?? 0, y: tall_y[place] ?? 0 },
      rank: rank[place] ?? 0,
      label,
    });
  };
  for (const [place, id] of first.entries()) add(id, place);
  for (const [index, { uid }] of claims.entries()) add(`claim:${uid}`, placeOf[index] ?? 0);
  for (const [index, { id, label }] of more.entries()) add(id, known + index, label);
  return nodes;
}

/** The topic of a claim by number, those without one first. @param {PageDocument} page @param {number} claim */
function home(page, claim) {
  return page.home[claim] ?? -1;
}

/** What follows from the cards, and what else is drawn.
 * @param {PageDocument} page @param {Map<string, Node>} nodes @returns {Edge[]} */
export function readEdges({ cards, edges }, nodes) {
  /** @type {Edge[]} */
  const found = [];
  /** @type {Record<string, Map<string, Node>>} */
  const bySort = { speaker: new Map(), concept: new Map(), claim: new Map() };
  for (const node of nodes.values()) bySort[node.sort]?.set(node.uid, node);
  const { speaker, concept, claim } = /** @type {Record<"speaker" | "concept" | "claim", Map<string, Node>>} */ (bySort);
  const add = (/** @type {Node | undefined} */ from, /** @type {Node | undefined} */ to, /** @type {string} */ kind, recorded = true) => {
    if (from && to) found.push({ from, to, kind, recorded });
  };
  for (const { uid, positions, about } of cards.claims) {
    const node = claim.get(uid);
    for (const one of positions ?? []) add(speaker.get(one.speaker), node, one.stance);
    for (const one of about ?? []) add(node, concept.get(one), "about");
  }
  for (const link of cards.links) add(claim.get(link.from), claim.get(link.to), link.kind);
  for (const { uid, broader } of cards.concepts) if (broader) add(concept.get(uid), concept.get(broader), "broader");
  for (const { from, to, type, inferred } of edges) add(nodes.get(from), nodes.get(to), type, !inferred);
  return found;
}

/** @param {PageFrame} frame @returns {Frame} */
export function readFrame({ size, compass: { who, turn }, regions }) {
  return { size, compass: who.map((uid, index) => ({ uid, turn: turn[index] ?? 0 })), regions };
}
