/** Disagreements of two speakers about what can be checked, and who of them turned out right, as `kg compare` has it.
 *
 * Recorded: they took opposite sides on one claim. Inferred: they took stances on two claims that oppose or restate
 * each other. Whoever came round before the verdict had disagreed all the same, but is not held to it.
 * @import { Claim, Model } from "./types"
 * @import { Check, Taken } from "./sides.js" */
import { FIRM, checks, foresight, held, inTime, numbers, stances, surelyBefore, tellsAt } from "./sides.js";

/** @typedef {"first" | "second" | "partly" | "mixed" | "both" | "neither" | "open" | "unclear"} Verdict */
/** @typedef {Verdict | "came round" | "afterwards" | ""} Result */
/** How a side did by one check. @typedef {{ check: Check, taken: Taken, state: string }} Came */
/** One of the two, on which claim and on which side; without a stance `taken` is the first number.
 * @typedef {{ claim: Claim, taken: Taken, results: Came[] }} Side */
/** `verdict` is what the sides came to, also where one came round: with `turned`.
 * @typedef {{ first: Side, second: Side, result: Result, verdict: Verdict | "", turned?: Taken }} Dispute */

/** The disagreement of two speakers about a claim, if they have one.
 * @param {Model} model @param {Claim} claim @param {[string, string]} pair @returns {Dispute | null} */
export function recorded(model, claim, pair) {
  const [first, second] = pair;
  const parted = checks(claim).flatMap((check) => {
    const found = tellsAt(model, claim, check, pair) ? apart(held(claim, check, first), held(claim, check, second)) : null;
    return found ? [{ check, ...found }] : [];
  });
  // Readings under which they stood apart to the end tell more than those where one turned.
  const lasting = parted.filter(({ turned }) => !turned);
  const fought = lasting.length ? lasting : parted;
  if (!fought[0]) return null;
  const mine = side(claim, first, fought.map(({ check, mine }) => came(check, mine)));
  const theirs = side(claim, second, fought.map(({ check, theirs }) => came(check, theirs)));
  const state = together(mine.results);
  const verdict = state === "right" ? "first" : state === "wrong" ? "second" : state;
  const { turned } = fought[0];
  return { first: mine, second: theirs, result: turned ? "came round" : verdict, verdict, turned };
}

/** The first's stance on one claim against the second's on another, where the link makes them a disagreement.
 * @param {[Claim, Claim]} claims @param {[string, string]} pair @param {number} turn -1 where they oppose each other
 * @returns {Dispute | null} */
export function inferred([claim, other], [first, second], turn) {
  const [own, others] = [checks(claim), checks(other)];
  const all = [...own, ...others];
  const [one, reply] = [foresight(stances(claim, first), all).at(-1), foresight(stances(other, second), all).at(-1)];
  if (!one || !reply || one.sign * reply.sign * turn >= 0) return null;
  const told = (/** @type {Check[]} */ some, /** @type {Taken} */ taken) => some.map((check) => came(check, numbers(check, taken.speaker).at(-1) ?? taken));
  const [mine, theirs] = [told(own, one), told(others, reply)];
  const verdict = all.length ? ofTwo(together(mine), together(theirs)) : "";
  return { first: { claim, taken: one, results: mine }, second: { claim: other, taken: reply, results: theirs }, result: verdict, verdict };
}

/** The sides of two on the first reading for which one of them gave a number, in signs, if any did.
 * @param {Claim} claim @param {[string, string]} pair @returns {[number, number] | null} */
export function numbered(claim, [first, second]) {
  for (const check of checks(claim)) {
    if (!numbers(check, first).length && !numbers(check, second).length) continue;
    const [one, other] = [held(claim, check, first).at(-1), held(claim, check, second).at(-1)];
    if (one && other) return [one.sign, other.sign];
  }
  return null;
}

/** The last sides on which two stood opposite, and that with which one came round since; null where they never did
 * at one time, or where that was not surely said later. @param {Taken[]} ours @param {Taken[]} others */
function apart(ours, others) {
  /** @type {{ mine: Taken, theirs: Taken, turned?: Taken } | null} */
  let found = null;
  /** @type {Taken | undefined} */
  let mine;
  /** @type {Taken | undefined} */
  let theirs;
  for (const taken of inTime([...ours, ...others])) {
    if (ours.includes(taken)) mine = taken;
    else theirs = taken;
    if (!mine || !theirs) continue;
    if (mine.sign * theirs.sign < 0) found = { mine, theirs };
    else if (found && !found.turned && onOneSide(mine, theirs)) found.turned = taken;
  }
  if (!found?.turned) return found;
  return surelyBefore(ours.includes(found.turned) ? found.mine : found.theirs, found.turned) ? found : null;
}

/** Whether who stood opposite does no longer: a number of 50 % is no side to come round to.
 * @param {Taken} mine @param {Taken} theirs */
function onOneSide(mine, theirs) {
  return mine.sign * theirs.sign > 0 || [mine, theirs].some(({ sign, number }) => !sign && number === undefined);
}

/** One side of a recorded disagreement, with the first stance that was judged; where only numbers were, with the
 * last stance before the first verdict, or else a number.
 * @param {Claim} claim @param {string} speaker @param {Came[]} results @returns {Side} */
function side(claim, speaker, results) {
  const every = results.map(({ taken }) => taken);
  const known = foresight(stances(claim, speaker), results.map(({ check }) => check));
  const taken = /** @type {Taken} */ (every.find(({ stance }) => stance) ?? known.at(-1) ?? every[0]);
  return { claim, taken, results };
}

/** How a check turned out for who holds a claim, or for who denies it.
 * @param {Check} check @param {Taken} taken @returns {Came} */
function came(check, taken) {
  const turned = { right: "wrong", wrong: "right" }[check.state];
  return { check, taken, state: (taken.sign < 0 && turned) || check.state };
}

/** What several checks come to; those that came to nothing count only alone. @param {Came[]} results */
function together(results) {
  const states = new Set(results.map(({ state }) => state));
  const firm = /** @type {("right" | "wrong" | "partly")[]} */ ([...states].filter((state) => FIRM.has(state)));
  if (firm.length > 1) return "mixed";
  return firm[0] ?? (states.has("open") || states.has("overdue") ? "open" : "unclear");
}

/** Which of two stances on two claims is right, each judged by its own claim.
 * @param {string} one @param {string} other @returns {Verdict} */
function ofTwo(one, other) {
  const pair = [one, other];
  if (pair.every((word) => word === "right")) return "both";
  if (pair.every((word) => word === "wrong")) return "neither";
  // Where nothing tells of the other claim, it is known that its opposite came true.
  if (pair.includes("right") && (pair.includes("wrong") || pair.includes("unclear"))) return one === "right" ? "first" : "second";
  return /** @type {const} */ (["open", "unclear", "mixed", "partly"]).find((word) => pair.includes(word)) ?? "unclear";
}
