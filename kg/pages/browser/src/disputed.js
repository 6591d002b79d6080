/** What is disputed, and how much: as kg itself has it, in one order for the panel, the matrix and the map.
 * @import { Claim } from "./types" */
import { say } from "./words.js";

export const HOLDS = new Set(["asserts", "agrees"]);

/** Stances on a linked claim from which follows that the claim itself is denied. @type {Record<string, Set<string>>} */
const DENIED_BY = { opposes: HOLDS, restates: new Set(["disagrees"]) };

/** Works out which claims are disputed, on record or by what follows from linked ones.
 * @param {Map<string, Claim>} claims */
export function weigh(claims) {
  for (const claim of claims.values()) {
    claim.against = opponents(claim, claims);
    const { hold, deny, inferred } = sides(claim);
    claim.disputed = hold && deny ? "recorded" : hold && inferred ? "inferred" : "";
  }
}

/** The claims by which follows that a speaker, who says nothing of a claim, denies it, each once.
 * @param {Claim} claim @param {string} speaker @param {Map<string, Claim>} claims */
export function through(claim, speaker, claims) {
  const found = claim.links.flatMap(({ kind, from, to }) => {
    const other = claims.get(from === claim.uid ? to : from);
    return other && DENIED_BY[kind]?.has(other.stances.get(speaker) ?? "") ? [other] : [];
  });
  return [...new Set(found)];
}

/** Speakers who say nothing of a claim that somebody holds, and deny it by what they say of linked ones.
 * @param {Claim} claim @param {Map<string, Claim>} claims @returns {Set<string>} */
function opponents(claim, claims) {
  const found = new Set();
  if (![...claim.stances.values()].some((stance) => HOLDS.has(stance))) return found;
  for (const { kind, from, to } of claim.links) {
    if (!DENIED_BY[kind]) continue;
    for (const [speaker, stance] of claims.get(from === claim.uid ? to : from)?.stances ?? []) {
      if (DENIED_BY[kind].has(stance) && !claim.stances.has(speaker)) found.add(speaker);
    }
  }
  return found;
}

/** How many hold a claim, deny it, and deny it by inference. @param {Claim} claim */
export function sides(claim) {
  const said = [...claim.stances.values()];
  const [hold, deny] = [said.filter((one) => HOLDS.has(one)).length, said.filter((one) => one === "disagrees").length];
  return { hold, deny, inferred: claim.against.size };
}

/** How many claims of a topic are disputed, and how many of these by inference alone.
 * @param {{ disputed: number, inferred: number }} topic */
export function sayDisputed({ disputed: n, inferred: m }) {
  if (m === n && n) return say("disputed_inferred", { n });
  return m ? say("disputed_of", { n, m }) : say("disputed_n", { n });
}

/** The greater, the more disputed: on record first, then by what is inferred; of either that first on which most
 * stand against most others, by those on the smaller side, then by all who take one.
 * @param {Claim} claim @returns {number[]} */
function rank(claim) {
  const { hold, deny, inferred } = sides(claim);
  const parted = [deny, inferred].flatMap((other) => [Math.min(hold, other), hold && other ? hold + other : 0]);
  return [...parted, claim.node.rank];
}

/** The most disputed claims first. @param {Iterable<Claim>} claims */
export function byDispute(claims) {
  const ranked = [...claims].map((claim) => /** @type {const} */ ([claim, rank(claim)]));
  return ranked.sort(([, one], [, other]) => order(one, other)).map(([claim]) => claim);
}

/** @param {number[]} one @param {number[]} other */
function order(one, other) {
  return one.reduce((found, figure, at) => found || (other[at] ?? 0) - figure, 0);
}

/** Disputed claims, the most disputed first. @param {Iterable<Claim>} claims */
export function disputed(claims) {
  return byDispute([...claims].filter((claim) => claim.disputed));
}
