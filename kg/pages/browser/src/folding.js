/** What is folded and what is not: how much of it, and the buttons that change it.
 * @import { Page } from "./panel/parts.js"
 * @import { Store } from "./state.js"
 * @import { Model, Topic } from "./types" */
import { el } from "./dom.js";
import { areSeen } from "./camps.js";
import { unfolded } from "./shown.js";
import { count, say } from "./words.js";

/** Unfolds a topic, or folds it again. @param {{ model: Model, store: Store }} page @param {number} topic @param {boolean} [open] */
export function fold({ model, store }, topic, open) {
  const all = unfolded(model, store.state);
  const before = new Set(store.state.open === "all" ? model.topics.keys() : store.state.open);
  if (open ?? !all.has(topic)) before.add(topic);
  else before.delete(topic);
  const now = before.size === model.topics.length ? /** @type {const} */ ("all") : [...before].sort((a, b) => a - b);
  return store.set({ open: now });
}

/** Says how many claims are shown and how many are folded; nothing when none are.
 * @param {Page} page @param {() => Set<string>} shown uids of the claims that are drawn */
export function foldingBar(page, shown) {
  const { model, store } = page;
  const told = el("span", { role: "status" });
  const button = el("button", { type: "button", class: "fold-all", onclick: () => store.set({ open: isAll() ? [] : "all" }) });
  const box = el("div", { class: "folding", hidden: !model.folds }, told, button);
  const isAll = () => unfolded(model, store.state).size === model.topics.length;
  const refresh = () => {
    if (!model.folds) return;
    const open = unfolded(model, store.state);
    const hidden = model.claims.size - shown().size;
    const topics = model.topics.length - open.size;
    const words = !hidden ? "all_unfolded" : topics ? "folded" : "folded_leaves";
    told.textContent = say(words, { n: shown().size, m: hidden, topics: count("topics", topics) });
    button.textContent = say(isAll() ? "fold_all" : "unfold_all");
  };
  return { box, refresh };
}

/** For the panel of a topic, on a map that folds them. @param {Page} page @param {Topic} topic */
export function foldButton(page, topic) {
  const { model, store } = page;
  if (!model.folds) return null;
  const open = unfolded(model, store.state).has(topic.index);
  const made = el("button", { type: "button", class: "fold", "aria-expanded": String(open) }, say(open ? "fold" : "unfold"));
  made.addEventListener("click", () => {
    fold(page, topic.index);
    const now = unfolded(model, store.state).has(topic.index);
    made.setAttribute("aria-expanded", String(now));
    made.textContent = say(now ? "fold" : "unfold");
  });
  return made;
}

const LAYERS = /** @type {const} */ (["regions", "nodes", "none"]);

/** Whether concepts are seen as regions, as nodes too, or not at all; and whether leaves and camps are.
 * @param {Page} page */
export function layerControls({ model, store }) {
  const select = el("select", { name: "layer", onchange: () => store.set({ layer: /** @type {typeof LAYERS[number]} */ (select.value) }) });
  const sign = el("i", { class: "layer-sign", "aria-hidden": "true" });
  const switcher = el("label", { class: "icon-button layer" }, sign, select);
  const leaves = el("button", { type: "button", class: "icon-button leaves", onclick: () => store.set({ leaves: !store.state.leaves }) }, el("i", { class: "leaves-sign", "aria-hidden": "true" }));
  const toggle = () => store.set({ camps: areSeen(model, store.state) ? "off" : "on" });
  const camps = el("button", { type: "button", class: "icon-button camps", onclick: toggle }, el("i", { class: "camps-sign", "aria-hidden": "true" }));
  const refresh = () => {
    camps.setAttribute("aria-pressed", String(areSeen(model, store.state)));
    camps.disabled = store.state.day !== "";
    select.value = store.state.layer;
    switcher.dataset.layer = store.state.layer;
    leaves.setAttribute("aria-pressed", String(!store.state.leaves));
  };
  const build = () => {
    select.setAttribute("aria-label", say("concepts_layer"));
    switcher.title = say("concepts_layer");
    select.replaceChildren(...LAYERS.map((layer) => el("option", { value: layer }, `${say("concepts_layer")}: ${say(`layer_${layer}`)}`)));
    leaves.setAttribute("aria-label", say("leaves"));
    leaves.title = say("leaves");
    camps.setAttribute("aria-label", say("camps_layer"));
    camps.title = say("camps_layer");
    refresh();
    return [switcher, model.claims.size ? leaves : "", model.camps ? camps : ""];
  };
  return { build, refresh };
}
