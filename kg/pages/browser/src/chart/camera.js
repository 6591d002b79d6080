/** Where the reader looks: fitting, centring and zooming, with regard to what covers the map.
 * @import { Network } from "vis-network/esnext" */

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */

const CLOSEST = 4;

export class Camera {
  /** @param {Network} network @param {HTMLElement} container
   * @param {() => Box} bounds of all there is, in units of the map
   * @param {() => [number, number]} margin for names beyond them, in pixels: beside, and above and below */
  constructor(network, container, bounds, margin) {
    this.network = network;
    this.container = container;
    this.bounds = bounds;
    this.margin = margin;
    /** What covers the map at its sides, in pixels. @type {Box} */
    this.covered = { left: 0, top: 0, right: 0, bottom: 0 };
    /** What covers it from below for a while, and does not count when all is shown. */
    this.sheet = 0;
    /** Whether the reader has moved it since all was shown. */
    this.moved = false;
    network.on("zoom", () => this.#limit());
    network.on("dragStart", () => (this.moved = true));
  }

  get scale() {
    return this.network.getScale();
  }

  /** The scale at which all fits into what is not covered. */
  get whole() {
    const { left, top, right, bottom } = this.bounds();
    const { wide, high } = this.room();
    const [aside, above] = this.margin();
    return Math.min(1.6, (wide - 2 * aside) / Math.max(right - left, 1), (high - 2 * above) / Math.max(bottom - top, 1));
  }

  room() {
    const { left, top, right, bottom } = this.covered;
    return {
      wide: Math.max(80, this.container.clientWidth - left - right),
      high: Math.max(80, this.container.clientHeight - top - bottom),
    };
  }

  /** @param {boolean} [gently] */
  fit(gently = false) {
    const { left, top, right, bottom } = this.bounds();
    this.moved = false;
    this.look((left + right) / 2, (top + bottom) / 2, this.whole, gently, 0);
  }

  /** Brings a box into the middle of what is not covered, or as much of it as is around a point.
   * @param {Box} box @param {number} closest @param {{ x: number, y: number }} [point] */
  show(box, closest, point) {
    const { wide, high: all } = this.room();
    const high = all - Math.max(0, this.sheet - this.covered.bottom);
    const scale = Math.min(closest, (wide - 40) / Math.max(1, box.right - box.left), (high - 40) / Math.max(1, box.bottom - box.top));
    // Beside a sheet there is little room: rather part of the map is seen than all of it too small.
    const least = this.sheet ? this.whole : this.whole * 0.55;
    const seen = Math.max(scale, least);
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const [aside, above] = [Math.max(0, wide / 2 - 45) / seen, Math.max(0, high / 2 - 45) / seen];
    this.look(near(x, point?.x ?? x, aside), near(y, point?.y ?? y, above), seen, true);
  }

  /** @param {number} x @param {number} y @param {number} scale @param {boolean} gently @param {number} [sheet] */
  look(x, y, scale, gently, sheet = this.sheet) {
    const { left, top, right, bottom } = this.covered;
    const below = Math.max(bottom, sheet);
    const position = { x: x + (right - left) / 2 / scale, y: y + (below - top) / 2 / scale };
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.network.moveTo({
      position,
      scale,
      animation: gently && !calm ? { duration: 320, easingFunction: "easeInOutCubic" } : false,
    });
  }

  /** @param {number} factor */
  zoom(factor) {
    this.moved = true;
    const { x, y } = this.network.getViewPosition();
    const { left, top, right, bottom } = this.covered;
    const scale = this.#limited(this.scale * factor);
    const middle = { x: x - (right - left) / 2 / this.scale, y: y - (Math.max(bottom, this.sheet) - top) / 2 / this.scale };
    this.look(middle.x, middle.y, scale, false);
  }

  /** @param {number} dx @param {number} dy in pixels */
  pan(dx, dy) {
    this.moved = true;
    const { x, y } = this.network.getViewPosition();
    this.network.moveTo({ position: { x: x + dx / this.scale, y: y + dy / this.scale } });
  }

  /** Whether a point of the map can be seen, not covered and not at the very edge.
   * @param {number} x @param {number} y */
  sees(x, y) {
    const at = this.network.canvasToDOM({ x, y });
    const { left, top, right, bottom } = this.covered;
    const edge = 24;
    return (
      at.x > left + edge &&
      at.x < this.container.clientWidth - right - edge &&
      at.y > top + edge &&
      at.y < this.container.clientHeight - Math.max(bottom, this.sheet) - edge
    );
  }

  /** @param {number} scale */
  #limited(scale) {
    return Math.min(CLOSEST, Math.max(this.whole * 0.5, scale));
  }

  #limit() {
    this.moved = true;
    const within = this.#limited(this.scale);
    if (within !== this.scale) this.network.moveTo({ scale: within });
  }
}

/** What is nearest to a wish, and no farther from a place than this. @param {number} wish @param {number} place @param {number} most */
function near(wish, place, most) {
  return Math.max(place - most, Math.min(place + most, wish));
}
