/** Which names and statements are written on the map, and where: those of topics first, then of speakers and claims.
 * @import { Claim, Node } from "../types"
 * @import { Item, Label } from "../paint/labels.js"
 * @import { Scene } from "./scene.js" */
import { brief, telling } from "../brief.js";
import { areSeen } from "../camps.js";
import { bent, chosenTopic } from "../paint/ground.js";
import { boxOf, place, sizeOf, taken } from "../paint/labels.js";
import { ROOM_FOR_NAME, initials } from "../paint/glyph.js";
import { FONT } from "../paint/palette.js";
import { cut } from "../paint/text.js";
import { placeWithin, titleOf } from "../paint/titles.js";
import { count, figure, say, statement } from "../words.js";
import { box, crosses } from "./geometry.js";
import { MANY_LINES } from "./lines.js";
import { FADED, FEW_SPEAKERS, MANY } from "./scene.js";

/** So few speakers are named on a wide map even where their names cover something. */
const NAMED = 10;

/** @typedef {import("../paint/labels.js").Box} Box left, top, right and bottom */

/** All labels at a scale. @param {CanvasRenderingContext2D} ctx @param {Scene} scene @param {number} scale
 * @param {[number, number]} view its width and height in pixels
 * @param {Box | null} tile where labels are placed, in units of the map, or everywhere @returns {Label[]} */
export function labelsOf(ctx, scene, scale, view, tile) {
  const isIn = (/** @type {Node} */ node) => {
    const { x, y } = scene.at(node);
    return !tile || (x > tile[0] && y > tile[1] && x < tile[2] && y < tile[3]);
  };
  const drawn = scene.drawn.filter((node) => scene.isShown(node) && (node.sort === "speaker" || isIn(node)));
  scene.part(drawn, scale);
  const shown = drawn.filter((node) => node.sort !== "speaker" || scene.isDrawn(node));
  const bodies = (/** @type {Node[]} */ nodes) =>
    nodes.map((node) => ({ ...scene.at(node), r: scene.radius(node) + 1, id: node.id }));
  const { inner, outer } = edges(scene, scale);
  // Names of speakers and topics keep their places, whatever is chosen or filtered.
  const fixed = taken(bodies(shown.filter((node) => node.sort === "claim" || (node.sort === "speaker" && !scene.isCrowd))), scale, []);
  const squares = bodies(shown.filter(({ sort }) => sort === "speaker"));
  const speakers = speakerNames(ctx, scene, speakerLabels(ctx, scene, shown, scale), fixed, squares, [inner, outer]);
  const titles = placeWithin(ctx, topicLabels(scene, scale), fixed, scale);
  const items = [
    ...claimLabels(scene, scale, isIn),
    ...shown.filter((node) => node.sort === "concept" && scene.strength(node) === 1).map((node) => conceptLabel(scene, node)),
  ].sort((a, b) => b.priority - a.priority);
  const seen = bodies(shown.filter((node) => scene.strength(node) > FADED && (node.sort !== "concept" || scene.focus !== null)));
  const names = [...titles, ...speakers, ...swarmLabels(ctx, scene, scale)];
  return [...names, ...place(ctx, items, taken(seen, scale, names), scale, budget(scene, scale, view, tile), inner, outer, crossings(scene, scale))];
}

/** Names of speakers; around a wide map rather one covers claims at the rim than none is written, but never others.
 * @param {CanvasRenderingContext2D} ctx @param {Scene} scene @param {Item[]} items
 * @param {import("../paint/labels.js").Grid} fixed what is taken; names are added to it
 * @param {import("../paint/labels.js").Body[]} squares of speakers @param {[Box, Box]} edges @returns {Label[]} */
