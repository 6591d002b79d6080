/** The map itself: vis-network moves and zooms it, and everything on it is drawn by us.
 * @import { Edge, Model, Node } from "./types"
 * @import { Store } from "./state.js"
 * @import { Box, Item, Label } from "./paint/labels.js" */
import { DataSet } from "vis-data/esnext";
import { Network } from "vis-network/esnext";
import { Camera } from "./camera.js";
import { matching, split } from "./filter.js";
import { focusOf, newOn } from "./lens.js";
import { drawClaim, drawConcept, drawHalo, drawSpeaker, growth, initials, radius, slots } from "./paint/glyph.js";
import { chosenTopic, drawLine, drawRegions, lineOf } from "./paint/ground.js";
import { draw, place } from "./paint/labels.js";
import { FONT, palette } from "./paint/palette.js";
import { titleSpots } from "./paint/titles.js";
import { count, language, name, say, statement, topicNames } from "./words.js";

const FADED = 0.16;
const OUT = 0.09;

export class Chart {
  /** @param {HTMLElement} container @param {Model} model @param {Store} store */
  constructor(container, model, store) {
    this.container = container;
    this.model = model;
    this.store = store;
    this.colour = palette();
    this.tall = false;
    /** @type {Node | null} */
    this.pointed = null;
    this.left = matching(model, store.state.filters, store.state.day);
    this.focus = focusOf(model, store.state);
    /** Claims that come in on the day that is chosen. */
    this.fresh = newOn(model, store.state.day);
    /** Lines that are seen when nothing is chosen. */
    this.ground = model.edges
      .filter((edge) => edge.from.sort === "claim" && edge.to.sort === "claim")
      .sort((a, b) => Number(a.kind === "opposes") - Number(b.kind === "opposes"));
    const opposing = this.ground.filter((edge) => edge.kind === "opposes").length;
    /** Where many claims oppose each other, each line is drawn more softly. */
    this.calm = Math.max(0.2, Math.min(1, Math.sqrt(40 / Math.max(1, opposing))));
    this.slot = slots(model.frames.wide.compass);
    /** @type {{ key: string, labels: Label[] }} */
    this.labels = { key: "", labels: [] };
    /** What has a label at this scale. @type {Set<string>} */
    this.labelled = new Set();
    this.version = 0;
    this.drawn = false;
    const nodes = [...model.nodes.values()];
    /** Whether things move, so that they are where the network has them. */
    this.moves = false;
    /** Nothing but motion makes use of these: lines are drawn by us. @type {DataSet<any>} */
    this.ties = new DataSet([]);
    this.points = new DataSet(nodes.map(({ id, wide }) => ({ id, ...wide })));
    this.network = new Network(
      container,
      { nodes: /** @type {any} */ (this.points), edges: /** @type {any} */ (this.ties) },
      /** @type {any} */ ({
        physics: false,
        layout: { improvedLayout: false },
        nodes: { shape: "custom", ctxRenderer: (/** @type {any} */ told) => this.#node(told), chosen: false },
        interaction: { dragNodes: false, selectable: false, hover: false, zoomSpeed: 0.7, keyboard: false },
        autoResize: true,
      }),
    );
    this.camera = new Camera(this.network, container, () => this.#bounds(), () => this.#margin());
    this.network.on("beforeDrawing", (ctx) => this.#ground(ctx));
    this.network.on("afterDrawing", (ctx) => this.#names(ctx));
  }

  /** Follows the shape of the window: a high one has a layout of its own. @returns {boolean} whether it changed */
  turn() {
    const tall = this.container.clientWidth < this.container.clientHeight * 0.8;
    if (tall === this.tall) return false;
    this.tall = tall;
    this.slot = slots(this.frame.compass);
    this.settle();
    return true;
  }

  /** Puts everything into its place. */
  settle() {
    this.points.update([...this.model.nodes.values()].map((node) => ({ id: node.id, ...this.at(node) })));
    this.changed();
  }

  /** The layout that fits the window. */
  get frame() {
    return this.tall ? this.model.frames.tall : this.model.frames.wide;
  }

  /** Where a node stands in it. @param {Node} node */
  at(node) {
    // The network's own type does not name the bodies that it moves.
    const body = this.moves ? /** @type {any} */ (this.network).body.nodes[node.id] : undefined;
    if (body) return { x: body.x, y: body.y };
    return this.tall ? node.tall : node.wide;
  }

  /** Everything that is drawn follows the state anew. */
  changed() {
    const { state } = this.store;
    this.left = matching(this.model, state.filters, state.day);
    this.focus = focusOf(this.model, state);
    this.fresh = newOn(this.model, state.day);
    this.version += 1;
    this.network.redraw();
  }

  recolour() {
    this.colour = palette();
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
      const scale = Math.max(this.camera.scale, this.camera.whole);
      if (!this.camera.sees(x, y)) this.camera.look(x, y, scale, true);
      return;
    }
    this.gather();
  }

  /** Brings all that stands out into view. @param {boolean} [close] as closely as it can be seen */
  gather(close = false) {
    const near = [...(this.focus?.nodes ?? [])].flatMap((id) => this.model.nodes.get(id) ?? []);
    if (near.length && close) this.camera.show(box(near.map((one) => this.at(one)), 70), 1.9);
    else if (near.length && !near.every((one) => this.camera.sees(this.at(one).x, this.at(one).y))) {
      this.camera.show(box(near.map((one) => this.at(one)), 40), Math.max(1.1, this.camera.scale));
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
    /** @type {Node | null} */
    let best = null;
    let least = Infinity;
    for (const node of this.model.nodes.values()) {
      if (!this.#isDrawn(node)) continue;
      const { x, y } = this.network.canvasToDOM(this.at(node));
      const far = Math.hypot(point.x - x, point.y - y) - this.#radius(node);
      if (far < slack && far < least) [best, least] = [node, far];
    }
    if (best) return best;
    const origin = this.network.canvasToDOM({ x: 0, y: 0 });
    const hit = this.labels.labels.find(({ box: [left, top, right, bottom] }) => {
      const [x, y] = [point.x - origin.x, point.y - origin.y];
      return x > left && x < right && y > top && y < bottom;
    });
    if (!hit) return null;
    return this.model.nodes.get(hit.item.id) ?? hit.item.id;
  }

  /** @param {Node | null} node */
  point(node) {
    if (node === this.pointed) return;
    this.pointed = node;
    this.network.redraw();
  }

  #bounds() {
    const counts = (/** @type {Node} */ node) => node.sort !== "concept" || this.model.claims.size === 0;
    const places = [...this.model.nodes.values()].filter(counts).map((node) => this.at(node));
    const [wide, high] = this.frame.size;
    return box([...places, { x: -wide / 2, y: -high / 2 }, { x: wide / 2, y: high / 2 }]);
  }

  /** Speakers and their names keep their size, however far away the map is. @returns {[number, number]} */
  #margin() {
    if (!this.model.speakers.size) return [12, 12];
    return this.tall ? [17, 24] : [36, 25];
  }

  /** @param {Node} node */
  #isShown(node) {
    if (node.sort !== "concept") return true;
    return this.store.state.concepts || (this.focus?.nodes.has(node.id) ?? false) || this.model.claims.size === 0;
  }

  /** A concept of the layer appears as soon as there is room for its name. @param {Node} node */
  #isDrawn(node) {
    if (!this.#isShown(node)) return false;
    return node.sort !== "concept" || (this.focus?.nodes.has(node.id) ?? false) || this.labelled.has(node.id);
  }

  /** @param {Node} node */
  #radius(node) {
    const grown = growth(this.camera.scale);
    if (node.sort === "claim") return radius(node.rank) * grown;
    return node.sort === "speaker" ? Math.max(13, 21 * Math.min(1.1, grown)) : this.focus ? 5.5 : 4;
  }

  /** How strongly a node is seen. @param {Node} node */
  #strength(node) {
    if (node.sort === "claim" && !this.left.has(node.uid)) return this.store.state.at === node.id ? 0.6 : OUT;
    if (!this.focus || this.focus.nodes.has(node.id)) return 1;
    if (this.store.state.at.startsWith("topic:") && node.sort !== "claim") return 1;
    return node.sort === "speaker" ? 0.45 : FADED;
  }

