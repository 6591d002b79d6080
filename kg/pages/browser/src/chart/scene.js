/** What is on the map, where, how large and how strongly it is seen, as the state of the page has it.
 * @import { Claim, Edge, Model, Node, Point } from "../types"
 * @import { Store } from "../state.js" */
import { matching } from "../filter.js";
import { focusOf, newOn } from "../lens.js";
import { at } from "../model.js";
import { growth, radius, slots } from "../paint/glyph.js";
import { palette } from "../paint/palette.js";
import { standingApart } from "../paint/titles.js";
import { shownClaims, unfolded } from "../shown.js";
import { split } from "../thing.js";
import { name } from "../words.js";
import { box } from "./geometry.js";

/** What is faded stands aside; what filters take out is hardly seen. */
export const FADED = 0.16;
const OUT = 0.09;

/** With more claims than this, names are placed around what is seen, and not everywhere. */
export const MANY = 1600;
/** Of more speakers than this those are seen who say most, as many as stand apart. */
export const FEW_SPEAKERS = 40;
/** More speakers than this stand close in their rows above and below a map, with names beneath them. */
const LOOSE = 20;
/** Of those the least and the largest square, what lies beneath it with the name, and a dot that stands in for it
 * where rows are too low, if there is room for a name beside others; all in pixels. */
const CLOSE = { least: 10.5, most: 18, beneath: 16, dot: 4.5, word: 40 };

export class Scene {
  /** @param {Model} model @param {Store} store */
  constructor(model, store) {
    this.model = model;
    this.store = store;
    this.colour = palette();
    /** Whether the window is high and has the layout for it. */
    this.tall = false;
    this.slot = slots(model.frames.wide.compass);
    /** How closely the map is looked at. */
    this.scale = () => 1;
    /** Where a node has been moved to, while things move. @type {((id: string) => Point | undefined) | null} */
    this.moved = null;
    /** @type {Node | null} */
    this.pointed = null;
    /** Of very many speakers those who stand apart at this scale. @type {Set<string>} */
    this.seen = new Set();
    /** What has a label at this scale. @type {Set<string>} */
    this.labelled = new Set();
    /** Counts how often the scene has followed the state. */
    this.version = 0;
    /** Lines that are seen when nothing is chosen. */
    this.ground = model.ties
      .filter((edge) => edge.from.sort === "claim" && edge.to.sort === "claim")
      .sort((a, b) => Number(a.kind === "opposes") - Number(b.kind === "opposes"));
    /** Of how many claims each speaker says something. @type {Map<string, number>} */
    this.weight = new Map();
    for (const { stances } of model.claims.values()) for (const uid of stances.keys()) this.weight.set(uid, (this.weight.get(uid) ?? 0) + 1);
    /** The room of each of those who stand close, in units of the map. @type {number[] | undefined} */
    this.berths = undefined;
    /** How far the nodes of each layout reach. @type {Record<string, import("./geometry.js").Box | undefined>} */
    this.reach = {};
    this.left = matching(model, store.state.filters, store.state.day);
    this.focus = focusOf(model, store.state);
    /** Claims that come in on the day that is chosen. */
    this.fresh = newOn(model, store.state.day);
    /** The topics that are not folded, the claims that are drawn, by uid, and their lines. */
    this.open = unfolded(model, store.state);
    this.claims = shownClaims(model, store.state, this.left, this.focus?.nodes ?? null);
    /** Nodes of the claims that stand for topics which are folded. @type {Set<string>} */
    this.standing = new Set();
    /** Nodes that are drawn, speakers and concepts below claims, the most prominent on top. @type {Node[]} */
    this.drawn = [];
    /** Claims that are folded, of those that the filters leave. @type {Claim[]} */
    this.folded = [];
    /** Lines of which both ends are drawn. @type {Edge[]} */
    this.lines = [];
    this.#gather();
  }

  /** Follows the state. */
  follow() {
    const { model } = this;
    const { state } = this.store;
    this.left = matching(model, state.filters, state.day);
    this.focus = focusOf(model, state);
    this.fresh = newOn(model, state.day);
    this.open = unfolded(model, state);
    this.claims = shownClaims(model, state, this.left, this.focus?.nodes ?? null);
    this.version += 1;
    this.#gather();
  }

