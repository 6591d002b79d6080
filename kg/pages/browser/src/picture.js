/** Pictures of what is seen: the map with its title and its key, as PNG and as SVG.
 * @import { Chart } from "./chart/chart.js"
 * @import { Page } from "./panel/parts.js" */
import { MARKS, areSeen, marked } from "./camps.js";
import { matching } from "./filter.js";
import { STANCES } from "./model.js";
import { drawOutcome } from "./paint/glyph.js";
import { campColour, drawMark } from "./paint/marks.js";
import { FONT, palette } from "./paint/palette.js";
import { SvgContext } from "./paint/svg.js";
import { plainLine, width, wrap } from "./paint/text.js";
import { OUTCOMES } from "./relations.js";
import { language, say, sayStance } from "./words.js";

const EDGE = 18;
const HEAD = 54;
const SHARP = 2;

/** @typedef {CanvasRenderingContext2D} Context */

/** A PNG, two pixels for each of the screen. @param {Page} page @param {Chart} chart @returns {Promise<Blob>} */
export function asPng(page, chart) {
  const canvas = painted(page, chart, SHARP);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"));
}

/** The same picture on a canvas. @param {Page} page @param {Chart} chart @param {number} sharp */
export function painted(page, chart, sharp) {
  const seen = sight(page, chart);
  const canvas = document.createElement("canvas");
  canvas.width = seen.wide * sharp;
  canvas.height = seen.high * sharp;
  const ctx = /** @type {Context} */ (canvas.getContext("2d"));
  // Its own background must stay when the map begins by clearing its ground.
  ctx.clearRect = () => {};
  ctx.scale(sharp, sharp);
  paint(page, chart, ctx, seen);
  return canvas;
}

/** An SVG in which text is text. @param {Page} page @param {Chart} chart */
export function asSvg(page, chart) {
  const seen = sight(page, chart);
  const svg = new SvgContext(seen.wide, seen.high, ruler());
  paint(page, chart, /** @type {Context} */ (/** @type {unknown} */ (svg)), seen);
  return svg.document(plainLine(page.model.title), language());
}

/** How much of the map is seen, beside and above what covers it, and what is written around it.
 * @param {Page} page @param {Chart} chart */
function sight(page, chart) {
  const { clientWidth, clientHeight } = chart.container;
  const { right, bottom } = chart.camera.covered;
  const wide = Math.max(320, clientWidth - right);
  const map = Math.max(200, clientHeight - Math.max(bottom, chart.camera.sheet));
  const keys = rows(keyOf(page), wide - 2 * EDGE);
  return { wide, map, high: HEAD + map + 26 + 20 * keys.length, keys };
}

/** @param {Page} page @param {Chart} chart @param {Context} ctx @param {ReturnType<typeof sight>} seen */
function paint(page, chart, ctx, { wide, high, map, keys }) {
  const colour = palette();
  ctx.fillStyle = colour.paper;
  ctx.fillRect(0, 0, wide, high);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, HEAD, wide, map);
  ctx.clip();
  ctx.translate(0, HEAD);
  draw(chart, ctx);
  ctx.restore();
  ctx.textBaseline = "alphabetic";
  ctx.textAlign = "left";
  const [title = ""] = wrap(ruler(), `680 18px ${FONT}`, page.model.title, wide - 2 * EDGE, 1);
  write(ctx, title, EDGE, 26, `680 18px ${FONT}`, colour.ink);
  const { size } = matching(page.model, page.store.state.filters);
  const about = `${say("shown_of", { n: size, m: page.model.claims.size })} · ${say("made", { date: page.model.made })}`;
  write(ctx, about, EDGE, 44, `400 12px ${FONT}`, colour.soft);
  for (const [line, row] of keys.entries()) {
    let x = EDGE;
    const y = HEAD + map + 20 + line * 20;
    for (const one of row) {
      one.sign(ctx, x, y - 4, colour);
      write(ctx, one.words, x + 24, y, `400 12px ${FONT}`, colour.soft);
      x += one.wide;
    }
  }
}

/** Lets the map paint itself elsewhere. vis-network has no door for this: it asks its canvas for a context each time.
 * @param {Chart} chart @param {Context} ctx */
function draw(chart, ctx) {
  const { canvas, renderer } = /** @type {any} */ (chart.network);
  const { getContext, setTransform } = canvas;
  Object.assign(canvas, { getContext: () => ctx, setTransform: () => {} });
  try {
    renderer._redraw();
  } finally {
    Object.assign(canvas, { getContext, setTransform });
    chart.network.redraw();
  }
}

