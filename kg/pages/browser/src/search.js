/** Finds claims, speakers and concepts by any of their words, in any language.
 * @import { Model, Sort, Wording } from "./types" */

/** @typedef {{ text: string, plain: string, part: "name" | "alias" | "statement" | "quote" | "tag", lang: string }} Field */
/** @typedef {{ id: string, sort: Sort, rank: number, fields: Field[] }} Entry */
/** @typedef {{ id: string, sort: Sort, field: Field, score: number }} Hit */

const WORTH = { name: 60, alias: 45, statement: 30, tag: 20, quote: 15 };

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
      ],
    });
  }
  return entries;
}

/** @param {Wording} wording @param {Field["part"]} part */
function fields(wording, part) {
  return Object.entries(wording ?? {}).map(([lang, text]) => field(text, part, lang));
}

/** @param {string} text @param {Field["part"]} part @param {string} lang @returns {Field} */
function field(text, part, lang) {
  return { text, plain: plain(text), part, lang };
}

/** Entries in which every word of the query stands, best first.
 * @param {Entry[]} entries @param {string} query @param {string} language @returns {Hit[]} */
export function search(entries, query, language) {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  /** @type {Hit[]} */
  const hits = [];
  for (const entry of entries) {
    if (!words.every((word) => entry.fields.some((one) => one.plain.includes(word)))) continue;
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

/** @param {Field} one @param {string[]} words @param {string} language */
function worth(one, words, language) {
  const held = words.filter((word) => one.plain.includes(word)).length;
  if (!held) return 0;
  const whole = words.join(" ");
  const closeness = one.plain === whole ? 40 : one.plain.startsWith(whole) ? 20 : one.plain.includes(whole) ? 5 : 0;
  return (WORTH[one.part] + closeness + (one.lang.startsWith(language) ? 2 : 0)) * (held / words.length);
}

/** A text cut where words of the query stand in it: [text, found, text, found, …].
 * @param {string} text @param {string} query */
export function marked(text, query) {
  const words = query.trim().split(/\s+/).filter(Boolean);
  if (!words.length) return [text];
  const any = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return text.split(new RegExp(`(${any})`, "iu"));
}
