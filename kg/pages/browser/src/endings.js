/** An English word with the usual endings of its nouns and verbs, as `kg search` knows them: kg/domain/patterns.py. */

/** Words that only look like a form of another. */
const UNBENT = new Set(["news", "this", "his", "has", "was", "its", "does", "always", "united", "thing"]);

/** Irregular forms are not known. Words in other alphabets, short ones and those with digits have no
 * forms but themselves. @param {string} word @returns {string[]} itself first */
export function forms(word) {
  if (!/^[a-z]{3,}$/.test(word) || UNBENT.has(word)) return [word];
  const bases = basesOf(word).filter((base) => base.length > 2 && /[aeiouy]/.test(base));
  return [...new Set([word, ...bases.flatMap(bent)])];
}

/** @param {string} word */
function basesOf(word) {
  if (/..(ies|ied)$/.test(word)) return [`${word.slice(0, -3)}y`];
  const found = [];
  if (/([sxzo]|ch|sh)es$/.test(word)) found.push(word.slice(0, -2));
  if (/[^sui]s$/.test(word)) found.push(word.slice(0, -1));
  const [, rest] = /^(.*)(?:ed|ing)$/.exec(word) ?? [];
  if (rest !== undefined) found.push(rest, `${rest}e`);
  if (rest && /([^aeiouy])\1$/.test(rest)) found.push(rest.slice(0, -1));
  return found.length ? found : [word];
}

/** @param {string} base */
function bent(base) {
  const stem = base.slice(0, -1);
  if (/[^aeiouy]y$/.test(base)) return [base, `${stem}ies`, `${stem}ied`, `${base}ing`];
  if (base.endsWith("e")) return [base, `${base}s`, `${base}d`, `${stem}ing`, `${base}ing`];
  const found = [base, `${base}${/([sxzo]|ch|sh)$/.test(base) ? "es" : "s"}`, `${base}ed`, `${base}ing`];
  const last = base.slice(-1);
  return /[^aeiouy][aeiouy][^aeiouywx]$/.test(base) ? [...found, `${base}${last}ed`, `${base}${last}ing`] : found;
}