/** @param {Context} ctx @param {string} text @param {number} x @param {number} y @param {string} font @param {string} colour */
function write(ctx, text, x, y, font, colour) {
  ctx.font = font;
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

/** @typedef {{ words: string, wide: number, sign: (ctx: Context, x: number, y: number, colour: import("./paint/palette.js").Palette) => void }} Key */

/** The signs that the picture uses, with their words. @param {Page} page @returns {Key[]} */
function keyOf(page) {
  const claims = [...page.model.claims.values()];
  const outcomes = new Set(claims.map((claim) => claim.outcome));
  const stances = new Set(claims.flatMap((claim) => [...claim.stances.values()]));
  const entry = (/** @type {string} */ words, /** @type {Key["sign"]} */ sign) => ({ words, sign, wide: 24 + 18 + Math.ceil(width(ruler(), `400 12px ${FONT}`, words)) });
  return [
    ...STANCES.filter((stance) => stances.has(stance)).map((stance) => entry(sayStance(stance), (ctx, x, y, colour) => line(ctx, x, y, STROKES[stance], colour[stance]))),
    ...OUTCOMES.filter((outcome) => outcomes.has(outcome)).map((outcome) =>
      entry(say(outcome), (ctx, x, y, colour) => {
        ctx.save();
        ctx.translate(x + 9, y);
        drawOutcome(ctx, outcome, 7.5, colour.ink);
        ctx.restore();
      }),
    ),
    ...(page.model.ties.some((edge) => edge.kind === "opposes")
      ? [entry(say("opposes"), (ctx, x, y, colour) => {
          line(ctx, x, y, [2.5, []], colour.disagrees);
          ctx.fillStyle = colour.disagrees;
          ctx.fillRect(x + 8, y - 5, 2.5, 10);
        })]
      : []),
    ...keyOfCamps(page).map(({ words, draw }) => entry(words, draw)),
  ];
}

/** Camps and what claims are to them, while that is seen. @param {Page} page @returns {{ words: string, draw: Key["sign"] }[]} */
function keyOfCamps({ model, store }) {
  if (!areSeen(model, store.state)) return [];
  const at = (/** @type {Context} */ ctx, /** @type {number} */ x, /** @type {number} */ y, /** @type {() => void} */ draw) => {
    ctx.save();
    ctx.translate(x + 9, y);
    draw();
    ctx.restore();
  };
  return [
    ...(model.camps?.members ?? []).map((_, camp) => ({
      words: say("camp_n", { n: camp + 1 }),
      draw: /** @type {Key["sign"]} */ ((ctx, x, y, colour) => at(ctx, x, y, () => {
        ctx.fillStyle = campColour(colour, camp);
        ctx.fillRect(-7, -7, 14, 14);
      })),
    })),
    ...MARKS.filter((mark) => marked(model, mark).length).map((mark) => ({
      words: say(`mark_${mark}`),
      draw: /** @type {Key["sign"]} */ ((ctx, x, y, colour) => at(ctx, x, y, () => drawMark(ctx, 7, mark, colour))),
    })),
  ];
}

/** How thick a stance is drawn in a key, and how it is broken: as on the page's own.
 * @type {Record<string, [thick: number, dash: number[]]>} */
const STROKES = { asserts: [5, []], agrees: [3, []], partly: [5, [4, 3]], disagrees: [7, []], asks: [3, [2, 3]] };

/** @param {Context} ctx @param {number} x @param {number} y @param {[number, number[]] | undefined} stroke @param {string} colour */
function line(ctx, x, y, stroke, colour) {
  const [thick, dash] = stroke ?? [2, []];
  ctx.save();
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + 18, y);
  ctx.lineWidth = thick;
  ctx.setLineDash(dash);
  ctx.strokeStyle = colour;
  ctx.stroke();
  ctx.restore();
}

/** @param {Key[]} keys @param {number} limit @returns {Key[][]} */
function rows(keys, limit) {
  /** @type {Key[][]} */
  const found = [];
  let left = 0;
  for (const one of keys) {
    if (!found.length || one.wide > left) {
      found.push([]);
      left = limit;
    }
    found.at(-1)?.push(one);
    left -= one.wide;
  }
  return found;
}

/** @type {Context | null} */
let measure = null;

/** A context that measures words. */
function ruler() {
  measure ??= /** @type {Context} */ (document.createElement("canvas").getContext("2d"));
  return measure;
}
