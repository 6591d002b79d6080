/** Two speakers against each other: on which claims they agree and differ, what follows from opposing claims, who was right.
 *
 * It counts as `kg compare` does. Claims that oppose each other are one disagreement, whichever of them each spoke of.
 * @import { Claim, Model } from "./types"
 * @import { Dispute } from "./disputes.js" */
import { inferred, numbered, recorded } from "./disputes.js";
import { checks, stances } from "./sides.js";

/** `differ` has also where one came round; the claim is then where it belongs by now, too.
 * @typedef {{ agree: Claim[], partly: Claim[], differ: Dispute[], inferred: Dispute[], claims: Claim[] }} Comparison */

/** @param {Model} model @param {string} first @param {string} second @returns {Comparison} */
export function comparison(model, first, second) {
  /** @type {Comparison} */
  const found = { agree: [], partly: [], differ: [], inferred: [], claims: [] };
  for (const claim of model.claims.values()) weigh(found, model, claim, [first, second]);
  for (const [one, other, turn] of opposed(model)) {
    const dispute = inferred([one, other], [first, second], turn) ?? inferred([other, one], [first, second], turn);
    if (dispute) found.inferred.push(dispute);
  }
  const disputes = [...found.differ, ...found.inferred];
  found.claims = [...new Set([...found.agree, ...found.partly, ...disputes.flatMap((one) => [one.first.claim, one.second.claim])])];
  return found;
}

/** Puts a claim where it belongs, if both took a side on it.
 * @param {Comparison} found @param {Model} model @param {Claim} claim @param {[string, string]} pair */
function weigh(found, model, claim, pair) {
  const [mine, theirs] = [stances(claim, pair[0]).at(-1), stances(claim, pair[1]).at(-1)];
  const dispute = recorded(model, claim, pair);
  if (dispute) found.differ.push(dispute);
  // Of who took no stance nothing is said but how they disagree.
  if ((dispute && !dispute.turned) || !mine || !theirs) return;
  let product = mine.sign * theirs.sign;
  if (product < 0 && !dispute) {
    // Opposite stances are no disagreement where the numbers behind them agree.
    const [one, other] = numbered(claim, pair) ?? [mine.sign, theirs.sign];
    product = one * other;
  }
  if (product > 0) found.agree.push(claim);
  else if (product === 0) found.partly.push(claim);
  else if (!dispute) {
    const [first, second] = [mine, theirs].map((taken) => ({ claim, taken, results: [] }));
    if (first && second) found.differ.push({ first, second, result: checks(claim).length ? "afterwards" : "", verdict: "" });
  }
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
