/** Places labels so that none covers another or a claim, the most important first. Pixels throughout.
 * Places depend on the scale alone, so that labels stay where they are while the map is moved.
 * @import { Outline } from "./outline.js" */
import { strip } from "./outline.js";
import { width, wrap } from "./text.js";

/** @typedef {object} Item
 * @property {string} id
 * @property {string} text
 * @property {number} x in units of the map
 * @property {number} y
 * @property {number} r the radius of what is labelled, in pixels
 * @property {number} priority
 * @property {string} font
 * @property {number} size of the letters
 * @property {number} limit the width of a line
 * @property {number} [narrow] the width that is tried when it does not fit
 * @property {number} most lines
 * @property {("below" | "above" | "right" | "left")[]} sides
 * @property {boolean} [must] whether it is shown even where it covers something
 * @property {boolean} [beyond] whether it may stand around the map, and does not count among the many
 * @property {Outline} [within] the region that it does not leave
 * @property {boolean} [kept] whether a place for it was kept free
 * @property {string} colour
 * @property {string} [brief] what is written where there is no room for all of it
 * @property {{ text: string, font: string, size: number, colour: string }} [second] a line beneath
 */

/** @typedef {{ item: Item, lines: string[], left: number, top: number, align: "center" | "left" | "right", anchor: number, wide: number, high: number, box: Box }} Label */
/** @typedef {[number, number, number, number]} Box left, top, right, bottom */

const LEADING = 1.22;
/** No words are less wide than this. */
const LEAST = 8;

/** @typedef {{ x: number, y: number, r: number, id: string }} Body what no label may cover, in units of the map; its radius in pixels */

/** What labels have to stay clear of. @param {Body[]} bodies @param {number} scale @param {Label[]} labels */
export function taken(bodies, scale, labels) {
  const grid = new Grid(72);
  for (const { x, y, r, id } of bodies) {
    grid.add([x * scale - r, y * scale - r, x * scale + r, y * scale + r], id);
  }
  for (const label of labels) grid.add(label.box, "");
  return grid;
}

/** @param {CanvasRenderingContext2D} ctx @param {Item[]} items most important first
 * @param {Grid} grid what is taken; labels are added to it
 * @param {number} scale @param {number} budget how many labels there may be, those around the map not counted
 * @param {Box} inner within which labels stay, in units of the map @param {Box} outer, for those around it
 * @param {(box: Box) => number} [crossed] how many lines run through a box, by which free places are chosen
 * @returns {Label[]} */
export function place(ctx, items, grid, scale, budget, inner, outer, crossed = () => 0) {
  const edges = [inner, outer].map((edge) => /** @type {Box} */ (edge.map((side) => side * scale)));
  const [near, far] = /** @type {[Box, Box]} */ (edges);
  /** @type {Label[]} */
  const placed = [];
  let left = budget;
  for (const item of items) {
    const isFree = item.must || item.beyond;
    if (!isFree && left <= 0) continue;
    const label = fit(ctx, item, grid, scale, isFree ? far : near, crossed);
    if (!label) continue;
    grid.add(label.box, "");
    placed.push(label);
    if (!isFree) left -= 1;
  }
  return placed;
}

/** @param {CanvasRenderingContext2D} ctx @param {Item} item @param {Grid} grid @param {number} scale
 * @param {Box} edge @param {(box: Box) => number} crossed @returns {Label | null} */
function fit(ctx, item, grid, scale, edge, crossed) {
  // To measure words takes longer than to see that among very many claims there is room for none.
  const isFree = (/** @type {Item["sides"][number]} */ side) => !grid.hits(beside(item, [], side, item.x * scale, item.y * scale, LEAST, item.size).box, item.id);
  if (!item.must && !item.sides.some(isFree)) return null;
  /** @type {Label | null} */
  let best = null;
  let least = Infinity;
  for (const limit of item.narrow ? [item.limit, item.narrow] : [item.limit]) {
    const lines = wrap(ctx, item.font, item.text, limit, item.most);
    if (!lines.length) return null;
    const { wide, high } = sizeOf(ctx, item, lines);
    for (const side of item.sides) {
      const label = beside(item, lines, side, item.x * scale, item.y * scale, wide, high);
      const reach = item.within ? strip(item.within, label.box[1] / scale, label.box[3] / scale) : null;
      if (item.within && !item.must && !reach) continue;
      const room = /** @type {Box} */ (reach ? [Math.max(edge[0], reach[0] * scale), edge[1], Math.min(edge[2], reach[1] * scale), edge[3]] : edge);
      if (label.align === "center") keepWithin(label, room);
      const isInside = inside(label.box, room);
      const isClear = isInside && !grid.hits(label.box, item.id);
      if (!isClear && !item.must) continue;
      // Where it is free few lines run through it; what has to be shown covers as little as it can.
      const covered = isClear ? crossed(label.box) / 1000 : 2 * grid.count(label.box, item.id) + Number(!isInside || Boolean(item.within && !reach));
      if (!covered) return label;
      if (covered < least) [best, least] = [label, covered];
    }
  }
  return best;
}

