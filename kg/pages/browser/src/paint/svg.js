/** A drawing context that writes SVG: what is painted on the canvas is painted here with the same strokes.
 *
 * It knows the part of CanvasRenderingContext2D that the map uses; text stays text. Libraries for this (svgcanvas)
 * set style attributes on elements, which the page's own policy forbids.
 * @typedef {[number, number, number, number, number, number]} Matrix */
import { width } from "./text.js";

const STYLE = {
  fillStyle: "#000000",
  strokeStyle: "#000000",
  lineWidth: 1,
  lineCap: "butt",
  lineJoin: "miter",
  globalAlpha: 1,
  font: "400 10px sans-serif",
  textAlign: "start",
  textBaseline: "alphabetic",
};
const ANCHORS = /** @type {Record<string, string>} */ ({ center: "middle", right: "end", end: "end" });
// What no XML can carry, and what would turn the direction of a drawing's words.
// eslint-disable-next-line no-control-regex
const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|\p{Surrogate}/gu;

export class SvgContext {
  /** @param {number} wide @param {number} high @param {CanvasRenderingContext2D} ruler measures its words */
  constructor(wide, high, ruler) {
    Object.assign(this, STYLE);
    this.size = { wide, high };
    this.ruler = ruler;
    /** @type {Matrix} */
    this.matrix = [1, 0, 0, 1, 0, 0];
    /** @type {{ style: typeof STYLE, matrix: Matrix, dash: number[], groups: number }[]} */
    this.saved = [];
    /** @type {string[]} */
    this.parts = [];
    /** @type {string[]} */
    this.path = [];
    /** @type {number[]} */
    this.dash = [];
    this.groups = 0;
    this.clips = 0;
    /** The last point, as it was given. @type {[number, number]} */
    this.last = [0, 0];
    /** A halo that waits for its words. @type {{ key: string, attributes: string } | null} */
    this.halo = null;
    // So that the checker knows them as properties.
    this.fillStyle = STYLE.fillStyle;
    this.strokeStyle = STYLE.strokeStyle;
    this.lineWidth = STYLE.lineWidth;
    this.lineCap = STYLE.lineCap;
    this.lineJoin = STYLE.lineJoin;
    this.globalAlpha = STYLE.globalAlpha;
    this.font = STYLE.font;
    this.textAlign = STYLE.textAlign;
    this.textBaseline = STYLE.textBaseline;
  }

  /** The drawing as a document. @param {string} title @param {string} language */
  document(title, language) {
    const { wide, high } = this.size;
    const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" xml:lang="${escape(language)}">`;
    return `${open}\n<title>${escape(title)}</title>\n${this.parts.join("\n")}\n${"</g>".repeat(this.groups)}</svg>\n`;
  }

  save() {
    const style = /** @type {typeof STYLE} */ (Object.fromEntries(Object.keys(STYLE).map((key) => [key, this[/** @type {keyof typeof STYLE} */ (key)]])));
    this.saved.push({ style, matrix: this.matrix, dash: this.dash, groups: this.groups });
  }

  restore() {
    const state = this.saved.pop();
    if (!state) return;
    for (; this.groups > state.groups; this.groups--) this.parts.push("</g>");
    Object.assign(this, state.style);
    this.matrix = state.matrix;
    this.dash = state.dash;
  }

  /** @param {number} a @param {number} b @param {number} c @param {number} d @param {number} e @param {number} f */
  setTransform(a, b, c, d, e, f) {
    this.matrix = [a, b, c, d, e, f];
  }

  getTransform() {
    const [a, b, c, d, e, f] = this.matrix;
    return { a, b, c, d, e, f };
  }

