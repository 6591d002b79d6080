/** Draws a claim, a speaker and a concept: told apart by shape. All sizes are pixels of the screen.
 * @import { Claim, Stance } from "../types"
 * @import { Palette } from "./palette.js" */

const TURN = Math.PI * 2;

/** With more speakers than this, arcs no longer point at them but show shares. */
export const SLOTS = 8;

/** With more stances than this on a claim, those that are alike are one arc. */
const EACH = 24;

/** What a stance looks like: how thick its arc is, how far out, and how it is broken.
 * @type {Record<Stance, { thick: number, out: number, dash: number[] }>} */
const FORM = {
  asserts: { thick: 1, out: 0, dash: [] },
  agrees: { thick: 0.6, out: 0, dash: [] },
  partly: { thick: 1, out: 0, dash: [2.6, 1.8] },
  disagrees: { thick: 1.25, out: 0.35, dash: [] },
  asks: { thick: 0.4, out: 0.1, dash: [1.2, 2.2] },
};

/** Where each speaker's arc stands on a ring: its middle, in radians clockwise from the right.
 * @param {{ uid: string, turn: number }[]} compass @returns {Map<string, number>} */
export function slots(compass) {
  return new Map(compass.map(({ uid, turn }) => [uid, Math.PI + turn * TURN]));
}

/** The radius of a claim's ring.
 * @param {number} rank */
export function radius(rank) {
  return 3.4 + 6.2 * Math.pow(Math.max(rank, 0.3), 0.62);
}

/** How much larger or smaller things are drawn at a scale: less than the scale itself.
 * @param {number} scale @param {number} [least] */
export function growth(scale, least = 0.34) {
  return Math.min(1.55, Math.max(least, Math.pow(scale, 0.62) * 1.06));
}

/** A claim: a ring with an arc for each speaker who takes a stance, and in it the sign of its outcome.
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} r
 * @param {Pick<Claim, "stances" | "against" | "outcome" | "weight">} claim
 * @param {Map<string, number>} slot
 * @param {Palette} colour */
export function drawClaim(ctx, r, claim, slot, colour) {
  const thick = Math.max(1.6, r * 0.3);
  const ring = r - thick / 2;
  ctx.beginPath();
  ctx.arc(0, 0, r, 0, TURN);
  ctx.fillStyle = colour.disc;
  ctx.fill();
  if (r < 3.6) return drawDot(ctx, r, claim, colour);
  ctx.beginPath();
  ctx.arc(0, 0, ring, 0, TURN);
  ctx.lineWidth = thick;
  ctx.strokeStyle = colour.track;
  ctx.stroke();
  for (const { middle, half, stance, inferred } of arcs(claim, slot)) {
    if (inferred) {
      drawArc(ctx, ring + thick * 0.55, middle, half, thick * 0.6, [1.8, 1.8], colour.disagrees);
    } else {
      const form = FORM[stance];
      const dash = form.dash.map((length) => (length * thick) / 3);
      drawArc(ctx, ring + thick * form.out, middle, half, thick * form.thick, dash, colour[stance]);
    }
  }
  if (claim.outcome) drawOutcome(ctx, claim.outcome, (r - thick) * 0.82, colour.ink);
  return undefined;
}

/** A claim too small for a ring.
 * @param {CanvasRenderingContext2D} ctx @param {number} r
 * @param {Pick<Claim, "stances" | "against">} claim @param {Palette} colour */
function drawDot(ctx, r, claim, colour) {
  const said = [...claim.stances.values()];
  const differs = said.includes("disagrees") || claim.against.size > 0;
  ctx.beginPath();
  ctx.arc(0, 0, Math.max(1.2, r), 0, TURN);
  ctx.fillStyle = differs ? colour.disagrees : said.includes("partly") ? colour.partly : colour.asserts;
  ctx.fill();
}

/** @typedef {{ middle: number, half: number, stance: Stance, inferred: boolean }} Arc */

