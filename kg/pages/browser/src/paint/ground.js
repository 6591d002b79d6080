/** Draws what lies under the claims: topics as soft regions, and lines between claims.
 * @import { Edge, Model, Region, Topic } from "../types"
 * @import { Palette } from "./palette.js" */
import { mix } from "./palette.js";

/** A region is as warm as can be when this share of its claims is disputed, or far more than usual. */
const HOT = 0.4;
const FAR_MORE = 1.7;

/** @param {CanvasRenderingContext2D} ctx @param {Topic[]} topics @param {Region[]} regions
 * @param {Palette} colour @param {Topic | null} chosen @param {(topic: Topic) => boolean} [isSeen]
 * @param {number} [gap] how wide a line parts them, in units of the map */
export function drawRegions(ctx, topics, regions, colour, chosen, isSeen = () => true, gap = 0) {
  const all = topics.reduce((sum, topic) => sum + topic.claims.length, 0);
  const usual = topics.reduce((sum, topic) => sum + topic.disputed, 0) / Math.max(1, all);
  const hot = Math.max(HOT, usual * FAR_MORE);
  for (const [index, region] of regions.entries()) {
    const topic = topics[index];
    if (!topic) continue;
    if (topic !== chosen && !isSeen(topic)) continue;
    const heat = topic.claims.length ? topic.disputed / topic.claims.length : 0;
    outline(ctx, region.outline);
    ctx.fillStyle = mix(colour.region, colour.heat, Math.min(1, heat / hot));
    ctx.fill();
    if (gap) {
      ctx.lineWidth = gap;
      ctx.strokeStyle = colour.paper;
      ctx.stroke();
    }
    if (topic === chosen) {
      ctx.lineWidth = Math.max(2.5, gap);
      ctx.strokeStyle = colour.soft;
      ctx.stroke();
    }
  }
}

/** @param {CanvasRenderingContext2D} ctx @param {[number, number][]} points */
function outline(ctx, points) {
  ctx.beginPath();
  for (const [index, [x, y]] of points.entries()) {
    const [bx, by] = points[(index + points.length - 1) % points.length] ?? [0, 0];
    const [ax, ay] = points[(index + 1) % points.length] ?? [0, 0];
    const r = Math.min(22, Math.hypot(x - bx, y - by) / 2.2, Math.hypot(x - ax, y - ay) / 2.2);
    if (index === 0) ctx.moveTo((bx + x) / 2, (by + y) / 2);
    ctx.arcTo(x, y, ax, ay, r);
  }
  ctx.closePath();
}

/** @typedef {{ x: number, y: number, r: number }} End */
/** @typedef {{ colour: string, thick: number, alpha: number, dash: number[], arrow: boolean, bar: boolean }} Line */

/** How a kind of line looks when nothing is chosen, and when it belongs to what is chosen.
 * @param {Edge} edge @param {Palette} colour @param {boolean} strong
 * @param {boolean} many whether there are too many of them to draw all strongly @returns {Line} */
export function lineOf(edge, colour, strong, many) {
  const dash = edge.recorded ? [] : [5, 4];
  switch (edge.kind) {
    case "opposes":
      return { colour: colour.disagrees, thick: strong ? 3 : 2.2, alpha: strong ? 1 : 0.85, dash, arrow: false, bar: true };
    case "asserts":
    case "agrees":
      // A speaker who holds much would spin a web: the rings tell it, and lines only hint at it.
      return { colour: colour[edge.kind], thick: many ? 1 : 1.4, alpha: strong ? (many ? 0.17 : 0.75) : 0, dash, arrow: false, bar: false };
    case "partly":
      return { colour: colour.partly, thick: 1.8, alpha: strong ? 0.9 : 0, dash: [6, 4], arrow: false, bar: false };
    case "disagrees":
      return { colour: colour.disagrees, thick: 2.4, alpha: strong ? 0.95 : 0, dash, arrow: false, bar: true };
    case "asks":
      return { colour: colour.asks, thick: 1.4, alpha: strong ? 0.8 : 0, dash: [1.5, 3.5], arrow: false, bar: false };
    case "about":
    case "broader":
      return { colour: colour.soft, thick: 1, alpha: strong ? 0.55 : 0, dash: [2, 3], arrow: edge.kind === "broader", bar: false };
    default:
      return { colour: colour.line, thick: strong ? 1.8 : 1, alpha: strong ? 1 : 0.42, dash, arrow: strong, bar: false };
  }
}

/** Many lines: those that look the same are drawn in one stroke.
 * @param {CanvasRenderingContext2D} ctx @param {{ from: End, to: End, line: Line, fade: number }[]} lines */
