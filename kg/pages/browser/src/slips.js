/** What may have been meant by words that stand nowhere: names and words within one or two letters of them.
 * @import { Entry } from "./search.js" */
import leven from "leven";
import { plain } from "./search.js";

/** @typedef {{ text: string, plain: string, n: number }} Known what is written, and how often; names before words */

const OFTEN = 1e6;

/** All names and words of what can be found.
 * @param {Entry[]} entries @returns {Known[]} */
export function vocabulary(entries) {
  /** @type {Map<string, Known>} */
  const found = new Map();
  const add = (/** @type {string} */ text, /** @type {number} */ n) => {
    const key = plain(text);
    const known = found.get(key);
    if (known) known.n += n;
    else found.set(key, { text, plain: key, n });
  };
  for (const { fields } of entries) {
    for (const { text, part } of fields) {
      const isName = part === "name" || part === "alias";
      if (isName) add(text, OFTEN);
      for (const word of text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) add(word, isName ? OFTEN : 1);
    }
  }
  return [...found.values()];
}

/** A query with the words that stand nowhere spelt as others that do; nothing when there are none.
 * @param {Known[]} known @param {string} query @returns {string} */
export function meant(known, query) {
  const whole = nearest(known, plain(query.trim()));
  if (whole) return whole.text;
  const words = query.trim().split(/\s+/);
  const all = words.map((word) => (known.some((one) => one.plain.includes(plain(word))) ? word : nearest(known, plain(word))?.text));
  return all.every(Boolean) && all.join(" ") !== words.join(" ") ? all.join(" ") : "";
}

/** @param {Known[]} known @param {string} word @returns {Known | undefined} */
function nearest(known, word) {
  const most = slack(word);
  /** @type {Known | undefined} */
  let best;
  let least = most;
  for (const one of known) {
    if (!most || Math.abs(one.plain.length - word.length) > least) continue;
    const distance = leven(word, one.plain, { maxDistance: least + 1 });
    // GPT-4 and GPT-5 are spelt alike and are two things.
    if (distance > least || digits(word) !== digits(one.plain)) continue;
    if (!best || distance < least || one.n > best.n) best = one;
    least = distance;
  }
  return best;
}

/** How many letters may be other ones. Of short words, each is one letter from many others; in a Chinese
 * name of three characters one is. @param {string} word */
function slack(word) {
  if (word.length >= 7) return 2;
  return word.length >= (/^[\x20-\x7e]*$/.test(word) ? 4 : 3) ? 1 : 0;
}

/** @param {string} word */
function digits(word) {
  return word.replace(/\D+/g, " ").trim();
}
