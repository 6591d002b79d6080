/** Draws the nodes of a scene, and dots for what is folded.
 * @import { Node } from "../types"
 * @import { Scene } from "./scene.js" */
import { drawDots, drawLeaves } from "../paint/crowd.js";
import { areSeen, campOf, marksOf } from "../camps.js";
import { ROOM_FOR_NAME, drawClaim, drawConcept, drawHalo, drawPerson, drawSpeaker, initials } from "../paint/glyph.js";
import { campColour, drawCamp, drawMarks } from "../paint/marks.js";
import { FONT } from "../paint/palette.js";
import { leavesOf } from "../shown.js";

/** Draws a node as strongly as it is to be seen, around the origin, in pixels.
 * @param {CanvasRenderingContext2D} ctx @param {Scene} scene @param {Node} node @param {number} r */
function drawNode(ctx, scene, node, r) {
  const strength = scene.strength(node);
  if (strength < 1 && node.sort === "claim") backing(ctx, r, scene.colour.region);
  ctx.globalAlpha = strength;
  shape(ctx, scene, node, r);
}

/** Keeps lines from shining through a faded claim.
 * @param {CanvasRenderingContext2D} ctx @param {number} r @param {string} colour */
function backing(ctx, r, colour) {
  ctx.globalAlpha = 1;
  ctx.beginPath();
  ctx.arc(0, 0, r, 0, Math.PI * 2);
  ctx.fillStyle = colour;
  ctx.fill();
}

/** @param {CanvasRenderingContext2D} ctx @param {Scene} scene @param {Node} node @param {number} r */
function shape(ctx, scene, node, r) {
  const { colour, model } = scene;
  const { state } = scene.store;
  const chosen = node.id === state.at;
  const mark = chosen ? colour.ink : node === scene.pointed ? colour.soft : "";
  if (node.sort === "claim") {
    const claim = model.claims.get(node.uid);
    if (claim) drawClaim(ctx, r, claim, scene.slot, colour);
    else drawConcept(ctx, r, colour, false);
    const leaves = state.leaves ? 0 : (leavesOf(model).get(node.uid)?.filter(({ uid }) => !scene.claims.has(uid)).length ?? 0);
    if (leaves && r > 5.5 && scene.open.has(claim?.topic?.index ?? -1)) drawLeaves(ctx, r, leaves, colour, FONT);
  } else if (node.sort === "speaker") {
    const camp = campOf(model, state, node.uid);
    const own = camp < 0 ? colour : { ...colour, speaker: campColour(colour, camp) };
    if (r < ROOM_FOR_NAME) drawPerson(ctx, r, own.speaker);
    else drawSpeaker(ctx, r, initials(scene.nameOf(node)), own, FONT);
    if (camp >= 0 && !scene.isCrowd) drawCamp(ctx, r, camp, colour, FONT);
  } else {
    drawConcept(ctx, r, colour, chosen);
  }
  if (node.sort === "claim") drawMarks(ctx, r, marksOf(model, state, node.uid), colour);
  if (scene.fresh.has(node.uid) && node.sort === "claim") drawHalo(ctx, r + 2.5, colour.accent, 1.5);
  if (mark) drawHalo(ctx, r * (node.sort === "speaker" ? 1.3 : 1) + 4.5, mark, chosen ? 2 : 1.5);
}

/** Around those of a crowd who stand together: in the colour of their camp, while camps are seen.
 * @param {CanvasRenderingContext2D} ctx @param {Scene} scene @param {number} dx @param {number} dy */
export function drawSwarms(ctx, scene, dx, dy) {
  const scale = scene.scale();
  const seen = areSeen(scene.model, scene.store.state);
  for (const { camp, box } of scene.frame.swarms) {
    const [left = 0, top = 0, right = 0, bottom = 0] = box.map((side) => side * scale);
    const own = camp !== null && seen;
    ctx.beginPath();
    ctx.roundRect(left + dx - 3, top + dy - 1, right - left + 6, bottom - top + 4, 10);
    ctx.globalAlpha = own ? 0.13 : 1;
    ctx.fillStyle = own ? campColour(scene.colour, camp) : scene.colour.region;
    ctx.fill();
    if (!own) continue;
    ctx.globalAlpha = 0.55;
    ctx.lineWidth = 1.2;
    ctx.strokeStyle = campColour(scene.colour, camp);
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

/** A dot for each claim that is folded and left by the filters.
 * @param {CanvasRenderingContext2D} ctx @param {Scene} scene @param {number} dx @param {number} dy @param {[number, number]} view */
export function drawFolded(ctx, scene, dx, dy, view) {
  drawDots(ctx, scene.folded, (node) => scene.at(node), { scale: scene.scale(), dx, dy }, scene.colour, view);
}

/** All nodes that are in view.
 * @param {CanvasRenderingContext2D} ctx @param {Scene} scene @param {number} dx @param {number} dy @param {number} ratio @param {[number, number]} view */
export function drawNodes(ctx, scene, dx, dy, ratio, [wide, high]) {
  const scale = scene.scale();
  for (const node of scene.drawn) {
    const { x, y } = scene.at(node);
    const [px, py] = [x * scale + dx, y * scale + dy];
    if (px < -40 || py < -40 || px > wide + 40 || py > high + 40 || !scene.isDrawn(node)) continue;
    ctx.setTransform(ratio, 0, 0, ratio, px * ratio, py * ratio);
    drawNode(ctx, scene, node, scene.radius(node));
  }
  ctx.globalAlpha = 1;
}