  /** @param {{ ctx: CanvasRenderingContext2D, id: string, x: number, y: number }} told */
  #node({ ctx, id, x, y }) {
    const node = /** @type {Node} */ (this.model.nodes.get(id));
    const scale = this.camera.scale;
    const r = this.#radius(node);
    return {
      drawNode: () => {
        if (!this.#isDrawn(node)) return;
        ctx.save();
        ctx.translate(x, y);
        ctx.scale(1 / scale, 1 / scale);
        const strength = this.#strength(node);
        if (strength < 1 && node.sort === "claim") this.#backing(ctx, r);
        ctx.globalAlpha = strength;
        this.#draw(ctx, node, r);
        ctx.restore();
      },
      nodeDimensions: { width: (2 * r) / scale, height: (2 * r) / scale },
    };
  }

  /** Keeps lines from shining through a faded claim. @param {CanvasRenderingContext2D} ctx @param {number} r */
  #backing(ctx, r) {
    ctx.beginPath();
    ctx.arc(0, 0, r, 0, Math.PI * 2);
    ctx.fillStyle = this.colour.region;
    ctx.fill();
  }

  /** @param {CanvasRenderingContext2D} ctx @param {Node} node @param {number} r */
  #draw(ctx, node, r) {
    const chosen = node.id === this.store.state.at;
    const mark = chosen ? this.colour.ink : node === this.pointed ? this.colour.soft : "";
    if (node.sort === "claim") {
      const claim = this.model.claims.get(node.uid);
      if (claim) drawClaim(ctx, r, claim, this.slot, this.colour);
      else drawConcept(ctx, r, this.colour, false);
    } else if (node.sort === "speaker") {
      drawSpeaker(ctx, r, initials(this.#nameOf(node)), this.colour, FONT);
    } else {
      drawConcept(ctx, r, this.colour, chosen);
    }
    if (this.fresh.has(node.uid) && node.sort === "claim") drawHalo(ctx, r + 2.5, this.colour.accent, 1.5);
    if (mark) drawHalo(ctx, r * (node.sort === "speaker" ? 1.3 : 1) + 4.5, mark, chosen ? 2 : 1.5);
  }

  /** @param {CanvasRenderingContext2D} ctx */
  #ground(ctx) {
    this.#label(ctx);
    drawRegions(ctx, this.model.topics, this.frame.regions, this.colour, chosenTopic(this.model, this.store.state.at));
    const { ratio, dx, dy } = shift(ctx, this.camera.scale);
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const own = new Set(this.focus?.edges ?? []);
    for (const edge of this.ground) {
      if (!own.has(edge)) this.#line(ctx, edge, dx, dy, false);
    }
    for (const edge of own) this.#line(ctx, edge, dx, dy, true);
    ctx.restore();
  }

  /** @param {CanvasRenderingContext2D} ctx @param {Edge} edge @param {number} dx @param {number} dy @param {boolean} own */
  #line(ctx, edge, dx, dy, own) {
    const pointed = this.pointed?.sort === "claim" && (edge.from === this.pointed || edge.to === this.pointed);
    const line = lineOf(edge, this.colour, own || pointed, this.#isWeb);
    const seen = Math.min(this.#strength(edge.from), this.#strength(edge.to));
    const fade = own ? Math.max(seen, this.left.size < this.model.claims.size ? seen : 1) : seen < 1 ? seen * 0.6 : 1;
    // From far away the many fine lines would be a grey veil.
    const near = Math.min(1, this.camera.scale / 0.5);
    const soft = own || pointed ? 1 : edge.kind === "opposes" ? Math.max(this.calm, this.camera.scale > 1 ? 0.6 : 0) : near;
    if (soft < 0.7) line.thick = Math.min(line.thick, 1.3);
    // Of two who are compared the rings say enough; lines only lead to them.
    const web = this.store.state.versus && edge.from.sort === "speaker" ? 0.38 : 1;
    if (web < 1) line.thick = Math.min(line.thick, 1.4);
    drawLine(ctx, this.#end(edge.from, dx, dy), this.#end(edge.to, dx, dy), line, fade * soft * web);
  }

  /** Whether so many stances are shown that their lines would be a web. */
  get #isWeb() {
    const { at, versus } = this.store.state;
    return at.startsWith("speaker:") || versus !== null;
  }

  /** @param {Node} node @param {number} dx @param {number} dy */
  #end(node, dx, dy) {
    const { x, y } = this.at(node);
    return { x: x * this.camera.scale + dx, y: y * this.camera.scale + dy, r: this.#radius(node) };
  }

  /** @param {CanvasRenderingContext2D} ctx */
  #names(ctx) {
    const scale = this.camera.scale;
    const { ratio, dx, dy } = shift(ctx, scale);
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const view = /** @type {[number, number, number, number]} */ ([0, 0, this.container.clientWidth, this.container.clientHeight]);
    draw(ctx, this.labels.labels, dx, dy, view, this.colour.region, (id) => this.#loudness(id));
    ctx.restore();
    if (!this.drawn) {
      this.drawn = true;
      performance.mark("kg-drawn");
    }
  }

  /** Places labels anew when the scale or what is shown has changed. @param {CanvasRenderingContext2D} ctx */
  #label(ctx) {
    const scale = this.camera.scale;
    const key = `${scale.toFixed(4)} ${this.version} ${language()} ${this.tall} ${this.moves && performance.now() >> 8}`;
    if (key === this.labels.key) return;
    this.labels = { key, labels: this.#placed(ctx, scale) };
    this.labelled = new Set(this.labels.labels.map(({ item }) => item.id));
  }

  /** How strongly a label is seen. @param {string} id */
  #loudness(id) {
    const node = this.model.nodes.get(id);
    if (node) return node.sort === "speaker" ? Math.max(0.55, this.#strength(node)) : this.#strength(node);
    return this.focus && id !== this.store.state.at ? 0.5 : 1;
  }

  /** @param {CanvasRenderingContext2D} ctx @param {number} scale */
  #placed(ctx, scale) {
    const shown = [...this.model.nodes.values()].filter((node) => this.#isShown(node));
    const covers = (/** @type {Node[]} */ nodes) =>
      nodes.map((node) => ({ ...this.at(node), r: this.#radius(node) + 1, id: node.id }));
    const items = [
      ...shown.filter((node) => node.sort === "speaker").map((node) => this.#speakerLabel(node, scale)),
      ...this.#claimLabels(scale),
      ...shown.filter((node) => node.sort === "concept" && this.#strength(node) === 1).map((node) => this.#conceptLabel(node)),
    ].sort((a, b) => b.priority - a.priority);
    const [wide, high] = this.frame.size;
    const surface = wide * high * scale * scale;
    const budget = this.focus || this.store.state.concepts ? 90 : Math.max(8, Math.round(surface / 19_000));
    const chosen = chosenTopic(this.model, this.store.state.at);
    const outline = chosen && this.frame.regions[chosen.index]?.outline;
    const within = box((outline ?? [[-wide / 2, -high / 2], [wide / 2, high / 2]]).map(([x, y]) => ({ x, y })));
    const inner = /** @type {Box} */ ([within.left, within.top, within.right, within.bottom]);
    const { left, top, right, bottom } = this.#bounds();
    const [aside, above] = this.#margin();
    const outer = /** @type {Box} */ ([left - aside / scale, top - above / scale, right + aside / scale, bottom + above / scale]);
    // Names of topics keep their places, whatever is chosen or filtered.
    const fixed = covers(shown.filter((node) => node.sort !== "concept"));
    const titles = place(ctx, this.#titles(scale), fixed, scale, 0, inner, outer);
    const bodies = covers(
      shown.filter((node) => this.#strength(node) > FADED && (node.sort !== "concept" || this.focus !== null)),
    );
    return [...titles, ...place(ctx, items, bodies, scale, budget, inner, outer, titles)];
  }

  /** @param {number} scale @returns {Item[]} */
  #titles(scale) {
    const far = scale < 0.5;
    const near = scale > 0.95;
    const size = far ? 12 : near ? 15 : 13.5;
    return this.model.topics.flatMap((topic) => {
      const region = this.frame.regions[topic.index];
      if (!region) return [];
      const [first, ...more] = topicNames(this.model, topic);
      const disputes = topic.disputed ? ` · ${say("disputed_n", { n: topic.disputed })}` : "";
      const { x, y, spots, wide } = titleSpots(region, (size * 0.8) / scale, 95 / scale);
      return {
        id: `topic:${topic.index}`,
        text: more.length && near ? `${first} · ${more[0]}` : /** @type {string} */ (first),
        x,
        y,
        spots,
        r: 0,
        priority: 1000 + topic.claims.length,
        font: `650 ${size}px ${FONT}`,
        size,
        limit: Math.max(90, Math.min(wide * scale - 8, 260)),
        most: near ? 3 : 2,
        sides: ["on"],
        must: true,
        colour: this.colour.ink,
        second: far
          ? undefined
          : { text: `${count("claims", topic.claims.length)}${disputes}`, font: `400 11px ${FONT}`, size: 11, colour: this.colour.soft },
      };
    });
  }

  /** @param {Node} node @param {number} scale @returns {Item} */
  #speakerLabel(node, scale) {
    const size = scale < 0.55 ? 12 : 13;
    const { x, y } = this.at(node);
    const above = Math.abs(y) > this.frame.size[1] / 2;
    return {
      x,
      y,
      id: node.id,
      text: this.#nameOf(node),
      r: this.#radius(node) + (above ? 3 : 1),
      priority: 900,
      font: `650 ${size}px ${FONT}`,
      size,
      limit: above ? 160 : 58,
      most: 2,
      sides: above ? ["right", "left"] : ["below", "above"],
      must: this.model.speakers.size <= 40,
      colour: this.colour.ink,
    };
  }

  /** @param {number} scale @returns {Item[]} */
  #claimLabels(scale) {
    const { at } = this.store.state;
    const close = scale > 1.5;
    const more = scale > 1;
    const size = close ? 12.5 : more ? 12 : 11.5;
    /** @type {Item[]} */
    const items = [];
    for (const claim of this.model.claims.values()) {
      const strength = this.#strength(claim.node);
      const chosen = at === claim.node.id;
      if (strength < 1 && !chosen) continue;
      const { x, y } = this.at(claim.node);
      items.push({
        id: claim.node.id,
        text: statement(claim),
        x,
        y,
        r: this.#radius(claim.node) + (chosen ? 4 : 0),
        priority: claim.node.rank + (chosen ? 500 : this.focus ? 100 : 0),
        font: `${chosen ? 600 : 400} ${size}px ${FONT}`,
        size,
        limit: close ? 190 : more ? 160 : 118,
        most: chosen ? 6 : close ? 8 : more ? 4 : 3,
        sides: ["below", "above", "right", "left"],
        must: chosen,
        colour: claim.disputed || chosen ? this.colour.ink : this.colour.soft,
      });
    }
    return items;
  }

  /** @param {Node} node @returns {Item} */
  #conceptLabel(node) {
    const chosen = this.store.state.at === node.id;
    return {
      ...this.at(node),
      id: node.id,
      text: this.#nameOf(node),
      r: 6,
      priority: chosen ? 600 : this.focus ? 60 : 1.7,
      font: `italic ${chosen ? 600 : 400} 11.5px ${FONT}`,
      size: 11.5,
      limit: 130,
      most: 2,
      sides: ["right", "left", "below", "above"],
      must: chosen,
      colour: chosen ? this.colour.ink : this.colour.soft,
    };
  }

  /** @param {Node} node */
  #nameOf(node) {
    const many = node.sort === "speaker" ? this.model.speakers : this.model.concepts;
    const [, uid] = split(node.id);
    return many.has(uid) ? name(many, uid) : node.label || uid;
  }
}

/** How the canvas is shifted: device pixels per pixel, and where the map's middle is.
 * @param {CanvasRenderingContext2D} ctx @param {number} scale */
function shift(ctx, scale) {
  const { a, e, f } = ctx.getTransform();
  const ratio = a / scale;
  return { ratio, dx: e / ratio, dy: f / ratio };
}

/** @param {{ x: number, y: number }[]} points @param {number} [margin] */
function box(points, margin = 0) {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return {
    left: Math.min(...xs) - margin,
    right: Math.max(...xs) + margin,
    top: Math.min(...ys) - margin,
    bottom: Math.max(...ys) + margin,
  };
}
