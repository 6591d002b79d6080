/** In which order claims and speakers stand in the matrix and the table.
 * @import { Claim, Model, Topic } from "../types" */
import { MARKS } from "../camps.js";
import { compare } from "../model.js";
import { SIGNS } from "../changes.js";
import { language, statement, topicNames } from "../words.js";

/** The earliest day on which something was said of a claim. @param {Claim} claim */
export function firstSaid(claim) {
  return (claim.positions ?? []).flatMap((one) => one.said ?? []).sort()[0] ?? "";
}

/** The earliest day on which a prediction of a claim is due. @param {Claim} claim */
export function firstDue(claim) {
  return claim.predictions.flatMap((one) => one.due ?? []).sort()[0] ?? "";
}

/** Claims in topics, as on the map. @param {Model} model @param {Claim[]} claims @returns {{ topic: Topic | null, claims: Claim[] }[]} */
export function byTopic(model, claims) {
  const wanted = new Set(claims);
  const groups = model.topics.map((topic) => ({ topic, claims: topic.claims.filter((claim) => wanted.has(claim)) }));
  const rest = claims.filter((claim) => !claim.topic);
  return [...groups, { topic: null, claims: rest }].filter((group) => group.claims.length);
}

/** What has no date comes last. @param {Claim[]} claims */
export function byDate(claims) {
  return sorted(claims, (one, other) => compare(firstSaid(one) || "~", firstSaid(other) || "~"));
}

/** @template T @param {T[]} items @param {(one: T, other: T) => number} order */
function sorted(items, order) {
  return [...items].sort(order);
}

/** Speakers so that those who are alike stand beside each other: it begins with one of the two who are least
 * alike, and whoever is most like the last comes next.
 * @param {string[]} speakers @param {Claim[]} claims */
export function byLikeness(speakers, claims) {
  const views = speakers.map((uid) => claims.map((claim) => SIGNS[claim.stances.get(uid) ?? ""]));
  const like = (/** @type {number} */ one, /** @type {number} */ other) => likeness(views[one] ?? [], views[other] ?? []);
  const all = speakers.map((_, index) => index);
  let start = 0;
  let least = Infinity;
  for (const one of all) {
    for (const other of all.slice(one + 1)) {
      const near = like(one, other);
      if (near < least) [least, start] = [near, one];
    }
  }
  const order = all.length ? [start] : [];
  const left = new Set(all.filter((one) => one !== start));
  while (left.size) {
    const last = /** @type {number} */ (order[order.length - 1]);
    const next = [...left].reduce((best, one) => (like(last, one) > like(last, best) ? one : best));
    left.delete(next);
    order.push(next);
  }
  return order.map((index) => /** @type {string} */ (speakers[index]));
}

/** From −1 to 1, nearer to 0 where few claims are shared.
 * @param {(number | undefined)[]} one @param {(number | undefined)[]} other */
function likeness(one, other) {
  let [sum, shared] = [0, 0];
  for (const [index, sign] of one.entries()) {
    const reply = other[index];
    if (sign === undefined || reply === undefined) continue;
    sum += sign * reply;
    shared += 1;
  }
  return sum / (shared + 2);
}

/** What a column of the table is sorted by. @type {Record<string, (claim: Claim, model: Model) => string | number>} */
const KEYS = {
  id: (claim) => claim.id,
  claim: (claim) => statement(claim),
  kind: (claim) => claim.kind,
  outcome: (claim) => claim.outcome ?? "",
  // By the first of its marks, and of these those first of which it says most.
  marks: (claim, model) => {
    const told = model.camps?.claims.get(claim.uid);
    const [first] = told?.marks ?? [];
    return told && first ? MARKS.indexOf(first) * 10 + 5 - Math.min(4, told[first] ?? 0) : "";
  },
  said: firstSaid,
  due: firstDue,
  topic: (claim, model) => (claim.topic && topicNames(model, claim.topic)[0]) || "",
};

/** @param {Model} model @param {Claim[]} claims @param {string} sort a column, with a hyphen before it the other way round; empty as on the map */
export function bySort(model, claims, sort) {
  if (!sort) return byTopic(model, claims).flatMap((group) => group.claims);
  const column = sort.replace(/^-/, "");
  const turn = sort.startsWith("-") ? -1 : 1;
  const keys = new Map(claims.map((claim) => [claim, KEYS[column]?.(claim, model) ?? ""]));
  const words = new Intl.Collator(language());
  return sorted(claims, (a, b) => {
    const [one, other] = [keys.get(a) ?? "", keys.get(b) ?? ""];
    // What is empty stands last, whichever way the others are sorted.
    if (one === "" || other === "") return Number(one === "") - Number(other === "");
    return turn * (typeof one === "number" ? one - Number(other) : words.compare(one, String(other)));
  });
}
