/** The colours of the canvas, read from the style sheet so that both follow one theme. */

const NAMES = /** @type {const} */ ([
  "paper", "region", "heat", "edge", "ink", "soft", "faint", "track", "disc", "line",
  "asserts", "agrees", "partly", "disagrees", "asks", "speaker", "speaker-ink", "accent",
  "camp-1", "camp-2", "camp-3", "camp-4", "camp-5",
]);

/** @typedef {Record<typeof NAMES[number], string>} Palette */

/** @returns {Palette} */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  return /** @type {Palette} */ (
    Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]))
  );
}

let asked = "";

/** The colour of what is written. Many signs are drawn in one go: the style sheet is asked once for all of them. */
export function ink() {
  if (!asked) {
    asked = getComputedStyle(document.documentElement).getPropertyValue("--ink").trim();
    queueMicrotask(() => (asked = ""));
  }
  return asked;
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

export const FONT = [
  "-apple-system",
  "BlinkMacSystemFont",
  '"Segoe UI"',
  "Roboto",
  '"Noto Sans"',
  '"Helvetica Neue"',
  "Arial",
  '"PingFang SC"',
  '"Microsoft YaHei"',
  '"Noto Sans CJK SC"',
  "sans-serif",
].join(", ");
