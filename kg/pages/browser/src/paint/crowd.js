/** Draws what is folded: a fine dot for each claim, so that one sees how many and where they differ.
 * @import { Claim, Node, Point } from "../types"
 * @import { Palette } from "./palette.js" */

/** @param {CanvasRenderingContext2D} ctx in pixels @param {Claim[]} claims
 * @param {(node: Node) => Point} at where they stand @param {{ scale: number, dx: number, dy: number }} seen how that becomes pixels
 * @param {Palette} colour @param {[number, number]} view its width and height */
export function drawDots(ctx, claims, at, { scale, dx, dy }, colour, [wide, high]) {
  const plain = new Path2D();
  const disputed = new Path2D();
  for (const claim of claims) {
    const place = at(claim.node);
    const [x, y] = [place.x * scale + dx, place.y * scale + dy];
    if (x < 0 || y < 0 || x > wide || y > high) continue;
    (claim.disputed ? disputed : plain).rect(x - 0.7, y - 0.7, 1.4, 1.4);
  }
  ctx.fillStyle = colour.faint;
  ctx.globalAlpha = 0.3;
  ctx.fill(plain);
  ctx.fillStyle = colour.disagrees;
  ctx.globalAlpha = 0.5;
  ctx.fill(disputed);
  ctx.globalAlpha = 1;
}

/** How many leaves of a claim are folded, at its side.
 * @param {CanvasRenderingContext2D} ctx @param {number} r @param {number} n @param {Palette} colour @param {string} font */
export function drawLeaves(ctx, r, n, colour, font) {
  ctx.font = `600 9.5px ${font}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.lineWidth = 3;
  ctx.strokeStyle = colour.region;
  ctx.fillStyle = colour.soft;
  ctx.strokeText(`+${n}`, r * 0.75, -r * 0.9);
  ctx.fillText(`+${n}`, r * 0.75, -r * 0.9);
}
