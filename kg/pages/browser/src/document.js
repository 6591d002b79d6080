/** Reads the graph from the page's document: which nodes there are and where, and the lines between them.
 * @import { Edge, Frame, Node, PageDocument, PageFrame, Sort } from "./types" */
import { split } from "./thing.js";

/** @param {PageDocument} page @returns {Map<string, Node>} */
export function readNodes(page) {
  const { more, x, y, tall_x, tall_y, rank } = page.nodes;
  const { speakers, concepts, claims } = page.cards;
  const first = speakers.length + concepts.length;
  const byTopic = claims.map((_, index) => index).sort((a, b) => home(page, a) - home(page, b) || a - b);
  /** @type {number[]} */
  const placeOf = [];
  for (const [place, index] of byTopic.entries()) placeOf[index] = first + place;
  const known = first + claims.length;
  /** @type {Map<string, Node>} */
  const nodes = new Map();
  const add = (/** @type {Sort} */ sort, /** @type {string} */ uid, /** @type {number} */ place, label = "") => {
    const [wide_x, wide_y] = [x[place], y[place]];
    const id = `${sort}:${uid}`;
    if (typeof wide_x !== "number" || typeof wide_y !== "number" || nodes.has(id)) return;
    nodes.set(id, {
      id,
      sort,
      uid,
      wide: { x: wide_x, y: wide_y },
      tall: { x: tall_x[place] ?? 0, y: tall_y[place] ?? 0 },
      rank: rank[place] ?? 0,
      label,
    });
  };
  for (const [index, { uid }] of speakers.entries()) add("speaker", uid, index);
  for (const [index, { uid }] of concepts.entries()) add("concept", uid, speakers.length + index);
  for (const [index, { uid }] of claims.entries()) add("claim", uid, placeOf[index] ?? 0);
  for (const [index, { id, label }] of more.entries()) {
    const [sort, uid] = split(id);
    add(/** @type {Sort} */ (sort), uid, known + index, label);
  }
  return nodes;
}

/** The topic of a claim by number, those without one first. @param {PageDocument} page @param {number} claim */
function home(page, claim) {
  return page.home[claim] ?? -1;
}

/** The lines between claims, and whatever is drawn that does not follow from the cards.
 * @param {PageDocument} page @param {Map<string, Node>} nodes @returns {Edge[]} */
export function readTies({ cards, edges }, nodes) {
  const claim = (/** @type {string} */ uid) => nodes.get(`claim:${uid}`);
  return [
    ...cards.links.flatMap(({ from, to, kind }) => edge(claim(from), claim(to), kind)),
    ...edges.flatMap(({ from, to, type, inferred }) => edge(nodes.get(from), nodes.get(to), type, !inferred)),
  ];
}

/** What follows from the cards beside the links: stances, and what claims and concepts belong to.
 * @param {PageDocument} page @param {Map<string, Node>} nodes @returns {Edge[]} */
export function readStances({ cards }, nodes) {
  /** @type {Edge[]} */
  const found = [];
  for (const { uid, positions, about } of cards.claims) {
    const node = nodes.get(`claim:${uid}`);
    for (const one of positions ?? []) found.push(...edge(nodes.get(`speaker:${one.speaker}`), node, one.stance));
    for (const one of about ?? []) found.push(...edge(node, nodes.get(`concept:${one}`), "about"));
  }
  for (const { uid, broader } of cards.concepts) {
    if (broader) found.push(...edge(nodes.get(`concept:${uid}`), nodes.get(`concept:${broader}`), "broader"));
  }
  return found;
}

/** A line if both its ends are there. @param {Node | undefined} from @param {Node | undefined} to
 * @param {string} kind @param {boolean} [recorded] @returns {Edge[]} */
function edge(from, to, kind, recorded = true) {
  return from && to ? [{ from, to, kind, recorded }] : [];
}

/** @param {PageFrame} frame @returns {Frame} */
export function readFrame({ size, compass: { who, turn }, regions, swarms, pitch }) {
  return {
    size,
    compass: who.map((uid, index) => ({ uid, turn: turn[index] ?? 0 })),
    regions,
    swarms: swarms.map(({ camp, ...rest }) => ({ camp: camp ?? null, ...rest })),
    pitch: pitch ?? 0,
  };
}
