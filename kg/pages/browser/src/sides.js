/** Sides that speakers take on claims and on their readings: by a stance, or by a number given.
 *
 * As `kg compare` has it: a stance counts for a reading until its speaker gives a number for that, then the number.
 * What was surely said once it was decided is hindsight, and does not count.
 * @import { Claim, Model, Prediction, Stance } from "./types" */
import { standing } from "./asof.js";
import { SIGNS } from "./changes.js";
import { firstDay, lastDay } from "./dates.js";
import { compare } from "./model.js";

/** A side that was taken, by a stance or by a number; `sign` is 1 for it, -1 against it, 0 partly or at 50 %,
 * `row` where it stands among those that were written down.
 * @typedef {{ speaker: string, said: string | undefined, row: number, sign: number, stance?: Stance, number?: number }} Taken */
/** One way in which a claim can turn out: a prediction that reads it, or its own check; with the day on which that
 * was settled, if it was.
 * @typedef {{ prediction?: Prediction, state: string, settled: string }} Check */

/** What settles a matter. */
export const FIRM = new Set(["right", "wrong", "partly"]);

/** A number above it is for the prediction, one below it against it. */
const EVEN = 0.5;

/** @param {Claim} claim @returns {Check[]} */
export function checks(claim) {
  const own = standing(claim.resolutions ?? []);
  return [
    ...claim.predictions.map((one) => check(one.state, standing(one.resolutions ?? [])?.decided, one)),
    ...(own ? [check(own.outcome, own.decided)] : []),
  ];
}

/** @param {string} state @param {string | undefined} decided @param {Prediction} [prediction] @returns {Check} */
function check(state, decided, prediction) {
  return { prediction, state, settled: decided && FIRM.has(state) ? lastDay(decided) : "" };
}

/** What a speaker says of a claim, the earliest first. @param {Claim} claim @param {string} speaker */
export function stances({ positions = [] }, speaker) {
  return inTime(
    positions.flatMap((one, row) => {
      const sign = SIGNS[one.stance];
      return one.speaker === speaker && sign !== undefined ? [{ speaker, said: one.said, row, sign, stance: one.stance }] : [];
    }),
  );
}

/** The numbers of a speaker that count for a check: those that were not surely given when all was settled,
 * and one without a date only where no other has one. @param {Check} check @param {string} speaker */
export function numbers({ prediction, settled }, speaker) {
  const due = lastDay(prediction?.due ?? "");
  const end = due && due < settled ? due : settled;
  const given = inTime(
    (prediction?.forecasts ?? []).flatMap(({ speaker: who, made, middle, basis }, row) =>
      who === speaker && middle !== undefined && basis !== "implied" ? [{ speaker, said: made, row, sign: Math.sign(middle - EVEN), number: middle }] : [],
    ),
  ).filter(({ said }) => !end || !said || firstDay(said) <= end);
  const dated = given.filter(({ said }) => said);
  return dated.length ? dated : given.slice(0, 1);
}

/** In the order in which it was said; of one day a stance comes before a number.
 * @param {Taken[]} taken @returns {Taken[]} */
export function inTime(taken) {
  const day = (/** @type {Taken} */ { said }) => (said ? lastDay(said) : "");
  const isNumber = (/** @type {Taken} */ { number }) => Number(number !== undefined);
  return taken.sort((one, other) => compare(day(one), day(other)) || isNumber(one) - isNumber(other) || one.row - other.row);
}

/** What was not surely said after the first verdict. @param {Taken[]} taken @param {Check[]} all */
export function foresight(taken, all) {
  const [first] = all.flatMap(({ settled }) => settled || []).sort();
  return first ? taken.filter(({ said }) => !said || firstDay(said) <= first) : taken;
}

/** What counts for a speaker on one check of a claim: stances until there is a number, then numbers.
 * @param {Claim} claim @param {Check} check @param {string} speaker */
export function held(claim, check, speaker) {
  const taken = foresight(stances(claim, speaker), [check]);
  const given = numbers(check, speaker);
  const [first] = given;
  return first ? [...taken.filter((one) => surelyBefore(one, first)), ...given] : taken;
}

/** @param {Taken} one @param {Taken} other */
export function surelyBefore(one, other) {
  return Boolean(one.said && other.said && lastDay(one.said) < firstDay(other.said));
}

/** Whether a check tells of two speakers at a claim: at those on which both take a stance; of numbers that both
 * gave for a prediction, at the first claim that it reads, where there is none of these.
 * @param {Model} model @param {Claim} claim @param {Check} check @param {[string, string]} pair */
export function tellsAt(model, claim, check, pair) {
  const both = (/** @type {Claim} */ one) => pair.every((speaker) => stances(one, speaker).length);
  if (both(claim)) return true;
  if (!pair.every((speaker) => numbers(check, speaker).length)) return false;
  const read = (check.prediction?.claims ?? []).flatMap((uid) => model.claims.get(uid) ?? []);
  return read[0] === claim && !read.some(both);
}