function speakerNames(ctx, scene, items, fixed, squares, [inner, outer]) {
  const scale = scene.scale();
  const found = place(ctx, items, fixed, scale, 0, inner, outer);
  if (scene.tall || scene.isCrowd || scene.model.speakers.size > FEW_SPEAKERS) return found;
  const named = new Set(found.map(({ item }) => item.id));
  const others = place(ctx, items.filter(({ id }) => !named.has(id)), taken(squares, scale, found), scale, 0, inner, outer);
  for (const { box: own } of others) fixed.add(own, "");
  return [...found, ...others];
}

/** Counts the lines between opposed claims that run through a box, unless they are too many to be told apart.
 * @param {Scene} scene @param {number} scale @returns {(box: Box) => number} */
function crossings(scene, scale) {
  const opposing = scene.lines.filter(({ kind, from, to }) => kind === "opposes" && Math.min(scene.strength(from), scene.strength(to)) > FADED);
  if (opposing.length > MANY_LINES) return () => 0;
  const ways = opposing.map(({ from, to }) => {
    const [start, end] = [scene.at(from), scene.at(to)];
    return bent({ x: start.x * scale, y: start.y * scale }, { x: end.x * scale, y: end.y * scale });
  });
  return (around) => ways.reduce((n, way) => n + Number(way.some((point, index) => index > 0 && crosses(around, way[index - 1] ?? point, point))), 0);
}

/** How many labels there may be beside those that must be.
 * @param {Scene} scene @param {number} scale @param {[number, number]} view @param {Box | null} tile */
function budget(scene, scale, view, tile) {
  const [wide, high] = scene.frame.size;
  const surface = tile ? 4 * view[0] * view[1] : wide * high * scale * scale;
  return scene.focus || scene.store.state.layer === "nodes" ? 90 : Math.max(8, Math.round(surface / 19_000));
}

/** Within which labels stay, and those that must be. @param {Scene} scene @param {number} scale */
function edges(scene, scale) {
  const [wide, high] = scene.frame.size;
  const chosen = chosenTopic(scene.model, scene.store.state.at);
  const outline = chosen && scene.frame.regions[chosen.index]?.outline;
  const within = box((outline ?? [[-wide / 2, -high / 2], [wide / 2, high / 2]]).map(([x, y]) => ({ x, y })));
  const { left, top, right, bottom } = scene.bounds();
  const [aside, above] = scene.margin();
  return {
    inner: /** @type {Box} */ ([within.left, within.top, within.right, within.bottom]),
    outer: /** @type {Box} */ ([left - aside / scale, top - above / scale, right + aside / scale, bottom + above / scale]),
  };
}

/** @param {Scene} scene @param {number} scale @returns {Item[]} */
function topicLabels(scene, scale) {
  return scene.model.topics.flatMap((topic) => {
    const region = scene.frame.regions[topic.index];
    const folded = !scene.open.has(topic.index);
    if (!region || (scene.store.state.layer === "none" && !folded)) return [];
    return [titleOf(scene.model, topic, region, scale, scene.colour, { folded, left: scene.left })];
  });
}

/** Of few speakers all are named; of many, as many as have room.
 * @param {CanvasRenderingContext2D} ctx @param {Scene} scene @param {Node[]} shown @param {number} scale @returns {Item[]} */
function speakerLabels(ctx, scene, shown, scale) {
  const size = scale < 0.55 ? 12 : 13;
  const [wide, high] = scene.frame.size;
  const { at } = scene.store.state;
  const speakers = shown.filter((node) => node.sort === "speaker").sort((a, b) => Number(b.id === at) - Number(a.id === at));
  const many = scene.model.speakers.size > FEW_SPEAKERS;
  if (scene.isCrowd) return crowdLabels(scene, speakers, scale, size);
  if (scene.isClose) return closeLabels(ctx, scene, speakers);
  return speakers.map((node) => {
    const { x, y } = scene.at(node);
    // At a corner a name beside it would run out of the window.
    const above = Math.abs(y) > high / 2 && Math.abs(x) <= wide / 2;
    const room = (wide * scale) / speakers.filter((one) => scene.at(one).y === y).length;
    return {
      x,
      y,
      id: node.id,
      text: scene.nameOf(node),
      r: scene.radius(node) + (above ? 3 : 1),
      priority: 900,
      font: `650 ${size}px ${FONT}`,
      size,
      limit: above ? (many ? 78 : Math.min(200, Math.max(48, room - 42))) : 58,
      narrow: above && !many ? 48 : undefined,
      most: 2,
      sides: above ? ["right", "left"] : ["below", "above"],
      // Who bears initials can do without a name where there is none for it.
      must: node.id === at || (!many && (scene.tall ? above && room > 90 : speakers.length <= NAMED)),
      beyond: true,
      colour: scene.colour.ink,
    };
  });
}