  /** Finds what is drawn. */
  #gather() {
    const { model } = this;
    const isFolded = (/** @type {string} */ id) => !this.open.has(model.claims.get(id.slice("claim:".length))?.topic?.index ?? -1);
    this.standing = new Set([...model.foremost].filter(isFolded));
    const nodes = [...model.nodes.values()].filter((node) => node.sort !== "claim" || this.claims.has(node.uid));
    const worth = (/** @type {Node} */ node) => (node.sort === "claim" ? 1 + node.rank + (model.foremost.has(node.id) ? 1000 : 0) : 0);
    this.drawn = nodes.sort((a, b) => worth(a) - worth(b));
    this.folded = model.topics.filter(({ index }) => !this.open.has(index)).flatMap(({ claims }) => claims).filter(({ uid }) => !this.claims.has(uid) && this.left.has(uid));
    this.lines = this.ground.filter(({ from, to }) => this.claims.has(from.uid) && this.claims.has(to.uid));
  }

  /** Takes the layout for a high window, or for a wide one. @param {boolean} tall */
  turn(tall) {
    this.tall = tall;
    this.slot = slots(this.frame.compass);
  }

  /** The layout that fits the window. */
  get frame() {
    return this.tall ? this.model.frames.tall : this.model.frames.wide;
  }

  /** Where a node stands in it. @param {Node} node @returns {Point} */
  at(node) {
    return this.moved?.(node.id) ?? (this.tall ? node.tall : node.wide);
  }

  /** How far all reaches, in units of the map. */
  bounds() {
    return (this.reach[this.tall ? "tall" : "wide"] ??= this.#reach());
  }

  #reach() {
    const counts = (/** @type {Node} */ node) => node.sort !== "concept" || this.model.claims.size === 0;
    const places = [...this.model.nodes.values()].filter(counts).map((node) => this.at(node));
    const [wide, high] = this.frame.size;
    const corners = this.frame.swarms.flatMap(({ box: [left, top, right, bottom] }) => [{ x: left, y: top }, { x: right, y: bottom }]);
    return box([...places, ...corners, { x: -wide / 2, y: -high / 2 }, { x: wide / 2, y: high / 2 }]);
  }

  /** Whether speakers stand close together beside the map. */
  get isCrowd() {
    return this.frame.swarms.length > 0;
  }

  /** Whether all speakers stand above and below the map. */
  get isRowed() {
    const half = this.frame.size[1] / 2;
    return [...this.model.speakers.keys()].every((uid) => Math.abs(this.model.nodes.get(`speaker:${uid}`)?.[this.tall ? "tall" : "wide"].y ?? half) >= half);
  }

  /** Whether they are so many that their names stand beneath them. */
  get isClose() {
    return this.tall && this.model.speakers.size > LOOSE && this.model.speakers.size <= FEW_SPEAKERS && this.isRowed;
  }

  /** How much room each of those who stand close has beside and beneath them, in pixels. @returns {[number, number]} */
  get berth() {
    this.berths ??= this.#berth();
    return /** @type {[number, number]} */ (this.berths.map((one) => one * this.scale()));
  }

  #berth() {
    /** @type {Map<number, number>} */
    const rows = new Map();
    for (const node of this.model.nodes.values()) if (node.sort === "speaker") rows.set(node.tall.y, (rows.get(node.tall.y) ?? 0) + 1);
    const heights = [...rows.keys()].sort((a, b) => a - b);
    return [this.model.frames.tall.size[0] / Math.max(...rows.values()), Math.min(...heights.slice(1).map((y, row) => y - at(heights, row)))];
  }

  /** Speakers and their names keep their size, however far away the map is. @returns {[number, number]} */
  margin() {
    if (!this.model.speakers.size || this.isCrowd) return this.tall ? [9, 8] : [22, 14];
    if (this.model.speakers.size > FEW_SPEAKERS) return this.tall ? [17, 20] : [40, 40];
    if (!this.tall) return [36, 25];
    return this.isRowed ? [7, this.isClose ? 29 : 25] : [17, 24];
  }

  /** @param {Node} node */
  isShown(node) {
    if (node.sort === "claim") return this.claims.has(node.uid) || !this.model.claims.has(node.uid);
    if (node.sort === "speaker") return true;
    return this.store.state.layer === "nodes" || (this.focus?.nodes.has(node.id) ?? false) || this.model.claims.size === 0;
  }

  /** A concept of the layer appears as soon as there is room for its name. @param {Node} node */
  isDrawn(node) {
    if (!this.isShown(node)) return false;
    if (node.sort === "speaker") return this.isCrowd || this.model.speakers.size <= FEW_SPEAKERS || this.seen.has(node.id);
    return node.sort !== "concept" || (this.focus?.nodes.has(node.id) ?? false) || this.labelled.has(node.id);
  }

  /** Of very many speakers, chooses those who say most, as many as stand apart.
   * @param {Node[]} drawn @param {number} scale */
  part(drawn, scale) {
    if (this.isCrowd || this.model.speakers.size <= FEW_SPEAKERS) return;
    const [beside, above] = this.tall ? [44, 40] : [128, 72];
    this.seen = standingApart(
      drawn.filter((node) => node.sort === "speaker").map((node) => ({
        id: node.id,
        x: (this.at(node).x * scale) / beside,
        y: (this.at(node).y * scale) / above,
        worth: (this.focus?.nodes.has(node.id) ? 1e6 : 0) + (this.weight.get(node.uid) ?? 0),
      })),
    );
  }

  /** How large a node is, in pixels. @param {Pick<Node, "sort"> & Partial<Node>} node */
  radius(node) {
    let grown = growth(this.scale(), this.claims.size > MANY ? 0.12 : undefined);
    // What stands for a folded topic has its room.
    if (node.sort === "claim" && this.standing.has(node.id ?? "")) grown = Math.max(grown, this.tall ? 0.5 : 0.8);
    if (node.sort === "claim") return radius(node.rank ?? 0) * grown;
    if (node.sort === "speaker" && this.isCrowd) return Math.min(21, 0.4 * this.frame.pitch * this.scale());
    if (node.sort === "speaker" && this.isClose) return this.#closeRadius();
    return node.sort === "speaker" ? Math.max(13, 21 * Math.min(1.1, grown)) : this.focus ? 5.5 : 4;
  }

  #closeRadius() {
    const [beside, apart] = this.berth;
    const room = (apart - CLOSE.beneath) / 2;
    return room < CLOSE.least && beside >= CLOSE.word ? CLOSE.dot : Math.min(CLOSE.most, Math.max(CLOSE.least, room));
  }

  /** How strongly a node is seen. @param {Node} node */
  strength(node) {
    if (node.sort === "claim" && !this.left.has(node.uid)) return this.store.state.at === node.id ? 0.6 : OUT;
    if (!this.focus || this.focus.nodes.has(node.id)) return 1;
    if (this.store.state.at.startsWith("topic:") && node.sort !== "claim") return 1;
    return node.sort === "speaker" ? 0.45 : FADED;
  }

  /** @param {Node} node */
  nameOf(node) {
    const many = node.sort === "speaker" ? this.model.speakers : this.model.concepts;
    const [, uid] = split(node.id);
    return many.has(uid) ? name(many, uid) : node.label || uid;
  }
}