/** @param {Pick<Claim, "stances" | "against">} claim @param {Map<string, number>} slot @returns {Arc[]} */
function arcs(claim, slot) {
  const all = [
    ...[...claim.stances].map(([speaker, stance]) => ({ speaker, stance, inferred: false })),
    ...[...claim.against].map((speaker) => ({ speaker, stance: /** @type {Stance} */ ("disagrees"), inferred: true })),
  ];
  if (slot.size <= SLOTS) {
    const half = (TURN / Math.max(slot.size, 2)) * 0.44;
    return all.map(({ speaker, stance, inferred }) => ({ middle: slot.get(speaker) ?? 0, half, stance, inferred }));
  }
  const order = ["asserts", "agrees", "partly", "asks", "disagrees"];
  const sorted = all.sort((a, b) => Number(a.inferred) - Number(b.inferred) || order.indexOf(a.stance) - order.indexOf(b.stance));
  const share = TURN / sorted.length;
  if (sorted.length > EACH) return together(sorted, share);
  return sorted.map(({ stance, inferred }, index) => ({
    middle: -TURN / 4 + (index + 0.5) * share,
    half: (share / 2) * (sorted.length > 1 ? 0.94 : 1),
    stance,
    inferred,
  }));
}

/** One arc for all who take the same stance. @param {{ stance: Stance, inferred: boolean }[]} sorted
 * @param {number} share of each @returns {Arc[]} */
function together(sorted, share) {
  /** @type {Arc[]} */
  const found = [];
  for (const [index, { stance, inferred }] of sorted.entries()) {
    const last = found.at(-1);
    if (last?.stance === stance && last.inferred === inferred) {
      last.half += share / 2;
      last.middle += share / 2;
    } else found.push({ middle: -TURN / 4 + (index + 0.5) * share, half: share / 2, stance, inferred });
  }
  return found;
}

/** @param {CanvasRenderingContext2D} ctx @param {number} r @param {number} middle @param {number} half
 * @param {number} thick @param {number[]} dash @param {string} colour */
function drawArc(ctx, r, middle, half, thick, dash, colour) {
  ctx.beginPath();
  ctx.arc(0, 0, r, middle - half, middle + half);
  ctx.lineWidth = thick;
  ctx.setLineDash(dash);
  ctx.strokeStyle = colour;
  ctx.stroke();
  ctx.setLineDash([]);
}

/** The sign of an outcome, in a circle of radius r around the origin.
 * @param {CanvasRenderingContext2D} ctx @param {string} outcome @param {number} r @param {string} colour */
export function drawOutcome(ctx, outcome, r, colour) {
  if (r < 1.8) return;
  ctx.save();
  ctx.lineWidth = Math.max(1.1, r * 0.3);
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  const s = r * 0.62;
  ctx.beginPath();
  switch (outcome) {
    case "right":
      ctx.moveTo(-s, 0.1 * s);
      ctx.lineTo(-0.25 * s, 0.8 * s);
      ctx.lineTo(s, -0.75 * s);
      ctx.stroke();
      break;
    case "wrong":
      ctx.moveTo(-0.8 * s, -0.8 * s);
      ctx.lineTo(0.8 * s, 0.8 * s);
      ctx.moveTo(0.8 * s, -0.8 * s);
      ctx.lineTo(-0.8 * s, 0.8 * s);
      ctx.stroke();
      break;
    case "partly":
      ctx.lineWidth = Math.max(0.9, r * 0.18);
      ctx.arc(0, 0, s, 0, TURN);
      ctx.stroke();
      ctx.beginPath();
      ctx.arc(0, 0, s, Math.PI / 2, -Math.PI / 2);
      ctx.fill();
      break;
    case "mixed":
      ctx.moveTo(-s, 0);
      ctx.bezierCurveTo(-0.4 * s, -1.5 * s, 0.4 * s, 1.5 * s, s, 0);
      ctx.stroke();
      break;
    case "void":
      ctx.moveTo(-0.8 * s, 0);
      ctx.lineTo(0.8 * s, 0);
      ctx.stroke();
      break;
    case "unclear":
      ctx.lineWidth = Math.max(1, r * 0.24);
      ctx.arc(0, -0.45 * s, 0.55 * s, Math.PI * 0.95, Math.PI * 2.3);
      ctx.quadraticCurveTo(0, 0.1 * s, 0, 0.4 * s);
      ctx.stroke();
      ctx.beginPath();
      ctx.arc(0, s, Math.max(0.7, 0.17 * r), 0, TURN);
      ctx.fill();
      break;
    case "overdue":
      ctx.moveTo(0, -s);
      ctx.lineTo(0, 0.3 * s);
      ctx.stroke();
      ctx.beginPath();
      ctx.arc(0, s, Math.max(0.8, 0.19 * r), 0, TURN);
      ctx.fill();
      break;
    default:
      ctx.lineWidth = Math.max(0.9, r * 0.18);
      ctx.arc(0, 0, s * 0.85, 0, TURN);
      ctx.stroke();
  }
  ctx.restore();
}

