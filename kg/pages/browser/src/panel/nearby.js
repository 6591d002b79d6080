/** What can be done from here: look further around it, find an argument to another claim, compare two speakers.
 * @import { Depth } from "../types"
 * @import { Page } from "./parts.js" */
import { ICONS, el } from "../dom.js";
import { split } from "../thing.js";
import { count, say } from "../words.js";
import { deed } from "./parts.js";

/** @param {Page} page */
export function nearby(page) {
  const { store, model } = page;
  const { at, depth, filters } = store.state;
  const [sort, uid] = split(at);
  const isNear = filters.near === at && filters.reach === depth;
  return el(
    "div",
    { class: "nearby", role: "group", "aria-label": say("around") },
    el("span", { class: "nearby-name", "aria-hidden": "true" }, say("around")),
    el(
      "span",
      { class: "views small" },
      /** @type {Depth[]} */ ([1, 2, 3]).map((steps) => {
        const words = count("steps", steps);
        const attributes = { type: "button", "aria-pressed": String(steps === depth), "aria-label": words, title: words };
        return el("button", { ...attributes, onclick: () => store.set({ depth: steps }) }, String(steps));
      }),
    ),
    el(
      "button",
      {
        type: "button",
        class: "small-toggle",
        "aria-pressed": String(isNear),
        title: say("only_near_help"),
        onclick: () => store.filter(isNear ? { near: "", reach: 1 } : { near: at, reach: depth }),
      },
      say("only_near"),
    ),
    sort === "claim" ? deed(ICONS.way, say("path_to"), () => pick(page, uid)) : null,
    sort === "speaker" && model.speakers.size > 1
      ? deed(ICONS.versus, say("compare_with"), () => store.set({ versus: [uid, opponentOf(page, uid)], path: null, at: "", panel: true }))
      : null,
  );
}

/** With whom a speaker shares most claims; else whoever there is.
 * @param {Page} page @param {string} speaker */
export function opponentOf({ model }, speaker) {
  const shared = new Map([...model.speakers.keys()].filter((uid) => uid !== speaker).map((uid) => [uid, 0]));
  for (const claim of model.claims.values()) {
    if (!claim.stances.has(speaker) && !claim.against.has(speaker)) continue;
    for (const uid of [...claim.stances.keys(), ...claim.against]) if (uid !== speaker) shared.set(uid, (shared.get(uid) ?? 0) + 1);
  }
  const [first] = [...shared].sort(([, n], [, m]) => m - n);
  return first?.[0] ?? speaker;
}

/** Lets the reader choose where an argument should end; on a phone the sheet makes room for the map.
 * @param {Page} page @param {string} from */
export function pick({ store }, from) {
  store.set({ picking: from, panel: store.state.panel && !matchMedia("(max-width: 900px)").matches });
}
