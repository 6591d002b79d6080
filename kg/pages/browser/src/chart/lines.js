/** Draws the lines of a scene: between claims softly, and strongly those of what is chosen.
 * @import { Edge, Node } from "../types"
 * @import { Scene } from "./scene.js" */
import { drawLine, drawLines, lineOf } from "../paint/ground.js";

/** More lines than this are drawn together, and left out while the map is dragged. */
export const MANY_LINES = 400;

/** @param {CanvasRenderingContext2D} ctx in pixels @param {Scene} scene @param {number} dx @param {number} dy @param {boolean} dragged */
export function drawTies(ctx, scene, dx, dy, dragged) {
  const own = new Set((scene.focus?.edges ?? []).filter(({ from, to }) => scene.isShown(from) && scene.isShown(to)));
  const many = scene.lines.length > MANY_LINES;
  const calm = calmness(scene);
  const rest = many && dragged ? [] : scene.lines.filter((edge) => !own.has(edge)).map((edge) => look(scene, edge, dx, dy, false, calm));
  if (many) drawLines(ctx, rest);
  else for (const { from, to, line, fade } of rest) drawLine(ctx, from, to, line, fade);
  // Of somebody who says very much the many lines only lead to what is said.
  const soft = Math.min(1, Math.sqrt(70 / Math.max(1, own.size)));
  for (const edge of own) {
    const { from, to, line, fade } = look(scene, edge, dx, dy, true, calm);
    if (soft < 1) line.thick = Math.min(line.thick, 1 + soft);
    drawLine(ctx, from, to, line, fade * soft);
  }
}

/** Where many claims oppose each other, each line is drawn more softly. @param {Scene} scene */
function calmness({ ground }) {
  const opposing = ground.reduce((n, { kind }) => n + Number(kind === "opposes"), 0);
  return Math.max(0.2, Math.min(1, Math.sqrt(40 / Math.max(1, opposing))));
}

/** A line as it is to be drawn.
 * @param {Scene} scene @param {Edge} edge @param {number} dx @param {number} dy @param {boolean} own whether it belongs to what is chosen
 * @param {number} calm */
function look(scene, edge, dx, dy, own, calm) {
  const { at, versus } = scene.store.state;
  const scale = scene.scale();
  const pointed = scene.pointed?.sort === "claim" && (edge.from === scene.pointed || edge.to === scene.pointed);
  // So many stances are shown then that their lines would be a web.
  const isWeb = at.startsWith("speaker:") || versus !== null;
  const line = lineOf(edge, scene.colour, own || pointed, isWeb);
  const seen = Math.min(scene.strength(edge.from), scene.strength(edge.to));
  const fade = own ? Math.max(seen, scene.left.size < scene.model.claims.size ? seen : 1) : seen < 1 ? seen * 0.6 : 1;
  // From far away the many fine lines would be a grey veil.
  const near = Math.min(1, scale / 0.5);
  const soft = own || pointed ? 1 : edge.kind === "opposes" ? Math.max(calm, scale > 1 ? 0.6 : 0) : near;
  if (soft < 0.7) line.thick = Math.min(line.thick, 1.3);
  // Of two who are compared the rings say enough; lines only lead to them.
  const web = versus && edge.from.sort === "speaker" ? 0.38 : 1;
  if (web < 1) line.thick = Math.min(line.thick, 1.4);
  return { from: end(scene, edge.from, dx, dy), to: end(scene, edge.to, dx, dy), line, fade: fade * soft * web };
}

/** @param {Scene} scene @param {Node} node @param {number} dx @param {number} dy */
function end(scene, node, dx, dy) {
  const { x, y } = scene.at(node);
  const scale = scene.scale();
  return { x: x * scale + dx, y: y * scale + dy, r: scene.radius(node) };
}
