/** The colours of the canvas, read from the style sheet so that both follow one theme. */

const NAMES = /** @type {const} */ ([
  "paper", "region", "heat", "edge", "ink", "soft", "faint", "track", "disc", "line",
  "asserts", "agrees", "partly", "disagrees", "asks", "speaker", "speaker-ink", "accent",
  "camp-1", "camp-2", "camp-3", "camp-4", "camp-5",
]);

/** @typedef {Record<typeof NAMES[number], string>} Palette */

/** @type {Palette | null} */
let known = null;

/** The colours of the theme. To ask the style sheet takes long: it is asked once for a theme.
 * @returns {Palette} */
export function palette() {
  if (!known) {
    const style = getComputedStyle(document.documentElement);
    known = /** @type {Palette} */ (Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])));
  }
  return known;
}

/** The colours of another theme count from now on. */
export function recoloured() {
  known = null;
}

/** The colour that lies `share` of the way from one to another; both are written #rrggbb.
 * @param {string} from @param {string} to @param {number} share */
export function mix(from, to, share) {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [from, to].map((colour) => parseInt(colour.slice(at, at + 2), 16));
    return Math.round(/** @type {number} */ (a) + (/** @type {number} */ (b) - /** @type {number} */ (a)) * share);
  });
  return `rgb(${parts.join(" ")})`;
}

/** The letters of the canvas, as those of the page: faces for Latin first, as those for Chinese draw its apostrophes
 * and quotation marks as wide as a character. */
export const FONT = [
  "-apple-system",
  "BlinkMacSystemFont",
  '"Segoe UI"',
  "Roboto",
  '"Noto Sans"',
  '"Helvetica Neue"',
  "Arial",
  '"Liberation Sans"',
  '"DejaVu Sans Condensed"',
  '"DejaVu Sans"',
  '"PingFang SC"',
  '"Microsoft YaHei"',
  '"Noto Sans CJK SC"',
  "sans-serif",
].join(", ");
