/** Reads the page's data and works out what follows from it: stances, disputes, ties.
 * @import { Claim, Edge, Frame, Model, Node, PageDocument, PageFrame, Position, Sort, Stance, Topic } from "./types" */

export const HOLDS = new Set(["asserts", "agrees"]);
export const STANCES = /** @type {const} */ (["asserts", "agrees", "partly", "disagrees", "asks"]);

/** @param {string} text @returns {Model} */
export function read(text) {
  /** @type {PageDocument} */
  const page = JSON.parse(text);
  const nodes = readNodes(page);
  const all = [...nodes.values()];
  const inferred = new Set(page.edges.inferred);
  /** @type {Edge[]} */
  const edges = page.edges.from.map((from, index) => ({
    from: at(all, from),
    to: at(all, at(page.edges.to, index)),
    kind: at(page.edges.kinds, at(page.edges.kind, index)),
    recorded: !inferred.has(index),
  }));
  const predictions = byUid(page.cards.predictions);
  /** @type {Map<string, Claim>} */
  const claims = new Map();
  for (const card of page.cards.claims) {
    const node = nodes.get(`claim:${card.uid}`);
    if (!node) continue;
    claims.set(card.uid, {
      ...card,
      node,
      topic: undefined,
      links: [],
      predictions: [],
      stances: latest(card.positions ?? []),
      against: new Set(),
      disputed: false,
    });
  }
  for (const link of page.cards.links) {
    for (const uid of new Set([link.from, link.to])) claims.get(uid)?.links.push(link);
  }
  for (const prediction of page.cards.predictions) {
    for (const uid of prediction.claims ?? []) claims.get(uid)?.predictions.push(prediction);
  }
  for (const claim of claims.values()) {
    claim.against = opponents(claim, claims);
    claim.disputed = [...claim.stances.values()].includes("disagrees") || claim.against.size > 0;
  }
  return {
    title: page.title,
    made: page.made,
    language: page.language,
    frames: { wide: readFrame(page.wide), tall: readFrame(page.tall) },
    nodes,
    edges,
    claims,
    predictions,
    speakers: byUid(page.cards.speakers),
    concepts: byUid(page.cards.concepts),
    sources: byUid(page.cards.sources),
    evidence: byUid(page.cards.evidence),
    topics: readTopics(page, claims),
    records: page.beside.records ?? [],
    changes: page.beside.changes ?? [],
    views: new Map(
      (page.beside.views ?? []).map(({ uid, name, claims }) => [uid, { uid, name, claims: new Set(claims.map((place) => at(page.cards.claims, place).uid)) }]),
    ),
    arguments: new Map((page.beside.arguments ?? []).map((one) => [one.claim, one])),
  };
}

/** @param {PageFrame} frame @returns {Frame} */
function readFrame({ size, compass, regions }) {
  const speakers = Object.entries(compass).map(([id, turn]) => ({ uid: id.slice("speaker:".length), turn }));
  return { size, compass: speakers, regions };
}

/** @param {PageDocument} page @returns {Map<string, Node>} */
function readNodes(page) {
  const { id, x, y, tall_x, tall_y, rank, label } = page.nodes;
  return new Map(
    id.map((one, index) => [
      one,
      {
        id: one,
        sort: /** @type {Sort} */ (one.slice(0, one.indexOf(":"))),
        uid: one.slice(one.indexOf(":") + 1),
        wide: { x: at(x, index), y: at(y, index) },
        tall: { x: at(tall_x, index), y: at(tall_y, index) },
        rank: rank[index] ?? 0,
        label: label[index] ?? "",
      },
    ]),
  );
}

/** @param {PageDocument} page @param {Map<string, Claim>} claims @returns {Topic[]} */
function readTopics(page, claims) {
  return page.topics.map((told, index) => {
    const members = told.claims.flatMap((id) => claims.get(id.slice("claim:".length)) ?? []);
    const topic = {
      index,
      named: told.named.map((id) => id.slice("concept:".length)),
      claims: members,
      disputed: members.filter((claim) => claim.disputed).length,
    };
    for (const claim of members) claim.topic = topic;
    return topic;
  });
}

/** The latest stance of each speaker: later days count, and of one day the later entry.
 * @param {Position[]} positions @returns {Map<string, Stance>} */
function latest(positions) {
  const inTime = [...positions].sort((one, other) => compare(one.said ?? "", other.said ?? ""));
  return new Map(inTime.map((one) => [one.speaker, one.stance]));
}

/** Speakers who hold a claim that opposes this one, and say nothing of this one themselves.
 * @param {Claim} claim @param {Map<string, Claim>} claims */
function opponents(claim, claims) {
  const found = new Set();
  if (![...claim.stances.values()].some((stance) => HOLDS.has(stance))) return found;
  for (const link of claim.links) {
    if (link.kind !== "opposes") continue;
    const other = claims.get(link.from === claim.uid ? link.to : link.from);
    for (const [speaker, stance] of other?.stances ?? []) {
      if (HOLDS.has(stance) && !claim.stances.has(speaker)) found.add(speaker);
    }
  }
  return found;
}

/** @template {{ uid: string }} T @param {T[]} cards */
function byUid(cards) {
  return new Map(cards.map((card) => [card.uid, card]));
}

/** @template T @param {T[]} list @param {number} index @returns {T} */
export function at(list, index) {
  return /** @type {T} */ (list[index]);
}

/** @param {string} one @param {string} other */
export function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}
