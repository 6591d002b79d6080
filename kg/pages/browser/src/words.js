/** What the page says, in the language that is chosen, and which wording of a thing it shows.
 * @import { Claim, Model, Wording } from "./types" */
import words from "../../static/words.json";

/** @typedef {keyof typeof words["en"]} Word */

/** @type {"en" | "zh"} */
let chosen = "en";

/** @param {"en" | "zh"} language */
export function speak(language) {
  chosen = language;
}

export function language() {
  return chosen;
}

/** @param {string} text @returns {"en" | "zh"} */
export function nearest(text) {
  return /^zh\b/i.test(text) ? "zh" : "en";
}

/** A word of the interface, with its blanks filled; what is no word of it is shown as it is.
 * @param {string} word @param {Record<string, string | number>} [blanks] */
export function say(word, blanks) {
  const text = Object.hasOwn(words[chosen], word) ? words[chosen][/** @type {Word} */ (word)] : word;
  return blanks ? text.replace(/\{(\w+)\}/g, (_, name) => figure(blanks[name] ?? "")) : text;
}

/** A number as it is read; a text stays as it is. @param {string | number} told */
export function figure(told) {
  // Not by toLocaleString, which takes a hundredth of a second to begin.
  return typeof told === "number" && told >= 1000 && Number.isInteger(told) ? String(told).replace(/\B(?=(\d{3})+$)/g, ",") : String(told);
}

/** A count with its noun: `count("claims", 1)` is "1 claim".
 * @param {string} noun @param {number} n */
export function count(noun, n) {
  return say(n === 1 ? `${noun}_1` : `${noun}_n`, { n });
}

/** @param {string} stance */
export function sayStance(stance) {
  return say(stance === "partly" ? "partly_agrees" : stance);
}

/** The text of a wording in the chosen language, else in English, else in any; with its language.
 * @param {Wording | undefined} wording @returns {{ text: string, lang: string }} */
export function said(wording) {
  const all = wording ?? {};
  const keys = Object.keys(all);
  const lang =
    keys.find((key) => key.toLowerCase() === chosen) ??
    keys.find((key) => nearest(key) === chosen && key.toLowerCase().startsWith(chosen)) ??
    (Object.hasOwn(all, "en") ? "en" : keys[0]);
  return lang === undefined ? { text: "", lang: "" } : { text: all[lang] ?? "", lang };
}

/** The wording's other languages, each with its text.
 * @param {Wording | undefined} wording */
export function otherwise(wording) {
  const first = said(wording);
  return Object.entries(wording ?? {})
    .filter(([lang, text]) => lang !== first.lang && text !== first.text)
    .map(([lang, text]) => ({ lang, text }));
}

/** The name of a speaker or concept, in the chosen language.
 * @param {Map<string, { names: Wording }>} many @param {string} uid */
export function name(many, uid) {
  return said(many.get(uid)?.names).text || uid;
}

/** The concepts that name a topic, in words.
 * @param {Model} model @param {{ named: string[], mixed?: boolean }} topic */
export function topicNames(model, topic) {
  // As headings, names begin with a capital, but for those that are spelt in a way of their own.
  const names = topic.named.map((uid) => name(model.concepts, uid).replace(/^[a-z]+(?=[\s-]|$)/, capital));
  if (topic.mixed && names[0]) return [say("and_others", { name: names[0] })];
  return names.length ? names : [say("other_topic")];
}

/** @param {string} word */
function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** @param {Claim} claim */
export function statement(claim) {
  return said(claim.statement).text || claim.node.label || claim.uid;
}
