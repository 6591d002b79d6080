/** Draws what claims are in the light of camps, and the number of a speaker's camp. Each has a form
 * of its own, so that nothing rests on colour alone.
 * @import { Mark } from "../camps.js"
 * @import { Palette } from "./palette.js" */
import { COLOURS } from "../camps.js";

const TURN = Math.PI * 2;

/** A claim smaller than this has no room for marks. */
const ROOM = 3.6;
/** And one smaller than this for no more than the first of them. */
const ROOM_FOR_SEVERAL = 6.4;

/** The colour of a camp, from 0. @param {Palette} colour @param {number} camp */
export function campColour(colour, camp) {
  return colour[/** @type {keyof Palette} */ (`camp-${(camp % COLOURS) + 1}`)];
}

/** Marks on the upper right of a claim, one after the other around it.
 * @param {CanvasRenderingContext2D} ctx @param {number} r @param {readonly Mark[]} marks @param {Palette} colour */
export function drawMarks(ctx, r, marks, colour) {
  if (r < ROOM) return;
  const seen = r < ROOM_FOR_SEVERAL ? marks.slice(0, 1) : marks;
  const size = Math.min(8, Math.max(4.6, r * 0.5));
  const out = r + size * 0.45;
  const step = Math.min(1.2, (size * 2.1) / out);
  for (const [index, mark] of seen.entries()) {
    const angle = -TURN / 8 + index * step;
    ctx.save();
    ctx.translate(out * Math.cos(angle), out * Math.sin(angle));
    drawMark(ctx, size, mark, colour);
    ctx.restore();
  }
}

/** A mark around the origin. @param {CanvasRenderingContext2D} ctx @param {number} size @param {Mark} mark @param {Palette} colour */
export function drawMark(ctx, size, mark, colour) {
  ctx.beginPath();
  ctx.arc(0, 0, size, 0, TURN);
  ctx.fillStyle = colour.ink;
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = colour.paper;
  ctx.stroke();
  const s = size * 0.58;
  ctx.fillStyle = colour.paper;
  ctx.strokeStyle = colour.paper;
  ctx.lineWidth = Math.max(1.1, size * 0.24);
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  ctx.beginPath();
  switch (mark) {
    case "dividing":
      // Two that point away from each other.
      ctx.moveTo(-0.3 * s, -0.75 * s);
      ctx.lineTo(-1.05 * s, 0);
      ctx.lineTo(-0.3 * s, 0.75 * s);
      ctx.moveTo(0.3 * s, -0.75 * s);
      ctx.lineTo(1.05 * s, 0);
      ctx.lineTo(0.3 * s, 0.75 * s);
      ctx.stroke();
      break;
    case "bridging":
      ctx.arc(0, 0.45 * s, 0.8 * s, Math.PI, TURN);
      ctx.moveTo(-s, 0.5 * s);
      ctx.lineTo(s, 0.5 * s);
      ctx.stroke();
      break;
    case "common":
      ctx.moveTo(-0.8 * s, -0.4 * s);
      ctx.lineTo(0.8 * s, -0.4 * s);
      ctx.moveTo(-0.8 * s, 0.4 * s);
      ctx.lineTo(0.8 * s, 0.4 * s);
      ctx.stroke();
      break;
    default:
      for (let turn = 0; turn < 3; turn++) {
        const [x, y] = [Math.cos((turn * Math.PI) / 3 + Math.PI / 6) * s, Math.sin((turn * Math.PI) / 3 + Math.PI / 6) * s];
        ctx.moveTo(-x, -y);
        ctx.lineTo(x, y);
      }
      ctx.stroke();
  }
  ctx.lineCap = "butt";
  ctx.lineJoin = "miter";
}

/** The number of a camp at the lower right of a speaker.
 * @param {CanvasRenderingContext2D} ctx @param {number} r @param {number} camp @param {Palette} colour @param {string} font */
export function drawCamp(ctx, r, camp, colour, font) {
  const size = Math.max(6.5, r * 0.46);
  ctx.save();
  ctx.translate(r * 0.86, r * 0.86);
  ctx.beginPath();
  ctx.arc(0, 0, size, 0, TURN);
  ctx.fillStyle = colour.paper;
  ctx.fill();
  ctx.lineWidth = 2;
  ctx.strokeStyle = campColour(colour, camp);
  ctx.stroke();
  ctx.fillStyle = colour.ink;
  ctx.font = `700 ${size * 1.35}px ${font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(String(camp + 1), 0, size * 0.08);
  ctx.restore();
}