/** Beneath those who stand close the word that tells them apart; their names as soon as there is room, and when chosen.
 * @param {CanvasRenderingContext2D} ctx @param {Scene} scene @param {Node[]} speakers @returns {Item[]} */
function closeLabels(ctx, scene, speakers) {
  const { at, versus } = scene.store.state;
  const [room] = scene.berth;
  const isWide = room > 90;
  const size = isWide ? 12 : 10.5;
  return speakers.map((node) => {
    const isMeant = node.id === at || (versus?.includes(node.uid) ?? false);
    const font = `${isMeant ? 700 : 600} ${size}px ${FONT}`;
    const r = scene.radius(node);
    const word = telling(scene.model, node.uid) || (r < ROOM_FOR_NAME ? initials(scene.nameOf(node)) : "");
    return {
      ...scene.at(node),
      id: node.id,
      text: isMeant ? scene.nameOf(node) : isWide ? brief(scene.model, node.uid) : cut(ctx, font, word, room - 6),
      r: r - 3,
      priority: 900,
      font,
      size,
      limit: isMeant ? Math.max(110, room) : room,
      most: isMeant || isWide ? 2 : 1,
      sides: ["below"],
      must: isMeant,
      beyond: true,
      colour: scene.colour.ink,
    };
  });
}

/** Of a crowd those are named who are chosen or compared, and all as soon as there is room for their names.
 * @param {Scene} scene @param {Node[]} speakers @param {number} scale @param {number} size @returns {Item[]} */
function crowdLabels(scene, speakers, scale, size) {
  const { at, versus } = scene.store.state;
  const room = scene.frame.pitch * scale;
  const isMeant = (/** @type {Node} */ { id, uid }) => id === at || (versus?.includes(uid) ?? false);
  // Who has only a number bears it already.
  const isNamed = (/** @type {Node} */ node) => room > 90 && !/^\d/.test(initials(scene.nameOf(node)));
  return speakers
    .filter((node) => isMeant(node) || isNamed(node))
    .map((node) => ({
      ...scene.at(node),
      id: node.id,
      text: scene.nameOf(node),
      r: scene.radius(node) + 2,
      priority: 900,
      font: `650 ${isMeant(node) ? size : 11}px ${FONT}`,
      size: isMeant(node) ? size : 11,
      limit: isMeant(node) ? 110 : room - 4,
      most: 2,
      sides: /** @type {Item["sides"]} */ (isMeant(node) ? ["below", "above", "right", "left"] : ["below"]),
      must: isMeant(node),
      beyond: true,
      colour: scene.colour.ink,
    }));
}

/** Which camp stands together, and how many are in it, above them. @param {CanvasRenderingContext2D} ctx
 * @param {Scene} scene @param {number} scale @returns {Label[]} */
