/** What is written in a topic's region, and where; which speakers have room around the map.
 * @import { Model, Region, Topic } from "../types"
 * @import { Grid, Item, Label } from "./labels.js"
 * @import { Palette } from "./palette.js" */
import { sayDisputed } from "../disputed.js";
import { leftOf } from "../shown.js";
import { count, figure, say, topicNames } from "../words.js";
import { boxOf, sizeOf } from "./labels.js";
import { heights, strip } from "./outline.js";
import { FONT } from "./palette.js";
import { width, wrap } from "./text.js";

/** The name of a topic, and beneath it how many claims it has.
 * @param {Model} model @param {Topic} topic @param {Region} region @param {number} scale @param {Palette} colour
 * @param {{ folded: boolean, left: Set<string> }} state whether its claims are folded, and what the filters leave
 * @returns {Item} */
export function titleOf(model, topic, region, scale, colour, { folded, left }) {
  const far = scale < 0.5 && !model.folds;
  // A topic that has been unfolded is what one looks at.
  const near = scale > 0.95 || (model.folds && !folded && scale > 0.3);
  const [first, ...more] = topicNames(model, topic);
  const folding = model.folds && !near;
  const name = more.length && !folding ? `${first} · ${more[0]}` : /** @type {string} */ (first);
  const room = Math.max(...region.outline.map(([x]) => x)) - Math.min(...region.outline.map(([x]) => x));
  const small = model.folds && room * scale < 120;
  const size = small ? 10.5 : far || (model.folds && !near && scale < 0.5) ? 12 : near ? 15 : 13.5;
  const [x, y] = region.title;
  const wide = room * scale;
  return {
    id: `topic:${topic.index}`,
    text: folded ? `▸ ${name}` : model.folds ? `▾ ${name}` : name,
    brief: model.folds || near ? undefined : first,
    x,
    y,
    within: region.outline,
    kept: model.folds,
    r: 0,
    priority: 1000 + topic.claims.length,
    font: `650 ${size}px ${FONT}`,
    size,
    limit: Math.max(48, Math.min(wide - 8, 260)),
    most: 3,
    sides: [],
    colour: colour.ink,
    second: far ? undefined : { text: counted(topic, left, small, model.folds ? wide : 200), font: `400 ${small ? 10 : 11}px ${FONT}`, size: small ? 10 : 11, colour: colour.soft },
  };
}

/** How many claims a topic has, how many of them are disputed and decided: as much as there is room for.
 * @param {Topic} topic @param {Set<string>} left @param {boolean} small @param {number} wide in pixels */
function counted(topic, left, small, wide) {
  const some = leftOf(topic, left);
  const all = topic.claims.length;
  if (small) return some < all ? `${figure(some)}/${figure(all)}` : figure(all);
  const parts = [some < all ? say("left_of", { n: some, m: all }) : count("claims", all)];
  if (topic.disputed && wide > (topic.inferred ? 190 : 160)) parts.push(sayDisputed(topic));
  if (topic.decided && wide > 240) parts.push(say("decided_n", { n: topic.decided }));
  return parts.join(" · ");
}

/** How much a line more, a line less beneath, a place aside, something covered and a shorter name weigh, in pixels further down. */
const [LINE, LESS, ASIDE, COVERED, SHORT] = [10, 80, 8, 90, 30];
/** Between a name and the outline of its region, in pixels. */
const HEM = 4;

/** Names of regions: each as high in its region as it covers nothing, in few lines.
 * @param {CanvasRenderingContext2D} ctx @param {Item[]} items @param {Grid} grid what is taken; names are added to it
 * @param {number} scale @returns {Label[]} */
export function placeWithin(ctx, items, grid, scale) {
  return items.flatMap((item) => {
    const label = highest(ctx, item, grid, scale);
    if (!label) return [];
    grid.add(label.box, "");
    return [label];
  });
}

