/** Puts the page together and keeps its parts in step.
 * @import { State } from "./types" */
import { Chart } from "./chart/chart.js";
import { ICONS, el, icon, own } from "./dom.js";
import { forms } from "./endings.js";
import { emptyNote } from "./empty.js";
import { filterRow } from "./filters.js";
import { searchBox } from "./find.js";
import { fold, foldingBar, layerControls } from "./folding.js";
import { hover } from "./chart/hover.js";
import { keepInAddress } from "./history.js";
import { legend } from "./legend.js";
import { read } from "./model.js";
import { turn } from "./asof.js";
import { changed } from "./changes.js";
import { comparison } from "./comparison.js";
import { listed } from "./filter.js";
import { motion } from "./chart/motion.js";
import { opened } from "./opened.js";
import { opponentOf } from "./panel/nearby.js";
import { Panel } from "./panel.js";
import { pickingBanner } from "./panel/path.js";
import { preparePrint } from "./print.js";
import { pairs } from "./relations.js";
import { shareMenu } from "./share.js";
import { sightOf } from "./chart/sight.js";
import { unfolded } from "./shown.js";
import { Store, fromHash, recognised } from "./state.js";
import { theme } from "./theme.js";
import { timeBar } from "./timebar.js";
import { otherViews, viewSwitch } from "./views.js";
import { count, say, speak } from "./words.js";

const WIDE = matchMedia("(min-width: 1080px)");
const NARROW = matchMedia("(max-width: 900px)");
/** Whether the panel lies over the map from below, and not beside it. */
const SHEET = matchMedia("(max-width: 559px), (max-width: 900px) and (min-height: 501px)");

const root = /** @type {HTMLElement} */ (document.getElementById("app"));
const model = read(await opened("data"));
const told = recognised(fromHash(location.hash, model.language), model);
const store = new Store({ ...told, picking: "", panel: (WIDE.matches && told.view === "map") || told.at !== "" || told.versus !== null || told.path !== null });
const page = { model, store };
speak(store.state.language);
// All that is known is what was read already.
if (store.state.day) turn(model, store.state.day);

const find = searchBox(page);
const filters = filterRow(page);
const key = legend(page);
const share = shareMenu(page, () => chart, () => scheme.toggle());
const views = otherViews(page);
const switcher = viewSwitch(page);
const time = timeBar(page);
const surface = el("div", { id: "chart", tabindex: "0", role: "application" });
const aside = el("aside", { class: "panel", hidden: true });
const panel = new Panel(aside, page);
const heading = el("h1", {}, own(model.title));
const counts = el("p", { class: "counts" });
const tools = el("div", { class: "tools" });
const controls = el("div", { class: "controls", role: "group" });
const skip = el("a", { class: "skip", href: "#table", onclick: toTable });
const layers = layerControls(page);
const folding = foldingBar(page, () => chart.claims);
const empty = emptyNote(page);
const banner = el("div", { class: "banner" });
const stage = el("section", { class: "stage" }, surface, empty.box, folding.box, controls, key.box);
root.append(
  skip,
  el("header", { class: "top" }, el("div", { class: "names" }, heading, counts), find.box, tools),
  filters.row,
  el("main", {}, stage, ...views.boxes, aside, banner),
  time.box,
);
const scheme = theme(() => (chart.recolour(), build(), views.repaint()));
const chart = new Chart(surface, model, store);
const moving = motion(chart);
const sight = sightOf(chart, controls);
const pointer = hover(page, chart);
stage.append(pointer.tip);
preparePrint(page, chart, stage, () => (chart.recolour(), build()));

/** What is not needed for the first picture, part by part. @type {(() => void)[]} */
let waiting = [];
let isDrawn = false;

/** @param {Event} event */
function toTable(event) {
  event.preventDefault();
  store.set({ view: "table" });
  views.table.box.focus();
}

/** @param {string} path @param {string} words @param {() => void} act @param {Record<string, any>} [more] */
function iconButton(path, words, act, more = {}) {
  const { class: also = "", ...attributes } = more;
  return el("button", { type: "button", class: `icon-button ${also}`, "aria-label": words, title: words, onclick: act, ...attributes }, icon(path));
}

