/** Changes of mind: where a stance, a probability or a deadline of one speaker moved.
 *
 * As in kg itself: what has no date cannot be put in order and is left out. A deadline is that of the
 * predictions which read a claim, or one that restates it: from when the speaker made a forecast on one,
 * else took the claim's side. It moved when none of the earlier ones is among the later ones.
 * @import { Model } from "./types" */
import { whole } from "./asof.js";
import { lastDay } from "./dates.js";
import { compare } from "./model.js";

/** @typedef {{ speaker: string, claims: string[], day: string }} Change */
/** @typedef {{ speaker: string, claims: string[], day: string, value: string }} Moment */

/** What a stance says of its claim; asking says nothing. @type {Readonly<Record<string, number>>} */
export const SIGNS = { asserts: 1, agrees: 1, partly: 0, disagrees: -1 };

/** @type {WeakMap<Model, Change[]>} */
const FOUND = new WeakMap();

/** All changes of mind: whose, on which claims, and since which day.
 * @param {Model} model @returns {Change[]} */
export function changes(model) {
  const found = FOUND.get(model) ?? [...stances(model), ...chances(model), ...deadlines(model)];
  FOUND.set(model, found);
  return found;
}

/** The claims on which somebody, or one speaker, had changed their mind by a day.
 * @param {Model} model @param {string} speaker @param {string} day */
export function changed(model, speaker, day) {
  const meant = changes(model).filter((one) => (!speaker || one.speaker === speaker) && (!day || one.day <= day));
  return new Set(meant.flatMap((one) => one.claims));
}

/** @param {Model} model */
function stances(model) {
  return moved(
    [...whole(model).claims].flatMap(([uid, { positions }]) =>
      positions.flatMap(({ speaker, stance, said }) =>
        said && lastDay(said) && stance in SIGNS ? [{ key: JSON.stringify([speaker, uid]), speaker, claims: [uid], day: lastDay(said), value: String(SIGNS[stance]) }] : [],
      ),
    ),
  );
}

/** @param {Model} model */
function chances(model) {
  return moved(
    [...whole(model).predictions].flatMap(([uid, { forecasts }]) =>
      forecasts.flatMap(({ speaker, made, low, middle, high }) =>
        made && lastDay(made) && middle !== undefined
          ? [{ key: JSON.stringify([speaker, uid]), speaker, claims: model.predictions.get(uid)?.claims ?? [], day: lastDay(made), value: `${low} ${middle} ${high}` }]
          : [],
      ),
    ),
  );
}

/** Where a later moment of one key has another value than the one before.
 * @param {(Moment & { key: string })[]} moments @returns {Change[]} */
function moved(moments) {
  return [...apart(moments).values()].flatMap((many) =>
    many.flatMap((after, index) => {
      const before = many[index - 1];
      return before && before.value !== after.value ? [{ speaker: after.speaker, claims: after.claims, day: after.day }] : [];
    }),
  );
}

/** @param {Model} model @returns {Change[]} */
function deadlines(model) {
  const same = restated(model);
  /** @type {(Moment & { key: string })[]} */
  const meant = [];
  const said = (/** @type {string} */ speaker, /** @type {string[]} */ claims, /** @type {string} */ day, /** @type {string} */ due) =>
    meant.push({ key: JSON.stringify([speaker, same(claims[0] ?? "")]), speaker, claims, day, value: due });
  /** @type {Set<string>} */
  const forecast = new Set();
  for (const [uid, { forecasts }] of whole(model).predictions) {
    const { due, claims = [] } = model.predictions.get(uid) ?? {};
    for (const { speaker, made } of forecasts) {
      if (!made || !due || !lastDay(made) || !lastDay(due)) continue;
      forecast.add(JSON.stringify([speaker, uid]));
      said(speaker, claims, lastDay(made), due);
    }
  }
  for (const claim of model.claims.values()) {
    const dated = claim.predictions.filter((one) => one.due && lastDay(one.due));
    if (!dated.length) continue;
    /** @type {Map<string, string>} */
    const first = new Map();
    for (const one of whole(model).claims.get(claim.uid)?.positions ?? []) {
      const day = one.said && (SIGNS[one.stance] ?? 0) > 0 ? lastDay(one.said) : "";
      if (day && day < (first.get(one.speaker) ?? "~")) first.set(one.speaker, day);
    }
    for (const [speaker, day] of first) {
      for (const { uid, due } of dated) {
        if (!forecast.has(JSON.stringify([speaker, uid]))) said(speaker, [claim.uid], day, /** @type {string} */ (due));
      }
    }
  }
  return [...apart(meant).values()].flatMap((many) => {
    const days = [...new Set(many.map((one) => one.day))].map((day) => many.filter((one) => one.day === day));
    return days.flatMap((later, index) => {
      const earlier = days[index - 1];
      if (!earlier || earlier.some((one) => later.some((other) => one.value === other.value))) return [];
      const [before, after] = [furthest(earlier), furthest(later)];
      return [{ speaker: after.speaker, claims: [...new Set([...before.claims, ...after.claims])], day: after.day }];
    });
  });
}

/** Of several deadlines the last: only then has all that was said had its time.
 * @param {Moment[]} moments */
function furthest(moments) {
  return moments.reduce((one, other) => (lastDay(other.value) > lastDay(one.value) ? other : one));
}

/** For a claim, one that stands for all that restate each other.
 * @param {Model} model */
function restated(model) {
  /** @type {Map<string, string>} */
  const same = new Map();
  const root = (/** @type {string} */ uid) => {
    let at = uid;
    for (let above = same.get(at); above !== undefined && above !== at; above = same.get(at)) at = above;
    return at;
  };
  for (const claim of model.claims.values()) {
    for (const { kind, from, to } of claim.links) {
      if (kind === "restates" && root(from) !== root(to)) same.set(root(from), root(to));
    }
  }
  return root;
}

/** Moments by their keys, each in the order in which things were said.
 * @param {(Moment & { key: string })[]} moments */
function apart(moments) {
  /** @type {Map<string, Moment[]>} */
  const found = new Map();
  for (const one of moments) {
    const many = found.get(one.key) ?? [];
    many.push(one);
    found.set(one.key, many);
  }
  for (const many of found.values()) many.sort((one, other) => compare(one.day, other.day));
  return found;
}
