/** Where something fits into a region. Regions are convex, so what lies between two heights fits between their chords.
 * @typedef {[number, number][]} Outline in units of the map */

/** From where to where an outline reaches at all heights from one to another; nothing where it does not.
 * @param {Outline} outline @param {number} top @param {number} bottom @returns {[number, number] | null} */
export function strip(outline, top, bottom) {
  const [upper, lower] = [chord(outline, top), chord(outline, bottom)];
  if (!upper || !lower) return null;
  const [left, right] = [Math.max(upper[0], lower[0]), Math.min(upper[1], lower[1])];
  return right > left ? [left, right] : null;
}

/** @param {Outline} outline @param {number} y @returns {[number, number] | null} */
function chord(outline, y) {
  let [left, right] = [Infinity, -Infinity];
  for (const [index, [ax, ay]] of outline.entries()) {
    const [bx, by] = outline[(index + 1) % outline.length] ?? [0, 0];
    if (Math.min(ay, by) > y || Math.max(ay, by) < y || ay === by) continue;
    const x = ax + ((bx - ax) * (y - ay)) / (by - ay);
    [left, right] = [Math.min(left, x), Math.max(right, x)];
  }
  return right >= left ? [left, right] : null;
}

/** How far up and down an outline reaches. @param {Outline} outline @returns {[number, number]} */
export function heights(outline) {
  const ys = outline.map(([, y]) => y);
  return [Math.min(...ys), Math.max(...ys)];
}

/** Whether a point lies in an outline. @param {Outline} outline @param {{ x: number, y: number }} point */
export function isWithin(outline, { x, y }) {
  const reach = chord(outline, y);
  return reach !== null && reach[0] <= x && x <= reach[1];
}