/** How wide and high a label is. @param {CanvasRenderingContext2D} ctx
 * @param {Pick<Item, "font" | "size" | "second">} item @param {string[]} lines */
export function sizeOf(ctx, item, lines) {
  const second = item.second ? width(ctx, item.second.font, item.second.text) : 0;
  return {
    wide: Math.max(second, ...lines.map((line) => width(ctx, item.font, line))),
    high: lines.length * item.size * LEADING + (item.second ? item.second.size * LEADING : 0),
  };
}

/** @param {Box} box @param {Box} edge */
function inside(box, edge) {
  return box[0] >= edge[0] && box[1] >= edge[1] && box[2] <= edge[2] && box[3] <= edge[3];
}

/** Moves a label sideways until it is within the edge, but not away from what it belongs to.
 * @param {Label} label @param {Box} edge */
function keepWithin(label, edge) {
  const [left, , right] = label.box;
  const wish = left < edge[0] ? edge[0] - left : right > edge[2] ? edge[2] - right : 0;
  const by = Math.max(-label.wide * 0.45, Math.min(label.wide * 0.45, wish));
  label.left += by;
  label.anchor += by;
  label.box[0] += by;
  label.box[2] += by;
}

/** @param {Item} item @param {string[]} lines @param {Item["sides"][number]} side
 * @param {number} x @param {number} y @param {number} wide @param {number} high @returns {Label} */
function beside(item, lines, side, x, y, wide, high) {
  const gap = item.r + 4;
  const align = side === "right" ? "left" : side === "left" ? "right" : "center";
  const left = side === "right" ? x + gap + 1 : side === "left" ? x - gap - 1 - wide : x - wide / 2;
  const top = side === "below" ? y + gap : side === "above" ? y - gap - high : y - high / 2;
  const anchor = align === "left" ? left : align === "right" ? left + wide : left + wide / 2;
  return { item, lines, left, top, align, anchor, wide, high, box: boxOf(left, top, wide, high) };
}

/** @param {number} left @param {number} top @param {number} wide @param {number} high @returns {Box} */
export function boxOf(left, top, wide, high) {
  return [left - 3, top - 1, left + wide + 3, top + high + 1];
}

/** Draws labels, shifted to where the map is.
 * @param {CanvasRenderingContext2D} ctx @param {Label[]} labels @param {number} dx @param {number} dy
 * @param {Box} view @param {string} halo @param {(id: string) => number} strength */
export function draw(ctx, labels, dx, dy, view, halo, strength) {
  ctx.textBaseline = "alphabetic";
  ctx.lineJoin = "round";
  for (const { item, lines, align, anchor, top, box } of labels) {
    if (box[2] + dx < view[0] || box[0] + dx > view[2] || box[3] + dy < view[1] || box[1] + dy > view[3]) continue;
    ctx.globalAlpha = strength(item.id);
    if (ctx.globalAlpha <= 0.02) continue;
    ctx.textAlign = align;
    ctx.strokeStyle = halo;
    ctx.lineWidth = 3;
    let y = top + dy + item.size * 0.94;
    const rows = lines.map((text) => ({ text, font: item.font, size: item.size, colour: item.colour }));
    for (const row of item.second ? [...rows, item.second] : rows) {
      ctx.font = row.font;
      ctx.strokeText(row.text, anchor + dx, y);
      ctx.fillStyle = row.colour;
      ctx.fillText(row.text, anchor + dx, y);
      y += row.size * LEADING;
    }
  }
  ctx.globalAlpha = 1;
}

/** Boxes, found by where they are. */
export class Grid {
  /** @param {number} pitch */
  constructor(pitch) {
    this.pitch = pitch;
    /** @type {Map<string, { box: Box, id: string }[]>} */
    this.cells = new Map();
  }

  /** @param {Box} box @returns {Iterable<string>} */
  *#keys(box) {
    const [left, top, right, bottom] = box.map((side) => Math.floor(side / this.pitch));
    for (let x = left ?? 0; x <= (right ?? 0); x++) {
      for (let y = top ?? 0; y <= (bottom ?? 0); y++) yield `${x} ${y}`;
    }
  }

  /** @param {Box} box @param {string} id */
  add(box, id) {
    for (const key of this.#keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push({ box, id });
      else this.cells.set(key, [{ box, id }]);
    }
  }

  /** @param {Box} box @param {string} own what does not count */
  hits(box, own) {
    for (const key of this.#keys(box)) {
      for (const other of this.cells.get(key) ?? []) if (touches(box, other, own)) return true;
    }
    return false;
  }

  /** How many boxes one touches. @param {Box} box @param {string} own what does not count */
  count(box, own) {
    const found = new Set();
    for (const key of this.#keys(box)) {
      for (const other of this.cells.get(key) ?? []) if (touches(box, other, own)) found.add(other);
    }
    return found.size;
  }
}

/** @param {Box} box @param {{ box: Box, id: string }} other @param {string} own */
function touches(box, { box: [left, top, right, bottom], id }, own) {
  return (id !== own || !own) && box[0] < right && box[2] > left && box[1] < bottom && box[3] > top;
}
