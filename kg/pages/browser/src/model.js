/** Reads the page's data and works out what follows from it: stances, disputes, ties.
 * @import { Claim, Edge, Model, PageDocument, Position, Stance, Topic } from "./types" */
import { lastDay } from "./dates.js";
import { readCamps } from "./camps.js";
import { weigh } from "./disputed.js";
import { nearest } from "./words.js";
import { readFrame, readNodes, readStances, readTies } from "./document.js";

/** Outcomes by which something has been settled. */
export const DECIDED = new Set(["right", "wrong", "partly", "mixed"]);
export const STANCES = /** @type {const} */ (["asserts", "agrees", "partly", "disagrees", "asks"]);

/** @param {PageDocument} page @returns {Model} */
export function read(page) {
  const nodes = readNodes(page);
  const ties = readTies(page, nodes);
  /** @type {Edge[] | null} */
  let edges = null;
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
      disputed: "",
      heard: true,
    });
  }
  for (const link of page.cards.links) {
    for (const uid of new Set([link.from, link.to])) claims.get(uid)?.links.push(link);
  }
  for (const prediction of page.cards.predictions) {
    for (const uid of prediction.claims ?? []) claims.get(uid)?.predictions.push(prediction);
  }
  for (const claim of claims.values()) {
    if (claim.reads) claim.predictions = claim.reads.flatMap((uid) => predictions.get(uid) ?? []);
  }
  weigh(claims);
  return {
    title: page.title,
    made: page.made,
    language: page.by_reader && nearest(navigator.language) === "zh" ? "zh" : page.language,
    byReader: page.by_reader ?? false,
    frames: { wide: readFrame(page.wide), tall: readFrame(page.tall) },
    nodes,
    ties,
    // Very many, and wanted only for what is chosen.
    get edges() {
      return (edges ??= [...readStances(page, nodes), ...ties]);
    },
    claims,
    predictions,
    speakers: byUid(page.cards.speakers),
    concepts: byUid(page.cards.concepts),
    sources: byUid(page.cards.sources),
    evidence: byUid(page.cards.evidence),
    topics: readTopics(page, claims),
    records: page.beside.records ?? [],
    changes: page.beside.changes ?? [],
    views: readViews(page, claims),
    arguments: new Map((page.beside.arguments ?? []).map((one) => [one.claim, one])),
    camps: readCamps(page.beside.camps),
    folds: page.folds ?? false,
    foremost: new Set(page.foremost),
  };
}

/** @param {PageDocument} page @param {Map<string, Claim>} claims @returns {Topic[]} */
function readTopics(page, claims) {
  /** @type {Topic[]} */
  const topics = page.topics.map(({ named, mixed }, index) => ({
    index,
    named: named.map((id) => id.slice("concept:".length)),
    mixed: mixed ?? false,
    claims: [],
    disputed: 0,
    inferred: 0,
    decided: 0,
  }));
  for (const [index, { uid }] of page.cards.claims.entries()) {
    const [claim, topic] = [claims.get(uid), topics[page.home[index] ?? -1]];
    if (!claim || !topic) continue;
    claim.topic = topic;
    topic.claims.push(claim);
    topic.disputed += Number(claim.disputed !== "");
    topic.inferred += Number(claim.disputed === "inferred");
    topic.decided += Number(DECIDED.has(claim.outcome ?? ""));
  }
  return topics;
}

/** The latest stance of each speaker: later days count, and of one day the later entry. Who asks
 * takes no stance by it, so that it counts only for those who took none.
 * @param {Position[]} positions @returns {Map<string, Stance>} */
export function latest(positions) {
  const [only] = positions;
  if (only && positions.length === 1) return new Map([[only.speaker, only.stance]]);
  const inTime = [...positions].sort((one, other) => compare(lastOf(one), lastOf(other)));
  const stances = new Map(inTime.map((one) => [one.speaker, one.stance]));
  for (const { speaker, stance } of inTime) if (stance !== "asks") stances.set(speaker, stance);
  return stances;
}

/** @param {Position} one */
function lastOf({ said }) {
  return said ? lastDay(said) : "";
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

/** The views of the notebook, each with the claims that it shows. @param {PageDocument} page @param {Map<string, Claim>} claims */
function readViews(page, claims) {
  const uids = new Map([...claims.values()].map((claim) => [claim.id, claim.uid]));
  return new Map(
    (page.beside.views ?? []).map(({ uid, name, claims }) => [uid, { uid, name, claims: new Set(claims.flatMap((number) => uids.get(number) ?? [])) }]),
  );
}
