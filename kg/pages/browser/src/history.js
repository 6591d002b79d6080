/** Keeps the address and the state in step, so that the browser's Back takes back one thing after the other.
 * @import { Filters, Model, State } from "./types" */
import { fromHash, recognised, toHash } from "./state.js";

/** @typedef {import("./state.js").Store} Store */
/** What an address does not hold of how the page was left. @typedef {{ panel: boolean, camera: unknown }} Left */
/** What of the camera is kept: `seen` tells where it stands, `look` takes it there again.
 * @typedef {{ seen: () => unknown, look: (seen: unknown) => void }} Sight */

/** A change of any of these is a step; of what else an address holds only the last is kept. */
const STEPS = /** @type {const} */ (["at", "view", "versus", "path", "filters", "day"]);
/** What is moved on or typed bit by bit. */
const MOVED = new Set(["day", "saidFrom", "saidTo", "dueFrom", "dueTo"]);
/** Within so many milliseconds one control is still being moved, as when arrows go through a menu. */
const AT_ONCE = 800;

/** @param {Store} store @param {Model} model @param {Sight} sight */
export function keepInAddress(store, model, sight) {
  let control = "";
  let since = 0;
  store.listen((state, before) => {
    const hash = toHash(state, model);
    if (hash === toHash(fromAddress(store, model), model)) return;
    const address = hash ? `#${hash}` : location.pathname + location.search;
    const now = moved(state, before);
    const isSame = now !== "" && now === control && (MOVED.has(now) || performance.now() - since < AT_ONCE);
    const isStep = STEPS.some((key) => JSON.stringify(state[key]) !== JSON.stringify(before[key]));
    if (isStep) [control, since] = [now, performance.now()];
    try {
      if (!isStep || isSame) return history.replaceState(history.state, "", address);
      history.replaceState(/** @type {Left} */ ({ panel: before.panel, camera: sight.seen() }), "");
      history.pushState(/** @type {Left} */ ({ panel: state.panel, camera: null }), "", address);
    } catch {
      // Inside a frame without an address of its own there is nothing to keep it in.
    }
  });
  addEventListener("popstate", ({ state: told }) => {
    const left = /** @type {Left | null} */ (told);
    control = "";
    store.set({ ...fromAddress(store, model), ...(left && { panel: left.panel }) });
    if (left) sight.look(left.camera);
  });
  addEventListener("hashchange", () => {
    if (toHash(store.state, model) !== location.hash.slice(1)) store.set(fromAddress(store, model));
  });
}

/** The one control that sets something else than before; none when it takes something back, or when there are more.
 * @param {State} state @param {State} before */
function moved(state, before) {
  if (state.day !== before.day) return state.day && state.filters === before.filters ? "day" : "";
  const keys = /** @type {(keyof Filters)[]} */ (Object.keys(state.filters)).filter((key) => state.filters[key] !== before.filters[key]);
  const [only = ""] = keys;
  return keys.length === 1 && only && state.filters[only] ? only : "";
}

/** @param {Store} store @param {Model} model @returns {State} */
function fromAddress(store, model) {
  const told = recognised(fromHash(location.hash, model.language), model);
  return { ...store.state, ...told, picking: "", panel: told.at ? true : store.state.panel };
}