export function drawLines(ctx, lines) {
  /** @type {Map<string, { line: Line, alpha: number, path: Path2D }>} */
  const looks = new Map();
  for (const { from, to, line, fade } of lines) {
    const long = Math.hypot(to.x - from.x, to.y - from.y);
    if (long < from.r + to.r + 2) continue;
    const fine = line.bar || line.thick > 1 ? 1 : Math.min(1, Math.max(0.3, 110 / long));
    const alpha = Math.round(line.alpha * fade * fine * 12) / 12;
    if (alpha <= 0) continue;
    const key = `${line.colour} ${line.thick} ${line.dash} ${alpha}`;
    const look = looks.get(key) ?? { line, alpha, path: new Path2D() };
    looks.set(key, look);
    const { x: mx, y: my } = bow(from, to);
    const [start, end] = [towards(from, mx, my, from.r + 2), towards(to, mx, my, to.r + 2)];
    look.path.moveTo(start.x, start.y);
    look.path.quadraticCurveTo(mx, my, end.x, end.y);
  }
  for (const { line, alpha, path } of looks.values()) {
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = line.colour;
    ctx.lineWidth = line.thick;
    ctx.setLineDash(line.dash);
    ctx.stroke(path);
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

/** Towards which a line between two points is bent, in pixels. @param {{ x: number, y: number }} from @param {{ x: number, y: number }} to */
function bow(from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const bend = Math.min(0.12, 18 / Math.max(1, Math.hypot(dx, dy)));
  return { x: (from.x + to.x) / 2 - dy * bend, y: (from.y + to.y) / 2 + dx * bend };
}

/** Points along the line that is drawn between two, in pixels. @param {{ x: number, y: number }} from @param {{ x: number, y: number }} to */
export function bent(from, to) {
  const middle = bow(from, to);
  return Array.from({ length: 9 }, (_, step) => {
    const [far, near] = [step / 8, 1 - step / 8];
    const along = (/** @type {"x" | "y"} */ axis) => near * near * from[axis] + 2 * near * far * middle[axis] + far * far * to[axis];
    return { x: along("x"), y: along("y") };
  });
}

/** A line between two ends, slightly bent, in a context whose unit is one pixel.
 * @param {CanvasRenderingContext2D} ctx @param {End} from @param {End} to @param {Line} line @param {number} fade */
export function drawLine(ctx, from, to, line, fade) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const long = Math.hypot(dx, dy);
  if (long < from.r + to.r + 2 || line.alpha * fade < 0.02) return;
  const { x: mx, y: my } = bow(from, to);
  const start = towards(from, mx, my, from.r + 2);
  const end = towards(to, mx, my, to.r + (line.arrow ? 4 : 2));
  // A fine line that runs far says little at a glance; all together they would be a web.
  const fine = line.arrow || line.bar || line.thick > 1 ? 1 : Math.min(1, Math.max(0.3, 110 / long));
  ctx.globalAlpha = line.alpha * fade * fine;
  ctx.strokeStyle = line.colour;
  ctx.fillStyle = line.colour;
  ctx.lineWidth = line.thick;
  ctx.setLineDash(line.dash);
  ctx.beginPath();
  ctx.moveTo(start.x, start.y);
  ctx.quadraticCurveTo(mx, my, end.x, end.y);
  ctx.stroke();
  ctx.setLineDash([]);
  if (line.arrow) drawArrow(ctx, end.x, end.y, Math.atan2(end.y - my, end.x - mx), 5 + line.thick);
  if (line.bar && long > 34) {
    // A short stroke across the middle says "against", for eyes that do not tell the colours apart.
    const x = (start.x + 2 * mx + end.x) / 4;
    const y = (start.y + 2 * my + end.y) / 4;
    const s = (2.4 + line.thick) / long;
    ctx.beginPath();
    ctx.moveTo(x - dy * s, y + dx * s);
    ctx.lineTo(x + dy * s, y - dx * s);
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

/** @param {End} from @param {number} x @param {number} y @param {number} by */
function towards(from, x, y, by) {
  const far = Math.hypot(x - from.x, y - from.y) || 1;
  return { x: from.x + ((x - from.x) * by) / far, y: from.y + ((y - from.y) * by) / far };
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y @param {number} angle @param {number} size */
function drawArrow(ctx, x, y, angle, size) {
  ctx.save();
  ctx.translate(x, y);
  ctx.rotate(angle);
  ctx.beginPath();
  ctx.moveTo(3, 0);
  ctx.lineTo(-size, size * 0.5);
  ctx.lineTo(-size, -size * 0.5);
  ctx.closePath();
  ctx.fill();
  ctx.restore();
}

/** @param {Model} model @param {string} chosen */
export function chosenTopic(model, chosen) {
  return chosen.startsWith("topic:") ? (model.topics[Number(chosen.slice(6))] ?? null) : null;
}