function swarmLabels(ctx, scene, scale) {
  const seen = areSeen(scene.model, scene.store.state);
  const { ink, soft } = scene.colour;
  const small = scene.tall ? 11 : 12;
  return scene.frame.swarms.flatMap(({ camp, box: [left, top, right], many, head }, index) => {
    const counted = count("speakers", many);
    const name = camp !== null && seen ? say("camp_n", { n: camp + 1 }) : "";
    const others = camp === null && seen && scene.frame.swarms.length > 1 ? `${counted} · ${say("in_no_camp")}` : counted;
    // As much as there is room for, from all there is to say to the number of the camp.
    const ways = name ? [[`${name} · ${counted}`], [name, counted], [name], [String((camp ?? 0) + 1)]] : [[others], [counted], [figure(many)]];
    for (const [text = "", beneath] of ways) {
      const second = beneath ? { text: beneath, font: `400 ${small - 0.5}px ${FONT}`, size: small - 0.5, colour: soft } : undefined;
      /** @type {Item} */
      const item = { id: `swarm:${index}`, text, x: 0, y: 0, r: 0, priority: 0, font: `650 ${small + 1}px ${FONT}`, size: small + 1, limit: 0, most: 1, sides: [], colour: ink, second };
      const lines = [text];
      const { wide, high } = sizeOf(ctx, item, lines);
      if (wide > (right - left) * scale || high > head * scale + 4) continue;
      const [x, y] = [((left + right) / 2) * scale, top * scale + Math.min(3, Math.max(0, (head * scale - high) / 2))];
      return [{ item, lines, left: x - wide / 2, top: y, align: /** @type {const} */ ("center"), anchor: x, wide, high, box: boxOf(x - wide / 2, y, wide, high) }];
    }
    return [];
  });
}

/** @param {Scene} scene @param {number} scale @param {(node: Node) => boolean} isIn @returns {Item[]} */
function claimLabels(scene, scale, isIn) {
  const { at } = scene.store.state;
  const close = scale > 1.5;
  const more = scale > 1;
  const size = close ? 12.5 : more ? 12 : 11.5;
  /** @type {Item[]} */
  const items = [];
  for (const uid of scene.claims) {
    const claim = scene.model.claims.get(uid);
    if (!claim || !isIn(claim.node)) continue;
    const strength = scene.strength(claim.node);
    const chosen = at === claim.node.id;
    if (strength < 1 && !chosen) continue;
    const { x, y } = scene.at(claim.node);
    items.push({
      id: claim.node.id,
      text: statement(claim),
      x,
      y,
      r: scene.radius(claim.node) + (chosen ? 4 : 0),
      priority: claim.node.rank + (chosen ? 500 : scene.focus ? 100 : 0),
      font: `${chosen ? 600 : 400} ${size}px ${FONT}`,
      size,
      limit: close ? 190 : more ? 160 : scene.isCrowd ? 106 : 118,
      narrow: scene.claims.size > MANY ? undefined : close ? 140 : 92,
      most: chosen ? 6 : close ? 8 : more ? 4 : 3,
      sides: ["below", "above", "right", "left"],
      must: chosen,
      within: outlineOf(scene, claim),
      colour: claim.disputed || chosen ? scene.colour.ink : scene.colour.soft,
    });
  }
  return items;
}

/** The region in which a claim stands, where it is drawn. @param {Scene} scene @param {Claim} claim */
function outlineOf(scene, { topic }) {
  if (!topic || (scene.store.state.layer === "none" && scene.open.has(topic.index))) return undefined;
  return scene.frame.regions[topic.index]?.outline;
}

/** @param {Scene} scene @param {Node} node @returns {Item} */
function conceptLabel(scene, node) {
  const chosen = scene.store.state.at === node.id;
  return {
    ...scene.at(node),
    id: node.id,
    text: scene.nameOf(node),
    r: 6,
    priority: chosen ? 600 : scene.focus ? 60 : 1.7,
    font: `italic ${chosen ? 600 : 400} 11.5px ${FONT}`,
    size: 11.5,
    limit: 130,
    most: 2,
    sides: ["right", "left", "below", "above"],
    must: chosen,
    colour: chosen ? scene.colour.ink : scene.colour.soft,
  };
}