/** Everything that speaks a language or has a colour. */
function build() {
  const { state } = store;
  document.documentElement.lang = state.language;
  skip.textContent = say("skip");
  surface.setAttribute("aria-label", say("map_label"));
  counts.replaceChildren(
    count("claims", model.claims.size),
    el("span", { class: "more" }, ` · ${count("speakers", model.speakers.size)} · ${count("concepts", model.concepts.size)}`),
  );
  find.speak();
  filters.build();
  key.build();
  share.build();
  const other = state.language === "en" ? "zh" : "en";
  tools.replaceChildren(
    switcher.made,
    iconButton(ICONS.filter, say("filters"), () => filters.sheet(!root.classList.contains("filtering")), { class: "on-phone" }),
    model.speakers.size > 1 ? iconButton(ICONS.versus, say("compare_two"), compareTwo, { class: "compare", "aria-pressed": "false" }) : "",
    time.isUseful ? iconButton(ICONS.time, say("time"), () => time.open(!time.isOpen()), { class: "clock", "aria-pressed": "false" }) : "",
    el("button", { type: "button", class: "quiet language", lang: other, title: say("other_language_help"), onclick: () => store.set({ language: other }) }, say("other_language")),
    share.box,
    iconButton(ICONS.theme, say("theme"), () => scheme.toggle(), { class: "off-phone" }),
    iconButton(ICONS.info, say("overview"), () => store.set({ panel: !store.state.panel || store.state.at !== "", at: "" }), { class: "about" }),
  );
  controls.setAttribute("aria-label", say("map"));
  controls.replaceChildren(
    iconButton(ICONS.plus, say("zoom_in"), () => chart.camera.zoom(1.35)),
    iconButton(ICONS.minus, say("zoom_out"), () => chart.camera.zoom(1 / 1.35)),
    iconButton(ICONS.fit, say("fit"), () => chart.camera.fit(true)),
    ...layers.build(),
    moving.isPossible
      ? iconButton(ICONS.motion, say("motion"), () => (moving.toggle(), pressed()), { class: "motion", "aria-pressed": "false" })
      : "",
  );
  switcher.build();
  time.build();
  folding.refresh();
  empty.refresh();
  views.refresh();
  pressed();
  waiting = [() => panel.show(false), ...filters.filling()];
  if (isDrawn) complete();
  else panel.makeRoom();
}

for (const kind of ["pointerdown", "focusin", "keydown"]) {
  root.addEventListener(kind, () => waiting.length && complete(), { capture: true });
}

/** Does what is waiting; before the reader does anything all of it. */
function complete() {
  const parts = waiting;
  waiting = [];
  for (const part of parts) part();
  if (!performance.getEntriesByName("kg-ready").length) performance.mark("kg-ready");
}

/** Does what is waiting in the browser's spare moments. */
function completeBySteps() {
  isDrawn = true;
  const inSpareTime = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ step) => setTimeout(step, 1));
  const step = () => {
    waiting.shift()?.();
    if (waiting.length) inSpareTime(step, { timeout: 1000 });
    else complete();
  };
  inSpareTime(step, { timeout: 1000 });
}

/** Buttons that say what is on. */
function pressed() {
  const { state } = store;
  const on = { ".motion": moving.isOn(), ".clock": time.isOpen(), ".compare": state.versus !== null };
  for (const [button, isOn] of Object.entries(on)) root.querySelector(button)?.setAttribute("aria-pressed", String(isOn));
}

/** Compares the two who are most at odds, or the one who is chosen with another; and ends it. */
function compareTwo() {
  const { at, versus } = store.state;
  if (versus) return store.set({ versus: null });
  const [first, other] = [...model.speakers.keys()];
  const [hottest] = pairs(model);
  const one = at.startsWith("speaker:") ? at.slice("speaker:".length) : (hottest?.one ?? first ?? "");
  const second = at.startsWith("speaker:") || !hottest ? opponentOf(page, one) : hottest.other;
  return store.set({ versus: [one, second || (other ?? "")], path: null, at: "", panel: true });
}

/** What covers the map, for centring. @returns {boolean} whether that is not what it was */
function cover() {
  const before = JSON.stringify(chart.camera.covered);
  root.dataset.panel = store.state.panel ? "open" : "";
  const sheet = SHEET.matches;
  const open = store.state.panel && !aside.hidden;
  chart.camera.covered = {
    // A few speakers leave room for the controls beside them.
    left: NARROW.matches || model.speakers.size <= 10 ? 0 : controls.offsetLeft + controls.offsetWidth,
    top: model.folds ? folding.box.offsetTop + folding.box.offsetHeight + 2 : 0,
    right: open && !sheet ? surface.clientWidth - aside.offsetLeft : 0,
    bottom: NARROW.matches || key.box.open ? 48 : key.box.offsetHeight + 14,
  };
  chart.camera.sheet = open && sheet ? aside.offsetHeight : 0;
  return JSON.stringify(chart.camera.covered) !== before;
}

/** @param {State} state @param {State} before */
function follow(state, before) {
  if (waiting.length) complete();
  speak(state.language);
  root.dataset.view = state.view;
  pointer.hide();
  const has = (/** @type {(keyof State)[]} */ ...keys) => keys.some((key) => state[key] !== before[key]);
  if (has("day")) turn(model, state.day);
  if (state.day && !time.isOpen()) time.open(true, false);
  if (has("language")) build();
  else {
    if (has("filters", "versus", "path", "day")) filters.refresh();
    if (has("day")) time.refresh();
    if (has("at", "panel")) panel.show(goesThere(state));
    // Of a page that scrolls the panel need not be in sight.
    if (state.panel && (has("at") || !before.panel)) aside.scrollIntoView({ block: "nearest" });
    else if (has("depth", "filters", "versus", "path", "day")) panel.show(has("versus", "path") && !aside.contains(document.activeElement));
    if (has("camps", "day")) key.build();
    if (has("view")) share.build();
    layers.refresh();
    switcher.refresh();
    views.refresh();
    pressed();
  }
  if (has("picking", "language")) {
    const claim = model.claims.get(state.picking);
    banner.replaceChildren(...(claim ? [pickingBanner(page, claim)] : []));
  }
  const isOther = cover() || (before.panel && !state.panel);
  chart.changed();
  folding.refresh();
  empty.refresh();
  if (state.at && has("at")) chart.reveal(state.at);
  else if (has("path")) chart.gather(state.path !== null);
  // Above the sheet of a phone there is no room for all that two speakers say.
  else if (has("versus", "depth") && !(state.versus && SHEET.matches)) chart.gather();
  else if (isOther && !chart.camera.moved && state.view === "map") chart.focus ? chart.gather() : chart.camera.fit(true);
}

