/** What lies under a point of the map.
 * @import { Node } from "../types"
 * @import { Label } from "../paint/labels.js"
 * @import { Scene } from "./scene.js" */
import { isWithin } from "../paint/outline.js";

/** A node, else the topic whose name stands there, else the folded topic in whose region it lies.
 * @param {Scene} scene @param {Label[]} labels @param {{ x: number, y: number }} point in pixels, from the map's middle
 * @param {number} slack in pixels @returns {Node | string | null} */
export function found(scene, labels, point, slack) {
  const scale = scene.scale();
  /** @type {Node | null} */
  let best = null;
  let least = Infinity;
  for (const node of scene.drawn) {
    const { x, y } = scene.at(node);
    const [dx, dy] = [point.x - x * scale, point.y - y * scale];
    if (Math.abs(dx) > 60 || Math.abs(dy) > 60 || !scene.isDrawn(node)) continue;
    const far = Math.hypot(dx, dy) - scene.radius(node);
    if (far < slack && far < least) [best, least] = [node, far];
  }
  if (best) return best;
  const hit = labels.find(({ box: [left, top, right, bottom] }) => point.x > left && point.x < right && point.y > top && point.y < bottom);
  if (hit) return scene.model.nodes.get(hit.item.id) ?? hit.item.id;
  if (!scene.model.folds) return null;
  // A topic that is folded is taken by any part of its region.
  const place = { x: point.x / scale, y: point.y / scale };
  const folded = scene.frame.regions.findIndex((region, index) => !scene.open.has(index) && isWithin(region.outline, place));
  return folded < 0 ? null : `topic:${folded}`;
}