  /** @param {Matrix} by */
  #times([a, b, c, d, e, f]) {
    const [p, q, r, s, t, u] = this.matrix;
    this.matrix = [p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, p * e + r * f + t, q * e + s * f + u];
  }

  /** @param {number} x @param {number} y */
  translate(x, y) {
    this.#times([1, 0, 0, 1, x, y]);
  }

  /** @param {number} x @param {number} y */
  scale(x, y) {
    this.#times([x, 0, 0, y, 0, 0]);
  }

  /** @param {number} angle */
  rotate(angle) {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.#times([cos, sin, -sin, cos, 0, 0]);
  }

  /** @param {number} x @param {number} y */
  #at(x, y) {
    const [a, b, c, d, e, f] = this.matrix;
    return `${short(a * x + c * y + e)} ${short(b * x + d * y + f)}`;
  }

  /** How much longer things are drawn than they are given. */
  get #grown() {
    return Math.hypot(this.matrix[0], this.matrix[1]);
  }

  beginPath() {
    this.path = [];
  }

  closePath() {
    if (this.path.length) this.path.push("Z");
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.path.push(`M${this.#at(x, y)}`);
    this.last = [x, y];
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.path.push(`${this.path.length ? "L" : "M"}${this.#at(x, y)}`);
    this.last = [x, y];
  }

  /** @param {number} cx @param {number} cy @param {number} x @param {number} y */
  quadraticCurveTo(cx, cy, x, y) {
    if (!this.path.length) this.moveTo(cx, cy);
    this.path.push(`Q${this.#at(cx, cy)} ${this.#at(x, y)}`);
    this.last = [x, y];
  }

  /** @param {number} ax @param {number} ay @param {number} bx @param {number} by @param {number} x @param {number} y */
  bezierCurveTo(ax, ay, bx, by, x, y) {
    if (!this.path.length) this.moveTo(ax, ay);
    this.path.push(`C${this.#at(ax, ay)} ${this.#at(bx, by)} ${this.#at(x, y)}`);
    this.last = [x, y];
  }

  /** @param {number} x @param {number} y @param {number} r @param {number} from @param {number} to @param {boolean} [back] */
  arc(x, y, r, from, to, back = false) {
    const turn = Math.PI * 2;
    const swept = back ? from - to : to - from;
    const angle = swept >= turn ? turn : ((swept % turn) + turn) % turn;
    const way = back ? -1 : 1;
    const point = (/** @type {number} */ at) => /** @type {[number, number]} */ ([x + r * Math.cos(at), y + r * Math.sin(at)]);
    this.lineTo(...point(from));
    const radius = short(r * this.#grown);
    // An SVG arc that ends where it begins is none: a whole turn is two.
    const pieces = angle > Math.PI * 1.5 ? 2 : 1;
    for (let piece = 1; piece <= pieces; piece++) {
      const end = point(from + (way * angle * piece) / pieces);
      this.path.push(`A${radius} ${radius} 0 ${Number(angle / pieces > Math.PI)} ${Number(!back)} ${this.#at(...end)}`);
      this.last = end;
    }
  }

  /** @param {number} ax @param {number} ay @param {number} bx @param {number} by @param {number} r */
  arcTo(ax, ay, bx, by, r) {
    const [x, y] = this.last;
    const [ux, uy] = unit(x - ax, y - ay);
    const [vx, vy] = unit(bx - ax, by - ay);
    const cos = ux * vx + uy * vy;
    const cross = ux * vy - uy * vx;
    if (!this.path.length || r <= 0 || Math.abs(cross) < 1e-6) return this.lineTo(ax, ay);
    const far = r / Math.tan(Math.acos(Math.max(-1, Math.min(1, cos))) / 2);
    this.lineTo(ax + ux * far, ay + uy * far);
    const end = /** @type {[number, number]} */ ([ax + vx * far, ay + vy * far]);
    const radius = short(r * this.#grown);
    this.path.push(`A${radius} ${radius} 0 0 ${Number(cross < 0)} ${this.#at(...end)}`);
    this.last = end;
    return undefined;
  }

  /** @param {number} x @param {number} y @param {number} wide @param {number} high */
  rect(x, y, wide, high) {
    this.moveTo(x, y);
    this.lineTo(x + wide, y);
    this.lineTo(x + wide, y + high);
    this.lineTo(x, y + high);
    this.closePath();
  }

  /** @param {number} x @param {number} y @param {number} wide @param {number} high @param {number} r */
  roundRect(x, y, wide, high, r) {
    this.moveTo(x + r, y);
    this.arcTo(x + wide, y, x + wide, y + high, r);
    this.arcTo(x + wide, y + high, x, y + high, r);
    this.arcTo(x, y + high, x, y, r);
    this.arcTo(x, y, x + wide, y, r);
    this.closePath();
  }

  /** @param {number} x @param {number} y @param {number} wide @param {number} high */
  fillRect(x, y, wide, high) {
    const path = this.path;
    this.beginPath();
    this.rect(x, y, wide, high);
    this.fill();
    this.path = path;
  }

  /** A drawing begins empty: nothing is to be cleared. */
  clearRect() {}

  clip() {
    this.clips += 1;
    this.groups += 1;
    this.parts.push(`<clipPath id="clip${this.clips}"><path d="${this.path.join("")}"/></clipPath>`, `<g clip-path="url(#clip${this.clips})">`);
  }

  fill() {
    if (this.path.length) this.parts.push(`<path d="${this.path.join("")}" fill="${this.fillStyle}"${this.#faint("fill")}/>`);
  }

  stroke() {
    if (this.path.length) this.parts.push(`<path d="${this.path.join("")}" fill="none"${this.#line()}/>`);
  }

  /** @param {string} what */
  #faint(what) {
    return this.globalAlpha < 1 ? ` ${what}-opacity="${short(this.globalAlpha)}"` : "";
  }

  #line() {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.map((one) => short(one * this.#grown)).join(" ")}"` : "";
    const cap = this.lineCap === "butt" ? "" : ` stroke-linecap="${this.lineCap}"`;
    const join = this.lineJoin === "miter" ? "" : ` stroke-linejoin="${this.lineJoin}"`;
    return ` stroke="${this.strokeStyle}" stroke-width="${short(this.lineWidth * this.#grown)}"${dash}${cap}${join}${this.#faint("stroke")}`;
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.dash = dash;
  }

  /** @param {string} text */
  measureText(text) {
    return { width: width(this.ruler, this.font, text) };
  }

  /** Words are written when they are filled; a stroke under the same words is their halo.
   * @param {string} text @param {number} x @param {number} y */
  strokeText(text, x, y) {
    this.halo = { key: `${text} ${this.#at(x, y)}`, attributes: ` paint-order="stroke"${this.#line()}` };
  }

  /** @param {string} text @param {number} x @param {number} y */
  fillText(text, x, y) {
    const [, style = "", weight = "400", size = "10", family = "sans-serif"] = /^(italic )?(\w+ )?([\d.]+)px (.*)$/.exec(this.font) ?? [];
    const [across, down] = this.#at(x, y).split(" ");
    const attributes = [
      `x="${across}" y="${down}"`,
      `font-family="${escape(family)}" font-size="${short(Number(size) * this.#grown)}"`,
      weight.trim() === "400" ? "" : `font-weight="${weight.trim()}"`,
      style ? 'font-style="italic"' : "",
      ANCHORS[this.textAlign] ? `text-anchor="${ANCHORS[this.textAlign]}"` : "",
      this.textBaseline === "middle" ? 'dominant-baseline="central"' : "",
      `fill="${this.fillStyle}"${this.#faint("fill")}`,
    ].filter(Boolean);
    const halo = this.halo?.key === `${text} ${this.#at(x, y)}` ? this.halo.attributes : "";
    this.halo = null;
    this.parts.push(`<text ${attributes.join(" ")}${halo}>${escape(text)}</text>`);
  }
}

/** @param {number} x @param {number} y @returns {[number, number]} */
function unit(x, y) {
  const long = Math.hypot(x, y) || 1;
  return [x / long, y / long];
}

/** @param {number} number */
function short(number) {
  return Math.round(number * 100) / 100;
}

/** @param {string} text */
function escape(text) {
  const names = /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" });
  return text.replace(UNREADABLE, "\ufffd").replace(/[&<>"']/g, (one) => names[one] ?? "");
}
