/** Where a topic's name may stand in its region.
 * @import { Region } from "../types" */

/** The place computed for it first, then others from the top of the region downwards.
 * @param {Region} region @param {number} half of the height that it needs
 * @param {number} wanted the width that will do
 * @returns {{ x: number, y: number, wide: number, spots: [number, number][] }} */
export function titleSpots({ outline, title: [, y] }, half, wanted) {
  const ys = outline.map(([, y]) => y);
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  /** @type {[number, number][]} */
  const spots = [];
  let widest = 0;
  for (let share = 0.12; share < 0.9; share += 0.08) {
    const at = top + (bottom - top) * share;
    const [left, right] = strip(outline, at, half);
    spots.push([(left + right) / 2, at]);
    widest = Math.max(widest, right - left);
  }
  // In a wedge the place computed may be too narrow for words: then the first that is not.
  const roomy = (/** @type {number} */ at) => {
    const [left, right] = strip(outline, at, half);
    return right - left > Math.min(widest * 0.6, wanted);
  };
  const others = spots.filter(([, at]) => roomy(at));
  const best = roomy(y) ? y : (others[0]?.[1] ?? y);
  const [left, right] = strip(outline, best, half);
  return { x: (left + right) / 2, y: best, wide: right - left, spots: others };
}

/** From where to where an outline reaches at a height and a little above and below it.
 * @param {[number, number][]} outline @param {number} y @param {number} half @returns {[number, number]} */
function strip(outline, y, half) {
  const chords = [chord(outline, y - half), chord(outline, y), chord(outline, y + half)].filter(([left, right]) => right > left);
  const left = Math.max(...chords.map(([start]) => start));
  const right = Math.min(...chords.map(([, end]) => end));
  return chords.length && right > left ? [left, right] : chord(outline, y);
}

/** From where to where an outline reaches at a height.
 * @param {[number, number][]} outline @param {number} y @returns {[number, number]} */
function chord(outline, y) {
  /** @type {number[]} */
  const found = [];
  for (const [index, [ax, ay]] of outline.entries()) {
    const [bx, by] = outline[(index + 1) % outline.length] ?? [0, 0];
    if (Math.min(ay, by) <= y && y <= Math.max(ay, by) && ay !== by) found.push(ax + ((bx - ax) * (y - ay)) / (by - ay));
  }
  return found.length ? [Math.min(...found), Math.max(...found)] : [0, 0];
}
