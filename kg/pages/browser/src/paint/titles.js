/** What is written in a topic's region, and where; which speakers have room around the map.
 * @import { Model, Region, Topic } from "../types"
 * @import { Item } from "./labels.js"
 * @import { Palette } from "./palette.js" */
import { leftOf } from "../shown.js";
import { count, say, topicNames } from "../words.js";
import { FONT } from "./palette.js";

/** The name of a topic, and beneath it how many claims it has.
 * @param {Model} model @param {Topic} topic @param {Region} region @param {number} scale @param {Palette} colour
 * @param {{ folded: boolean, left: Set<string> }} state whether its claims are folded, and what the filters leave
 * @returns {Item} */
export function titleOf(model, topic, region, scale, colour, { folded, left }) {
  const far = scale < 0.5 && !model.folds;
  // A topic that has been unfolded is what one looks at.
  const near = scale > 0.95 || (model.folds && !folded && scale > 0.3);
  const [first, ...more] = topicNames(model, topic);
  const name = more.length && near ? `${first} · ${more[0]}` : /** @type {string} */ (first);
  const room = Math.max(...region.outline.map(([x]) => x)) - Math.min(...region.outline.map(([x]) => x));
  const small = model.folds && room * scale < 120;
  const size = small ? 10.5 : far || (model.folds && !near && scale < 0.5) ? 12 : near ? 15 : 13.5;
  const { x, y, spots, wide } = titleSpots(region, (size * 0.8) / scale, 95 / scale);
  return {
    id: `topic:${topic.index}`,
    text: folded ? `▸ ${name}` : model.folds ? `▾ ${name}` : name,
    x,
    y,
    spots,
    r: 0,
    priority: 1000 + topic.claims.length,
    font: `650 ${size}px ${FONT}`,
    size,
    limit: small ? Math.max(48, wide * scale - 4) : Math.max(90, Math.min(wide * scale - 8, 260)),
    most: near ? 3 : 2,
    sides: ["on"],
    must: true,
    colour: colour.ink,
    second: far ? undefined : { text: counted(topic, left, small, model.folds ? wide * scale : 200), font: `400 ${small ? 10 : 11}px ${FONT}`, size: small ? 10 : 11, colour: colour.soft },
  };
}

/** How many claims a topic has, how many of them are disputed and decided: as much as there is room for.
 * @param {Topic} topic @param {Set<string>} left @param {boolean} small @param {number} wide in pixels */
function counted(topic, left, small, wide) {
  const some = leftOf(topic, left);
  const all = topic.claims.length;
  if (small) return some < all ? `${some}/${all}` : String(all);
  const parts = [some < all ? say("left_of", { n: some, m: all }) : count("claims", all)];
  if (topic.disputed && wide > 160) parts.push(say("disputed_n", { n: topic.disputed }));
  if (topic.decided && wide > 240) parts.push(say("decided_n", { n: topic.decided }));
  return parts.join(" · ");
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
