/** Which claims the filters leave, and which of them a comparison or a path is about.
 * @import { Choice, Claim, Filters, Model, Position, Range, State, Switch } from "./types" */
import { changed } from "./changes.js";
import { comparison } from "./comparison.js";
import { within } from "./dates.js";
import { below } from "./thing.js";
import { argument, near } from "./ways.js";

/** @type {readonly Choice[]} */
export const CHOICES = ["set", "speaker", "stance", "concept", "source", "kind", "outcome"];
/** @type {readonly Range[]} */
export const RANGES = ["saidFrom", "saidTo", "dueFrom", "dueTo"];
/** @type {readonly Switch[]} */
export const SWITCHES = ["disputed", "overdue", "changed"];

/** @type {Filters} */
export const NOTHING = {
  set: "",
  speaker: "",
  stance: "",
  concept: "",
  source: "",
  kind: "",
  outcome: "",
  saidFrom: "",
  saidTo: "",
  dueFrom: "",
  dueTo: "",
  disputed: false,
  overdue: false,
  changed: false,
  near: "",
  reach: 1,
};

/** @param {Filters} filters */
export function isNarrowed(filters) {
  return [...CHOICES, ...RANGES, ...SWITCHES, /** @type {const} */ ("near")].some((key) => Boolean(filters[key]));
}

/** @param {Model} model @param {Filters} filters @param {string} [day]
 * @returns {Set<string>} uids of the claims that are left */
export function matching(model, filters, day = "") {
  const about = filters.concept ? below(model, filters.concept) : null;
  const moved = filters.changed ? changed(model, filters.speaker, day) : null;
  const close = filters.near ? near(model, filters.near, filters.reach) : null;
  const chosen = filters.set ? model.views.get(filters.set)?.claims : null;
  const found = new Set();
  for (const claim of model.claims.values()) {
    if (chosen && !chosen.has(claim.uid)) continue;
    if (moved && !moved.has(claim.uid)) continue;
    if (close && !close.has(claim.uid)) continue;
    if (matches(claim, filters, about)) found.add(claim.uid);
  }
  return found;
}

/** The claims that are left, of those that a comparison or a path is about when there is one.
 * @param {Model} model @param {State} state @returns {Set<string>} */
export function listed(model, state) {
  const found = matching(model, state.filters, state.day);
  const about = topical(model, state);
  return about ? new Set([...found].filter((uid) => about.has(uid))) : found;
}

/** The uids of the claims that a comparison or a path is about; null when there is neither.
 * @param {Model} model @param {State} state @returns {Set<string> | null} */
export function topical(model, { versus, path }) {
  if (versus) return new Set(comparison(model, ...versus).claims.map((claim) => claim.uid));
  return path ? new Set(argument(model, ...path)?.claims ?? path) : null;
}

/** @param {Claim} claim @param {Filters} filters @param {Set<string> | null} about */
function matches(claim, filters, about) {
  if (!claim.heard) return false;
  if (filters.kind && claim.kind !== filters.kind) return false;
  if (filters.disputed && !claim.disputed) return false;
  if (filters.outcome && (claim.outcome ?? "none") !== filters.outcome) return false;
  if (about && !claim.about?.some((uid) => about.has(uid))) return false;
  const { dueFrom, dueTo, saidFrom, saidTo } = filters;
  if ((dueFrom || dueTo) && !claim.predictions.some((one) => within(one.due, dueFrom, dueTo))) return false;
  if (filters.overdue && !claim.predictions.some((one) => one.state === "overdue")) return false;
  if (!filters.speaker && !filters.stance && !filters.source && !saidFrom && !saidTo) return true;
  return (claim.positions ?? []).some((one) => meets(one, filters));
}

/** Whether one and the same position meets all that filters ask of positions.
 * @param {Position} one @param {Filters} filters */
export function meets(one, { speaker, stance, source, saidFrom, saidTo }) {
  return (
    (!speaker || one.speaker === speaker) &&
    (!stance || one.stance === stance) &&
    (!source || one.source === source) &&
    within(one.said, saidFrom, saidTo)
  );
}
