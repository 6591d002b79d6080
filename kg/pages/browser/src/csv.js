/** Claims as CSV (RFC 4180) that no spreadsheet takes for formulas, with the mark by which it knows UTF-8.
 * @import { Claim, Model, Stance, State } from "./types" */
import { areSeen, marksOf } from "./camps.js";
import { STANCES } from "./model.js";
import { firstDue, firstSaid } from "./views/order.js";
import { name, statement, topicNames } from "./words.js";

/** With what a text begins that a spreadsheet would calculate (OWASP, CSV injection), as in kg/formats/csv_table.py.
 * One that begins so behind apostrophes of its own gets another: taking one away undoes it. */
const STARTS = /^'*[=+\-@\t\r\n＝＋－＠]/;
const SEVERAL = "; ";

/** With a column of what claims are to the camps, while these are seen.
 * @param {Model} model @param {Claim[]} claims in the order of the rows @param {State} state */
export function claimsAsCsv(model, claims, state) {
  const camps = areSeen(model, state) ? ["marks"] : [];
  const head = ["id", "uid", "statement", "kind", "weight", ...STANCES, "inferred", "outcome", "said", "due", "about", "topic", "tags", ...camps];
  const marks = (/** @type {Claim} */ { uid }) => camps.map(() => marksOf(model, state, uid).join(SEVERAL));
  return written([head, ...claims.map((claim) => [...row(model, claim), ...marks(claim)])]);
}

/** @param {Model} model @param {Claim} claim */
function row(model, claim) {
  const who = (/** @type {Iterable<string>} */ uids) => [...uids].map((uid) => name(model.speakers, uid)).join(SEVERAL);
  const holding = (/** @type {Stance} */ stance) => who([...claim.stances].filter(([, one]) => one === stance).map(([uid]) => uid));
  return [
    claim.id,
    claim.uid,
    statement(claim),
    claim.kind,
    claim.weight,
    ...STANCES.map(holding),
    who(claim.against),
    claim.outcome ?? "",
    firstSaid(claim),
    firstDue(claim),
    (claim.about ?? []).map((uid) => name(model.concepts, uid)).join(SEVERAL),
    claim.topic ? topicNames(model, claim.topic).join(" · ") : "",
    (claim.tags ?? []).join(SEVERAL),
  ];
}

/** @param {(string | number)[][]} rows */
export function written(rows) {
  return `\ufeff${rows.map((cells) => `${cells.map(cell).join(",")}\r\n`).join("")}`;
}

/** @param {string | number} value */
function cell(value) {
  const text = typeof value === "string" && STARTS.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a text to the reader as a file. @param {string} fileName @param {string} text */
export function download(fileName, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
