/** Boxes around points, and where the map lies on its canvas. */

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */

/** @param {{ x: number, y: number }[]} points @param {number} [margin] @returns {Box} */
export function box(points, margin = 0) {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return {
    left: Math.min(...xs) - margin,
    right: Math.max(...xs) + margin,
    top: Math.min(...ys) - margin,
    bottom: Math.max(...ys) + margin,
  };
}

/** How the canvas is shifted: device pixels per pixel, and where the map's middle is.
 * @param {CanvasRenderingContext2D} ctx @param {number} scale */
function shift(ctx, scale) {
  const { a, e, f } = ctx.getTransform();
  const ratio = a / scale;
  return { ratio, dx: e / ratio, dy: f / ratio };
}

/** Draws in pixels of the container, wherever the map has been moved to.
 * @param {CanvasRenderingContext2D} ctx @param {number} scale @param {(dx: number, dy: number, ratio: number) => void} drawing */
export function inPixels(ctx, scale, drawing) {
  const { ratio, dx, dy } = shift(ctx, scale);
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawing(dx, dy, ratio);
  ctx.restore();
}

/** Whether a straight line runs through a box of left, top, right and bottom.
 * @param {[number, number, number, number]} box @param {{ x: number, y: number }} from @param {{ x: number, y: number }} to */
export function crosses([left, top, right, bottom], from, to) {
  if (Math.max(from.x, to.x) < left || Math.min(from.x, to.x) > right || Math.max(from.y, to.y) < top || Math.min(from.y, to.y) > bottom) return false;
  let [first, last] = [0, 1];
  for (const [start, step, low, high] of /** @type {const} */ ([[from.x, to.x - from.x, left, right], [from.y, to.y - from.y, top, bottom]])) {
    if (step === 0 && (start < low || start > high)) return false;
    if (step === 0) continue;
    const [near, far] = [(low - start) / step, (high - start) / step].sort((a, b) => a - b);
    first = Math.max(first, near ?? 0);
    last = Math.min(last, far ?? 1);
  }
  return first < last;
}