/** Whether the keyboard follows into the panel: not from the map, which is left by Tab.
 * @param {State} state */
function goesThere(state) {
  const here = document.activeElement;
  return here !== surface && state.view === "map" && (aside.contains(here) || state.at !== "");
}

// Before anything moves: where the reader looked is part of what Back brings again.
keepInAddress(store, model, sight);
store.listen(follow);
root.dataset.view = store.state.view;
build();
chart.network.once("afterDrawing", completeBySteps);
if (store.state.day) time.open(true, false);
cover();
// The rest of the page has taken its room by now.
chart.network.setSize("100%", "100%");
chart.turn();
chart.camera.fit();
if (store.state.at) chart.reveal(store.state.at);
else if (store.state.path) chart.gather(true);

time.box.addEventListener("toggle", () => {
  pressed();
  if (time.isOpen()) time.box.scrollIntoView({ block: "nearest" });
  chart.network.setSize("100%", "100%");
  cover();
  if (!store.state.at) chart.camera.fit();
});

chart.network.on("click", ({ pointer: { DOM } }) => {
  const found = chart.under(DOM, NARROW.matches ? 16 : 7);
  if (store.state.picking) return pickEnd(found);
  if (typeof found === "string") return takeTopic(found);
  if (found) return store.choose(found.id);
  if (store.state.at) store.set({ at: "", panel: store.state.panel && WIDE.matches });
  return undefined;
});

/** While the end of a path is wanted only claims are chosen; a folded topic is unfolded for those within.
 * @param {import("./types").Node | string | null} found */
function pickEnd(found) {
  if (typeof found === "string") return model.folds && fold(page, Number(found.slice("topic:".length)));
  return found?.sort === "claim" && store.choose(found.id);
}

/** Chooses a topic and unfolds it; folds it again when it is chosen already. @param {string} id */
function takeTopic(id) {
  const topic = Number(id.slice("topic:".length));
  const isOpen = unfolded(model, store.state).has(topic);
  if (!model.folds) return store.choose(id);
  if (!isOpen || store.state.at === id) fold(page, topic);
  return store.choose(id);
}

/** Chooses the next or the one before of the topics, which are numbered by size. @param {number} step */
function stepTopic(step) {
  const n = model.topics.length;
  if (!n) return;
  const { at } = store.state;
  const here = at.startsWith("topic:") ? Number(at.slice("topic:".length)) : step > 0 ? -1 : 0;
  store.set({ at: `topic:${(here + step + n) % n}` });
}

chart.network.on("dragStart", () => {
  surface.style.cursor = "grabbing";
  chart.drag(true);
});
chart.network.on("dragEnd", () => {
  surface.style.cursor = "grab";
  chart.drag(false);
});

let size = `${surface.clientWidth}`;
chart.network.on("resize", () => {
  cover();
  if (size === `${surface.clientWidth}`) return;
  size = `${surface.clientWidth}`;
  if (moving.isOn()) moving.toggle();
  chart.turn();
  chart.camera.fit();
  pressed();
});

addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLElement && event.target.matches("input, select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !typing) {
    event.preventDefault();
    find.focus();
  } else if (event.key === "Escape" && store.state.picking) {
    store.set({ picking: "" });
  } else if (event.key === "Escape" && !typing && store.state.panel) {
    store.set({ at: "", panel: false });
    surface.focus({ preventScroll: true });
  } else if (event.key === "Escape" && !typing && (store.state.versus || store.state.path)) {
    store.set({ versus: null, path: null });
  }
});

surface.addEventListener("keydown", (event) => {
  /** @type {Record<string, () => unknown>} */
  const moves = {
    ArrowLeft: () => chart.camera.pan(-80, 0),
    ArrowRight: () => chart.camera.pan(80, 0),
    ArrowUp: () => chart.camera.pan(0, -80),
    ArrowDown: () => chart.camera.pan(0, 80),
    "+": () => chart.camera.zoom(1.25),
    "=": () => chart.camera.zoom(1.25),
    "-": () => chart.camera.zoom(1 / 1.25),
    0: () => chart.camera.fit(true),
    t: () => stepTopic(1),
    T: () => stepTopic(-1),
    Enter: () => store.state.at.startsWith("topic:") && model.folds && fold(page, Number(store.state.at.slice("topic:".length))),
  };
  const move = moves[event.key];
  if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  move();
});

// For tests, and for whoever looks at the page from its console.
Object.assign(globalThis, { kgMap: { model, store, chart, changed, comparison, forms, listed, read } });
