/** Finds claims, speakers and concepts by any of their words, in any language.
 * @import { Claim, Model, Sort, Wording } from "./types" */
import { forms } from "./endings.js";

/** @typedef {{ text: string, plain: string, part: keyof typeof WORTH, lang: string }} Field */
/** @typedef {{ id: string, sort: Sort, rank: number, fields: Field[] }} Entry */
/** @typedef {{ id: string, sort: Sort, field: Field, score: number }} Hit */
/** A word as it was typed, and what finds its other forms. @typedef {{ text: string, others: RegExp | null }} Wanted */

const WORTH = { name: 60, alias: 45, statement: 30, reading: 25, tag: 20, quote: 15, verdict: 12, evidence: 10 };

/** @param {string} text */
export function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** @param {Model} model @returns {Entry[]} */
export function index(model) {
  /** @type {Entry[]} */
  const entries = [];
  for (const sort of /** @type {const} */ (["speaker", "concept"])) {
    const many = sort === "speaker" ? model.speakers : model.concepts;
    for (const card of many.values()) {
      if (!model.nodes.has(`${sort}:${card.uid}`)) continue;
      const aliases = (card.aliases ?? []).map((text) => field(text, "alias", ""));
      const rank = sort === "speaker" ? 8 : 4;
      entries.push({ id: `${sort}:${card.uid}`, sort, rank, fields: [...fields(card.names, "name"), ...aliases] });
    }
  }
  for (const claim of model.claims.values()) {
    entries.push({
      id: claim.node.id,
      sort: "claim",
      rank: claim.node.rank,
      fields: [
        ...fields(claim.statement, "statement"),
        ...(claim.tags ?? []).map((tag) => field(tag, "tag", "")),
        ...(claim.positions ?? []).flatMap((one) => (one.quote ? [field(one.quote, "quote", "")] : [])),
        ...checked(model, claim),
      ],
    });
  }
  return entries;
}

/** What predictions that read a claim say, and what verdicts on it and on them say and rest on.
 * @param {Model} model @param {Claim} claim @returns {Field[]} */
function checked(model, { resolutions = [], predictions }) {
  const verdicts = [...resolutions, ...predictions.flatMap((one) => one.resolutions ?? [])];
  const evidence = new Set(verdicts.flatMap((one) => (one.evidence ?? []).map(({ uid }) => uid)));
  return [
    ...predictions.flatMap((one) => [...fields(one.statement, "reading"), ...fields(one.criteria, "reading")]),
    ...verdicts.flatMap((one) => [...fields(one.note, "verdict"), ...(one.withdrawn_because ? [field(one.withdrawn_because, "verdict", "")] : [])]),
    ...[...evidence].flatMap((uid) => {
      const one = model.evidence.get(uid);
      return one ? [...fields(one.title, "evidence"), ...(one.quote ? [field(one.quote, "evidence", "")] : []), ...fields(one.note, "evidence")] : [];
    }),
  ];
}

/** @param {Wording | undefined} wording @param {Field["part"]} part */
function fields(wording, part) {
  return Object.entries(wording ?? {}).map(([lang, text]) => field(text, part, lang));
}

/** @param {string} text @param {Field["part"]} part @param {string} lang @returns {Field} */
function field(text, part, lang) {
  return { text, plain: plain(text), part, lang };
}

/** @param {string} query @returns {Wanted[]} */
function wanted(query) {
  return plain(query).split(/\s+/).filter(Boolean).map((text) => {
    const [, ...others] = forms(text);
    return { text, others: others.length ? new RegExp(`(?<![a-z0-9])(?:${others.join("|")})(?![a-z0-9])`) : null };
  });
}

/** @param {Field} one @param {Wanted} word */
function holds(one, { text, others }) {
  return one.plain.includes(text) || (others !== null && others.test(one.plain));
}

/** Entries in which every word of the query stands, in one of its forms, best first.
 * @param {Entry[]} entries @param {string} query @param {string} language @returns {Hit[]} */
export function search(entries, query, language) {
  const words = wanted(query);
  if (!words.length) return [];
  /** @type {Hit[]} */
  const hits = [];
  for (const entry of entries) {
    if (!words.every((word) => entry.fields.some((one) => holds(one, word)))) continue;
    /** @type {Hit | null} */
    let best = null;
    for (const one of entry.fields) {
      const score = worth(one, words, language);
      if (score > 0 && score > (best?.score ?? 0)) best = { id: entry.id, sort: entry.sort, field: one, score };
    }
    if (best) hits.push({ ...best, score: best.score + entry.rank });
  }
  return hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** @param {Field} one @param {Wanted[]} words @param {string} language */
function worth(one, words, language) {
  const held = words.filter((word) => holds(one, word)).length;
  if (!held) return 0;
  const whole = words.map(({ text }) => text).join(" ");
  const closeness = one.plain === whole ? 40 : one.plain.startsWith(whole) ? 20 : one.plain.includes(whole) ? 5 : 0;
  return (WORTH[one.part] + closeness + (one.lang.startsWith(language) ? 2 : 0)) * (held / words.length);
}

/** A text cut where words of the query stand in it, in one of their forms: [text, found, text, found, …].
 * @param {string} text @param {string} query */
export function marked(text, query) {
  const words = query.trim().split(/\s+/).filter(Boolean);
  if (!words.length) return [text];
  const any = words.flatMap((word) => [word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), ...forms(word.toLowerCase()).slice(1).map((form) => `\\b${form}\\b`)]);
  return text.split(new RegExp(`(${any.join("|")})`, "iu"));
}
