/** Two speakers against each other: where both take a stance, what follows from opposing claims, who was right.
 *
 * As `kg compare` has it: a stance counts that was taken before the verdict, since what is said afterwards is
 * hindsight; what can be inferred from a link is one disagreement, whichever of its claims each spoke of.
 * @import { Claim, Model, Position } from "./types" */
import { standing } from "./asof.js";
import { SIGNS } from "./changes.js";
import { firstDay, lastDay } from "./dates.js";
import { compare } from "./model.js";

/** @typedef {"first" | "second" | "partly" | "mixed" | "both" | "neither" | "open" | "unclear" | "afterwards" | ""} Result */
/** @typedef {{ claim: Claim, other: Claim, result: Result }} Dispute `other` is the claim that the second spoke of */
/** @typedef {{ agree: Claim[], partly: Claim[], differ: Dispute[], inferred: Dispute[], claims: Claim[] }} Comparison */
/** @typedef {{ state: string, decided: string, firm: boolean }} Check */

const FIRM = new Set(["right", "wrong", "partly"]);

/** @param {Model} model @param {string} first @param {string} second @returns {Comparison} */
export function comparison(model, first, second) {
  /** @type {Comparison} */
  const found = { agree: [], partly: [], differ: [], inferred: [], claims: [] };
  /** @type {Map<string, { mine: Position[], theirs: Position[] }>} */
  const taken = new Map();
  for (const claim of model.claims.values()) {
    const [mine, theirs] = [first, second].map((speaker) => stances(claim, speaker));
    if (mine?.length || theirs?.length) taken.set(claim.uid, { mine: mine ?? [], theirs: theirs ?? [] });
    if (mine?.length && theirs?.length) weigh(found, claim, mine, theirs);
  }
  for (const [one, other, turn] of opposed(model)) {
    const [a, b] = [taken.get(one.uid), taken.get(other.uid)];
    const ways = [
      infer(one, other, a?.mine, b?.theirs, turn),
      infer(other, one, b?.mine, a?.theirs, turn),
    ].filter((dispute) => dispute !== null);
    if (ways[0]) found.inferred.push(ways[0]);
  }
  const all = [...found.agree, ...found.partly, ...[...found.differ, ...found.inferred].flatMap(({ claim, other }) => [claim, other])];
  found.claims = [...new Set(all)];
  return found;
}

/** What a speaker says of a claim, the earliest first. @param {Claim} claim @param {string} speaker */
function stances(claim, speaker) {
  const own = (claim.positions ?? []).filter((one) => one.speaker === speaker && one.stance in SIGNS);
  return own.sort((one, other) => compare(one.said ? lastDay(one.said) : "", other.said ? lastDay(other.said) : ""));
}

/** @param {Position | undefined} one */
function sign(one) {
  return one ? (SIGNS[one.stance] ?? 0) : 0;
}

/** @param {Comparison} found @param {Claim} claim @param {Position[]} mine @param {Position[]} theirs */
function weigh(found, claim, mine, theirs) {
  const all = checks(claim);
  const fought = all.flatMap((check) => {
    const [one, other] = [before(mine, [check]), before(theirs, [check])];
    return one && other && sign(one) * sign(other) < 0 ? [seen(check, sign(one))] : [];
  });
  const agreement = sign(mine.at(-1)) * sign(theirs.at(-1));
  if (fought.length) {
    const result = together(fought);
    found.differ.push({ claim, other: claim, result: result === "right" ? "first" : result === "wrong" ? "second" : /** @type {Result} */ (result) });
  } else if (agreement > 0) found.agree.push(claim);
  else if (agreement === 0) found.partly.push(claim);
  else found.differ.push({ claim, other: claim, result: all.length ? "afterwards" : "" });
}

/** The first's stance on one claim against the second's on another, where the link makes them a disagreement.
 * @param {Claim} claim @param {Claim} other @param {Position[] | undefined} mine @param {Position[] | undefined} theirs
 * @param {number} turn @returns {Dispute | null} */
function infer(claim, other, mine, theirs, turn) {
  const both = [...checks(claim), ...checks(other)];
  const [one, reply] = [before(mine ?? [], both), before(theirs ?? [], both)];
  if (!one || !reply || sign(one) * sign(reply) * turn >= 0) return null;
  if (!both.length) return { claim, other, result: "" };
  const [how, reversed] = [together(checks(claim).map((check) => seen(check, sign(one)))), together(checks(other).map((check) => seen(check, sign(reply))))];
  return { claim, other, result: ofTwo(how, reversed) };
}

/** Each two claims of which one opposes or restates the other, once; with what that turns a stance into.
 * @param {Model} model @returns {[Claim, Claim, number][]} */
export function opposed(model) {
  /** @type {Map<string, [Claim, Claim, number]>} */
  const found = new Map();
  for (const claim of model.claims.values()) {
    for (const { kind, from, to } of claim.links) {
      if (kind !== "opposes" && kind !== "restates") continue;
      const [one, other] = [model.claims.get(from), model.claims.get(to)];
      if (!one || !other) continue;
      const pair = /** @type {[Claim, Claim]} */ (one.id < other.id ? [one, other] : [other, one]);
      found.set(JSON.stringify([kind, ...pair.map(({ uid }) => uid)]), [...pair, kind === "opposes" ? -1 : 1]);
    }
  }
  return [...found.values()];
}

/** The ways in which a claim can turn out: each prediction that reads it, and its own check.
 * @param {Claim} claim @returns {Check[]} */
function checks(claim) {
  const own = standing(claim.resolutions ?? []);
  return [
    ...claim.predictions.map((one) => check(one.state, standing(one.resolutions ?? [])?.decided)),
    ...(own ? [check(own.outcome, own.decided)] : []),
  ];
}

/** @param {string} state @param {string | undefined} decided @returns {Check} */
function check(state, decided) {
  return { state, decided: decided ? lastDay(decided) : "", firm: FIRM.has(state) };
}

/** How a check turned out for who holds a claim, or for who denies it. @param {Check} check @param {number} sign */
function seen({ state }, sign) {
  if (sign >= 0) return state;
  return state === "right" ? "wrong" : state === "wrong" ? "right" : state;
}

/** The last stance that was not surely taken after the first verdict.
 * @param {Position[]} taken @param {Check[]} all */
function before(taken, all) {
  const days = all.flatMap(({ firm, decided }) => (firm && decided ? [decided] : [])).sort();
  return taken.filter(({ said }) => !days[0] || !said || firstDay(said) <= days[0]).at(-1);
}

/** What several checks come to; those that came to nothing count only alone. @param {string[]} states */
function together(states) {
  const firm = [...new Set(states.filter((state) => FIRM.has(state)))];
  if (firm.length > 1) return "mixed";
  return firm[0] ?? (states.some((state) => state === "open" || state === "overdue") ? "open" : "unclear");
}

/** Which of two stances on two claims is right, each judged by its own claim.
 * @param {string} one @param {string} other @returns {Result} */
function ofTwo(one, other) {
  const pair = new Set([one, other]);
  const has = (/** @type {string[]} */ ...words) => [...pair].every((word) => words.includes(word));
  if (has("right", "wrong")) return pair.size > 1 ? (one === "right" ? "first" : "second") : one === "right" ? "both" : "neither";
  if (has("right", "unclear") && pair.size > 1) return one === "right" ? "first" : "second";
  return /** @type {Result} */ (["open", "unclear", "mixed", "partly"].find((word) => pair.has(word)) ?? "unclear");
}
