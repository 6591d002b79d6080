/** Long names in few words: without the ending that many share, or the one word that tells a name from the others.
 * @import { Model } from "./types" */
import { el, own } from "./dom.js";
import { initials } from "./paint/glyph.js";
import { language, name } from "./words.js";

/** Names longer than this lose an ending that so many of them share. */
const LONG = 20;
const SHARED = 3;
/** Where the ending of a name begins. */
const ENDINGS = /\s(?=of\s|in\s|at\s|from\s|for\s|[(–—-])|(?=[,，（])|(?<=\S)(?=@)/gu;

/** @typedef {{ speakers: Map<string, any>, language: string, briefs: Map<string, string>, words: Map<string, string> }} Known */

/** @type {Known | null} */
let known = null;

/** Briefs and telling words of all speakers, found once for a language. @param {Model} model @returns {Known} */
function all({ speakers }) {
  if (known?.speakers === speakers && known.language === language()) return known;
  const names = new Map([...speakers.keys()].map((uid) => [uid, name(speakers, uid)]));
  const briefs = withoutEndings(names);
  const words = tellingWords(briefs, (uid) => (speakers.get(uid)?.kind ?? "person") === "person");
  return (known = { speakers, language: language(), briefs, words });
}

/** A speaker's name without an ending that many share, where what is left is nobody else's name.
 * @param {Model} model @param {string} uid */
export function brief(model, uid) {
  return all(model).briefs.get(uid) ?? name(model.speakers, uid);
}

/** The part of a speaker's name that one would call out to mean nobody else; nothing where initials say it.
 * @param {Model} model @param {string} uid */
export function telling(model, uid) {
  return all(model).words.get(uid) ?? "";
}

/** A speaker's name on the page: what is left out of it is read out and shown as its title.
 * @param {Model} model @param {string} uid */
export function briefly(model, uid) {
  const whole = name(model.speakers, uid);
  const seen = brief(model, uid);
  if (seen === whole) return own(whole);
  const made = own(seen);
  made.title = whole;
  made.append(el("span", { class: "unseen" }, whole.slice(seen.length)));
  return made;
}

/** @param {Map<string, string>} names by uid @returns {Map<string, string>} */
function withoutEndings(names) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const cuts = (/** @type {string} */ one) => (one.length > LONG ? [...one.matchAll(ENDINGS)].map(({ index }) => index).filter(Boolean) : []);
  for (const one of names.values()) for (const cut of cuts(one)) counts.set(one.slice(cut), (counts.get(one.slice(cut)) ?? 0) + 1);
  const cutOf = (/** @type {string} */ one) => cuts(one).find((cut) => (counts.get(one.slice(cut)) ?? 0) >= SHARED);
  const found = new Map([...names].map(([uid, one]) => [uid, one.slice(0, cutOf(one))]));
  /** @type {Map<string, number>} */
  const bearers = new Map();
  for (const one of found.values()) bearers.set(one, (bearers.get(one) ?? 0) + 1);
  return new Map([...found].map(([uid, one]) => [uid, bearers.get(one) === 1 ? one : (names.get(uid) ?? one)]));
}

/** The rarest word of each name: of a person the last of those that are, of others the first, with all that follows.
 * @param {Map<string, string>} briefs @param {(uid: string) => boolean} isPerson @returns {Map<string, string>} */
function tellingWords(briefs, isPerson) {
  const parts = new Map([...briefs].map(([uid, one]) => [uid, one.split(/[\s·]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word))]));
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const words of parts.values()) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map(
    [...parts].map(([uid, words]) => {
      const whole = briefs.get(uid) ?? "";
      if (/^\d/.test(initials(whole))) return [uid, ""];
      const least = Math.min(...words.map((word) => counts.get(word) ?? 0));
      const rare = words.filter((word) => counts.get(word) === least);
      return [uid, isPerson(uid) ? (rare.at(-1) ?? whole) : words.slice(words.indexOf(rare[0] ?? "")).join(" ") || whole];
    }),
  );
}
