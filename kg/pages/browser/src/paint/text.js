/** Measures and wraps words for the canvas, in scripts with and without spaces. */

/** @type {Map<string, Map<string, number>>} */
const widths = new Map();
/** @type {Map<string, string[]>} */
const wrapped = new Map();

const HAN = "\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\u3000-\\u303f";
const TOKENS = new RegExp(`[${HAN}]|[^\\s${HAN}]+|\\s+`, "gu");
// Marks that may not begin a line.
const CLINGS = /^[，。、；：？！）》」』”’…,.;:?!)\]]+$/u;
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/g;

/** A text without characters that would turn or hide others, and no longer than a label needs.
 * @param {string} text */
export function plainLine(text) {
  return text.slice(0, 600).replace(UNSEEN, " ").replace(/\s+/g, " ").trim();
}

/** @param {CanvasRenderingContext2D} ctx @param {string} font @param {string} text */
export function width(ctx, font, text) {
  let known = widths.get(font);
  if (!known) widths.set(font, (known = new Map()));
  let found = known.get(text);
  if (found === undefined) {
    ctx.font = font;
    found = ctx.measureText(text).width;
    known.set(text, found);
  }
  return found;
}

/** Lines no wider than `limit`; what does not fit into `most` lines ends in an ellipsis.
 * @param {CanvasRenderingContext2D} ctx @param {string} font @param {string} text
 * @param {number} limit @param {number} most @returns {string[]} */
export function wrap(ctx, font, text, limit, most) {
  const key = `${font}|${limit}|${most}|${text}`;
  const known = wrapped.get(key);
  if (known) return known;
  /** @type {string[]} */
  const lines = [];
  // Words recur and lines do not: a line is as wide as its pieces, to within a fraction of a pixel.
  let [line, wide] = ["", 0];
  let rest = pieces(ctx, font, plainLine(text), limit);
  for (const [index, token] of rest.entries()) {
    const own = token.trim() ? width(ctx, font, token) : 0;
    if (!line || CLINGS.test(token) || wide + own <= limit) {
      if (line || own) line += token;
      wide += own || (line ? width(ctx, font, token) : 0);
      continue;
    }
    if (lines.length === most - 1) {
      line = shortened(ctx, font, line + rest.slice(index).join("").slice(0, 4), limit);
      rest = [];
      break;
    }
    lines.push(line.trimEnd());
    [line, wide] = own ? [token, own] : ["", 0];
  }
  if (line.trim()) lines.push(line.trimEnd());
  if (wrapped.size > 20_000) wrapped.clear();
  wrapped.set(key, lines);
  return lines;
}

/** Words, spaces and single Han characters; a word too long for a line is cut.
 * @param {CanvasRenderingContext2D} ctx @param {string} font @param {string} text @param {number} limit */
function pieces(ctx, font, text, limit) {
  return (text.match(TOKENS) ?? []).flatMap((token) => {
    if (token.length < 12 || width(ctx, font, token) <= limit) return [token];
    const fits = Math.max(4, Math.floor((token.length * limit) / width(ctx, font, token)) - 1);
    return token.match(new RegExp(`.{1,${fits}}`, "gsu")) ?? [token];
  });
}

/** A text on one line, no wider than `limit`. @param {CanvasRenderingContext2D} ctx @param {string} font @param {string} text @param {number} limit */
export function cut(ctx, font, text, limit) {
  return width(ctx, font, text) <= limit ? text : shortened(ctx, font, text, limit);
}

/** @param {CanvasRenderingContext2D} ctx @param {string} font @param {string} text @param {number} limit */
function shortened(ctx, font, text, limit) {
  const characters = [...text.trimEnd()];
  let wide = width(ctx, font, "…") + characters.reduce((sum, one) => sum + width(ctx, font, one), 0);
  while (characters.length > 1 && wide > limit) wide -= width(ctx, font, characters.pop() ?? "");
  return `${characters.join("").trimEnd()}…`;
}