/** @param {CanvasRenderingContext2D} ctx @param {Item} item @param {Grid} grid @param {number} scale @returns {Label | null} */
function highest(ctx, item, grid, scale) {
  const outline = item.within ?? [];
  const [top, bottom] = /** @type {[number, number]} */ (heights(outline).map((y) => y * scale));
  /** @type {Label | null} */
  let best = null;
  let least = Infinity;
  const weigh = (/** @type {Form} */ { item: one, lines, wide, high, cost }, /** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ aside) => {
    const box = boxOf(x - wide / 2, y, wide, high);
    const worth = aside + cost + COVERED * grid.count(box, item.id);
    if (worth >= least) return;
    [best, least] = [{ item: one, lines, left: x - wide / 2, top: y, align: /** @type {const} */ ("center"), anchor: x, wide, high, box }, worth];
  };
  for (const form of formsOf(ctx, item)) {
    const { wide, high, cost } = form;
    // Where topics are folded, the layout has kept a place free.
    if (item.kept) {
      const [x, y] = [item.x * scale, item.y * scale - high / 2];
      const reach = strip(outline, y / scale, (y + high) / scale);
      if (reach && reach[0] * scale <= x - wide / 2 && x + wide / 2 <= reach[1] * scale) weigh(form, x, y, 0);
    }
    for (let y = top + HEM; y + high <= bottom - HEM && y - top + cost < least; y += HEM) {
      const reach = strip(outline, y / scale, (y + high) / scale);
      const [left, right] = reach ? [reach[0] * scale + HEM, reach[1] * scale - HEM] : [0, 0];
      if (right - left < wide) continue;
      for (const [aside, x] of [(left + right) / 2, left + wide / 2, right - wide / 2].entries()) weigh(form, x, y, y - top + (aside && ASIDE));
    }
  }
  return best ?? (item.kept ? squeezed(ctx, item, scale) : null);
}

/** @typedef {{ item: Item, lines: string[], wide: number, high: number, cost: number }} Form */

/** In which lines a name can be written: in few, in more, without what stands beneath it, and shorter.
 * @param {CanvasRenderingContext2D} ctx @param {Item} item @returns {Form[]} */
function formsOf(ctx, item) {
  const shorter = item.brief && item.brief !== item.text ? linesOf(ctx, { ...item, text: item.brief }).map((form) => ({ ...form, cost: form.cost + SHORT })) : [];
  return [...linesOf(ctx, item), ...shorter].sort((a, b) => a.cost - b.cost);
}

/** @param {CanvasRenderingContext2D} ctx @param {Item} item @returns {Form[]} */
function linesOf(ctx, item) {
  const plain = { ...item, second: undefined };
  // No line is so narrow that a word would have to be cut; Chinese may be parted anywhere.
  const words = item.text.match(/[^\s\u2e80-\uffef]+/gu) ?? [];
  const least = Math.min(item.limit, Math.max(36, ...words.map((word) => width(ctx, item.font, word))));
  const limits = [1, 0.7, 0.45, 0.3].map((share) => item.limit * share).filter((limit) => limit >= least);
  const forms = (item.second ? [item, plain] : [plain]).flatMap((one, less) =>
    limits.map((limit) => {
      const lines = wrap(ctx, one.font, one.text, limit, one.most);
      const cut = lines.at(-1)?.endsWith("…") ? 2 * COVERED : 0;
      return { item: one, lines, ...sizeOf(ctx, one, lines), cost: LINE * (lines.length - 1) + LESS * less + cut };
    }),
  );
  return forms.filter(({ lines }) => lines.length);
}

/** A name by which a topic is unfolded, where the layout has it, though it does not fit.
 * @param {CanvasRenderingContext2D} ctx @param {Item} item @param {number} scale @returns {Label | null} */
function squeezed(ctx, item, scale) {
  const xs = (item.within ?? []).map(([x]) => x * scale);
  const plain = { ...item, second: undefined };
  const lines = wrap(ctx, item.font, item.text, Math.max(44, Math.max(...xs) - Math.min(...xs)), item.most);
  if (!lines.length) return null;
  const { wide, high } = sizeOf(ctx, plain, lines);
  const [x, y] = [item.x * scale, item.y * scale - high / 2];
  return { item: plain, lines, left: x - wide / 2, top: y, align: "center", anchor: x, wide, high, box: boxOf(x - wide / 2, y, wide, high) };
}

/** Those that stand apart by more than one, the worthiest first.
 * @param {{ id: string, x: number, y: number, worth: number }[]} points @returns {Set<string>} */
export function standingApart(points) {
  /** @type {Map<string, { x: number, y: number }[]>} */
  const cells = new Map();
  const found = new Set();
  for (const { id, x, y } of points.sort((a, b) => b.worth - a.worth || (a.id < b.id ? -1 : 1))) {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const near = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => cells.get(`${column + dx} ${row + dy}`) ?? []));
    if (near.some((one) => Math.hypot(one.x - x, one.y - y) < 1)) continue;
    found.add(id);
    const cell = `${column} ${row}`;
    cells.set(cell, [...(cells.get(cell) ?? []), { x, y }]);
  }
  return found;
}
