/** The map itself: vis-network moves and zooms it, and everything on it is drawn by us.
 * @import { Model, Node } from "../types"
 * @import { Store } from "../state.js"
 * @import { Label } from "../paint/labels.js" */
import { DataSet } from "vis-data/esnext";
import { Network } from "vis-network/esnext";
import { Camera } from "./camera.js";
import { chosenTopic, drawRegions } from "../paint/ground.js";
import { draw } from "../paint/labels.js";
import { palette, recoloured } from "../paint/palette.js";
import { language } from "../words.js";
import { box, inPixels } from "./geometry.js";
import { MANY_LINES, drawTies } from "./lines.js";
import { labelsOf } from "./naming.js";
import { drawFolded, drawNodes, drawSwarms } from "./nodes.js";
import { found } from "./pointing.js";
import { MANY, Scene } from "./scene.js";

export class Chart {
  /** @param {HTMLElement} container @param {Model} model @param {Store} store */
  constructor(container, model, store) {
    this.container = container;
    this.model = model;
    this.store = store;
    this.scene = new Scene(model, store);
    this.dragged = false;
    this.drawn = false;
    /** @type {{ key: string, labels: Label[] }} */
    this.labels = { key: "", labels: [] };
    /** Nothing but motion makes use of these: lines are drawn by us. @type {DataSet<any>} */
    this.ties = new DataSet([]);
    this.points = new DataSet(/** @type {{ id: string, x: number, y: number }[]} */ ([]));
    this.network = new Network(
      container,
      { nodes: /** @type {any} */ (this.points), edges: /** @type {any} */ (this.ties) },
      /** @type {any} */ ({
        physics: false,
        layout: { improvedLayout: false },
        nodes: { shape: "custom", ctxRenderer: (/** @type {any} */ told) => this.#body(told), chosen: false },
        interaction: { dragNodes: false, selectable: false, hover: false, zoomSpeed: 0.7, keyboard: false },
        autoResize: true,
      }),
    );
    // The map is reached by its own name; what the network puts into it has none.
    for (const one of container.querySelectorAll("[tabindex]")) one.removeAttribute("tabindex");
    this.camera = new Camera(this.network, container, () => this.scene.bounds(), () => this.scene.margin());
    this.scene.scale = () => this.camera.scale;
    this.network.on("beforeDrawing", (ctx) => this.#ground(ctx));
    this.network.on("afterDrawing", (ctx) => this.#names(ctx));
  }

  /** The uids of the claims that the filters leave. */
  get left() {
    return this.scene.left;
  }

  /** The uids of the claims that are drawn. */
  get claims() {
    return this.scene.claims;
  }

  /** What is chosen, with what belongs to it. */
  get focus() {
    return this.scene.focus;
  }

  /** The layout that fits the window. */
  get frame() {
    return this.scene.frame;
  }

  /** Where a node stands. @param {Node} node */
  at(node) {
    return this.scene.at(node);
  }

  /** Follows the shape of the window: a high one has a layout of its own. @returns {boolean} whether it changed */
  turn() {
    const tall = this.container.clientWidth < this.container.clientHeight * 0.8;
    if (tall === this.scene.tall) return false;
    this.scene.turn(tall);
    this.network.redraw();
    return true;
  }

  /** Lets things be where the network moves them, or again where they belong. @param {boolean} now */
  move(now) {
    // The network's own type does not name the bodies that it moves.
    const { nodes } = /** @type {any} */ (this.network).body;
    this.scene.moved = now ? (id) => nodes[id] && { x: nodes[id].x, y: nodes[id].y } : null;
    if (!now) this.changed();
  }

  /** Everything that is drawn follows the state anew. */
  changed() {
    this.scene.follow();
    this.network.redraw();
  }

  /** While the map is dragged, very many lines are left out. @param {boolean} now */
  drag(now) {
    this.dragged = now;
    if (!now && this.scene.lines.length > MANY_LINES) this.network.redraw();
  }

  recolour() {
    recoloured();
    this.scene.colour = palette();
    this.changed();
  }

  /** Brings what is chosen into view. @param {string} chosen */
  reveal(chosen) {
    const topic = chosenTopic(this.model, chosen);
    if (topic) {
      const outline = this.frame.regions[topic.index]?.outline ?? [];
      return this.camera.show(box(outline.map(([x, y]) => ({ x, y }))), 2);
    }
    const node = this.model.nodes.get(chosen);
    if (!node || !this.focus) return;
    const { x, y } = this.at(node);
    if (node.sort === "claim") {
      // What is unfolded for it is looked at closely enough to be read.
      const near = this.model.folds && !this.model.foremost.has(chosen) ? 0.6 : 0;
      const scale = Math.max(this.camera.scale, this.camera.whole, near);
      if (near > this.camera.scale || !this.camera.sees(x, y)) this.camera.look(x, y, scale, true);
      // A sheet leaves little room, and very many claims reach far.
      if (this.camera.sheet || this.model.folds) return;
      return this.gather(false, this.camera.scale);
    }
    this.gather();
  }

  /** Brings all that stands out into view. @param {boolean} [close] as closely as it can be seen
   * @param {number} [closest] when it is not in view */
  gather(close = false, closest = Math.max(1.1, this.camera.scale)) {
    const near = [...(this.focus?.nodes ?? [])].flatMap((id) => this.model.nodes.get(id) ?? []).filter((one) => this.scene.isShown(one));
    if (near.length && close) this.camera.show(box(near.map((one) => this.at(one)), 70), 1.9);
    else if (near.length && !near.every((one) => this.camera.sees(this.at(one).x, this.at(one).y))) {
      const chosen = this.model.nodes.get(this.store.state.at);
      this.camera.show(box(near.map((one) => this.at(one)), 56 / this.camera.scale), closest, chosen && this.at(chosen));
    }
  }

  /** Where a node is in the container, in pixels. @param {string} id */
  locate(id) {
    const node = this.model.nodes.get(id);
    return node ? this.network.canvasToDOM(this.at(node)) : null;
  }

  /** What lies under a point of the container: a node, else the topic whose name stands there.
   * @param {{ x: number, y: number }} point @param {number} slack in pixels @returns {Node | string | null} */
  under(point, slack) {
    const middle = this.network.canvasToDOM({ x: 0, y: 0 });
    return found(this.scene, this.labels.labels, { x: point.x - middle.x, y: point.y - middle.y }, slack);
  }

  /** The node that the pointer is on. */
  get pointed() {
    return this.scene.pointed;
  }

  /** @param {Node | null} node */
  point(node) {
    if (node === this.scene.pointed) return;
    this.scene.pointed = node;
    this.network.redraw();
  }

  /** @returns {[number, number]} */
  get #view() {
    return [this.container.clientWidth, this.container.clientHeight];
  }

  /** How large a thing is that the network moves; it is drawn with all others. @param {{ id: string }} told */
  #body({ id }) {
    const node = this.model.nodes.get(id);
    const across = node ? (2 * this.scene.radius(node)) / this.camera.scale : 0;
    return { drawNode: () => {}, nodeDimensions: { width: across, height: across } };
  }

  /** Draws all but the names. @param {CanvasRenderingContext2D} ctx */
  #ground(ctx) {
    const { scene } = this;
    const { scale } = this.camera;
    this.#label(ctx);
    const { at, layer } = this.store.state;
    const isSeen = (/** @type {{ index: number }} */ topic) => layer !== "none" || !scene.open.has(topic.index);
    drawRegions(ctx, this.model.topics, scene.frame.regions, scene.colour, chosenTopic(this.model, at), isSeen, this.model.folds ? 2.5 / scale : 0);
    inPixels(ctx, scale, (dx, dy, ratio) => {
      drawSwarms(ctx, scene, dx, dy);
      if (this.model.folds) drawFolded(ctx, scene, dx, dy, this.#view);
      drawTies(ctx, scene, dx, dy, this.dragged);
      drawNodes(ctx, scene, dx, dy, ratio, this.#view);
    });
  }

  /** @param {CanvasRenderingContext2D} ctx */
  #names(ctx) {
    inPixels(ctx, this.camera.scale, (dx, dy) => {
      draw(ctx, this.labels.labels, dx, dy, [0, 0, ...this.#view], this.scene.colour.region, (id) => this.#loudness(id));
    });
    if (!this.drawn) {
      this.drawn = true;
      performance.mark("kg-drawn");
    }
  }

  /** How strongly a label is seen. @param {string} id */
  #loudness(id) {
    const node = this.model.nodes.get(id);
    if (node) return node.sort === "speaker" ? Math.max(0.55, this.scene.strength(node)) : this.scene.strength(node);
    return this.focus && id !== this.store.state.at ? 0.5 : 1;
  }

  /** Places labels anew when the scale or what is shown has changed. @param {CanvasRenderingContext2D} ctx */
  #label(ctx) {
    const { scale } = this.camera;
    const tile = this.#tile(scale);
    const { version, tall, moved } = this.scene;
    const key = `${scale.toFixed(4)} ${version} ${language()} ${tall} ${tile ?? ""} ${moved && performance.now() >> 8}`;
    if (key === this.labels.key) return;
    this.labels = { key, labels: labelsOf(ctx, this.scene, scale, this.#view, tile) };
    this.scene.labelled = new Set(this.labels.labels.map(({ item }) => item.id));
  }

  /** Where labels are placed when there are too many claims to place all: what is seen and half as much around it.
   * @param {number} scale @returns {import("./naming.js").Box | null} left, top, right and bottom in units of the map */
  #tile(scale) {
    if (this.scene.claims.size <= MANY) return null;
    const [wide, high] = [this.container.clientWidth / scale, this.container.clientHeight / scale];
    const { x, y } = this.network.getViewPosition();
    const [column, row] = [Math.round((x / wide) * 2) / 2, Math.round((y / high) * 2) / 2];
    return [(column - 1) * wide, (row - 1) * high, (column + 1) * wide, (row + 1) * high];
  }
}