/** A speaker: a rounded square with initials.
 * @param {CanvasRenderingContext2D} ctx @param {number} r @param {string} initials
 * @param {Palette} colour @param {string} font */
export function drawSpeaker(ctx, r, initials, colour, font) {
  ctx.beginPath();
  ctx.roundRect(-r, -r, 2 * r, 2 * r, r * 0.42);
  ctx.fillStyle = colour.speaker;
  ctx.fill();
  ctx.fillStyle = colour["speaker-ink"];
  ctx.font = `600 ${r * ([0, 0.8, 0.8, 0.72][initials.length] ?? 0.58)}px ${font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(initials, 0, r * 0.05);
}

/** A speaker of a crowd: a dot.
 * @param {CanvasRenderingContext2D} ctx @param {number} r @param {string} colour */
export function drawPerson(ctx, r, colour) {
  ctx.beginPath();
  ctx.roundRect(-r, -r, 2 * r, 2 * r, r * 0.6);
  ctx.fillStyle = colour;
  ctx.fill();
}

/** A concept: a diamond.
 * @param {CanvasRenderingContext2D} ctx @param {number} r @param {Palette} colour @param {boolean} chosen */
export function drawConcept(ctx, r, colour, chosen) {
  ctx.beginPath();
  ctx.moveTo(0, -r);
  ctx.lineTo(r, 0);
  ctx.lineTo(0, r);
  ctx.lineTo(-r, 0);
  ctx.closePath();
  ctx.fillStyle = chosen ? colour.ink : colour.disc;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = chosen ? colour.ink : colour.soft;
  ctx.stroke();
}

/** A speaker smaller than this is a dot. */
export const ROOM_FOR_NAME = 8;

/** One word and then a number: Participant 37 of a conversation, 发言人3; but not G7, GPT-4 or Channel 4 News. */
const NUMBERED = /^(?:\p{L}{3,}[\s#]+|[\u3400-\u9fff]+\s*)(\d{1,4})(?=$|\sof\s)/u;

/** A mark around what is chosen or pointed at.
 * @param {CanvasRenderingContext2D} ctx @param {number} r @param {string} colour @param {number} thick */
export function drawHalo(ctx, r, colour, thick) {
  ctx.beginPath();
  ctx.arc(0, 0, r, 0, TURN);
  ctx.lineWidth = thick;
  ctx.strokeStyle = colour;
  ctx.stroke();
}

/** Up to two letters or characters that stand for a name; the number of who has only a number.
 * @param {string} name */
export function initials(name) {
  const clean = name.trim();
  const number = NUMBERED.exec(clean)?.[1];
  if (number) return number;
  if (/^[\u3400-\u9fff]/.test(clean)) return clean.length <= 2 ? clean : clean.slice(0, 1);
  const words = clean.split(/[\s·-]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = words.map((word) => [...word][0] ?? "");
  const chosen = letters.length > 1 ? [letters[0], letters[letters.length - 1]] : letters;
  return chosen.join("").toUpperCase() || "?";
}
