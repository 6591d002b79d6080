/** Puts the page together and keeps its parts in step.
 * @import { State } from "./types" */
import { Chart } from "./chart.js";
import { ICONS, el, icon, own } from "./dom.js";
import { filterRow } from "./filters.js";
import { searchBox } from "./find.js";
import { fold, foldingBar, layerControls } from "./folding.js";
import { hover } from "./hover.js";
import { legend } from "./legend.js";
import { read } from "./model.js";
import { opened } from "./opened.js";
import { Panel } from "./panel.js";
import { unfolded } from "./shown.js";
import { Store, fromHash, keepInAddress } from "./state.js";
import { claimTable } from "./table.js";
import { theme } from "./theme.js";
import { count, say, speak } from "./words.js";

const WIDE = matchMedia("(min-width: 1080px)");
const NARROW = matchMedia("(max-width: 900px)");

const root = /** @type {HTMLElement} */ (document.getElementById("app"));
const model = read(await opened("data"));
const told = fromHash(location.hash, model.language);
const store = new Store({ ...told, panel: WIDE.matches || told.at !== "" });
const page = { model, store };
speak(store.state.language);

const find = searchBox(page);
const filters = filterRow(page);
const key = legend(page);
const table = claimTable(page);
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
const stage = el("section", { class: "stage" }, surface, folding.box, controls, key.box);
root.append(
  skip,
  el("header", { class: "top" }, el("div", { class: "names" }, heading, counts), find.box, tools),
  filters.row,
  el("main", {}, stage, table.box, aside),
);
const scheme = theme(() => (chart.recolour(), build()));
const chart = new Chart(surface, model, store);
const pointer = hover(page, chart);
stage.append(pointer.tip);

/** @param {Event} event */
function toTable(event) {
  event.preventDefault();
  store.set({ view: "table" });
  table.box.focus();
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
  const other = state.language === "en" ? "zh" : "en";
  tools.replaceChildren(
    el(
      "div",
      { class: "views", role: "group", "aria-label": `${say("map")} / ${say("table")}` },
      ...["map", "table"].map((view) =>
        el("button", { type: "button", "aria-pressed": String(state.view === view), onclick: () => store.set({ view: /** @type {"map" | "table"} */ (view) }) }, say(view)),
      ),
    ),
    iconButton(ICONS.filter, say("filters"), () => root.classList.toggle("filtering"), { class: "on-phone" }),
    el("button", { type: "button", class: "quiet language", lang: other, title: say("other_language_help"), onclick: () => store.set({ language: other }) }, say("other_language")),
    iconButton(ICONS.theme, say("theme"), () => scheme.toggle()),
    iconButton(ICONS.info, say("overview"), () => store.set({ panel: !store.state.panel || store.state.at !== "", at: "" }), { class: "about" }),
  );
  controls.setAttribute("aria-label", say("map"));
  controls.replaceChildren(
    iconButton(ICONS.plus, say("zoom_in"), () => chart.camera.zoom(1.35)),
    iconButton(ICONS.minus, say("zoom_out"), () => chart.camera.zoom(1 / 1.35)),
    iconButton(ICONS.fit, say("fit"), () => chart.camera.fit(true)),
    ...layers.build(),
  );
  panel.show(false);
  folding.refresh();
  if (state.view === "table") table.build();
}

/** What covers the map, for centring. */
function cover() {
  root.dataset.panel = store.state.panel ? "open" : "";
  const sheet = NARROW.matches;
  const open = store.state.panel && !aside.hidden;
  chart.camera.covered = {
    // A few speakers leave room for the controls beside them.
    left: sheet || model.speakers.size <= 10 ? 0 : 44,
    top: model.folds ? folding.box.offsetTop + folding.box.offsetHeight + 2 : 0,
    right: open && !sheet ? aside.offsetWidth : 0,
    bottom: sheet || key.box.open ? 48 : key.box.offsetHeight + 14,
  };
  chart.camera.sheet = open && sheet ? aside.offsetHeight : 0;
}

/** @param {State} state @param {State} before */
function follow(state, before) {
  speak(state.language);
  root.dataset.view = state.view;
  pointer.hide();
  if (state.language !== before.language) build();
  else {
    if (state.filters !== before.filters) filters.refresh();
    if (state.at !== before.at || state.panel !== before.panel) panel.show(goesThere(state));
    if (state.view === "table") table.build();
    tools.querySelectorAll(".views button").forEach((button, index) => button.setAttribute("aria-pressed", String(state.view === ["map", "table"][index])));
    layers.refresh();
  }
  cover();
  chart.changed();
  folding.refresh();
  if (state.at && state.at !== before.at) chart.reveal(state.at);
}

/** Whether the keyboard follows into the panel: not from the map, which is left by Tab.
 * @param {State} state */
function goesThere(state) {
  const here = document.activeElement;
  return here !== surface && state.view === "map" && (aside.contains(here) || state.at !== "");
}

store.listen(follow);
keepInAddress(store, model.language);
root.dataset.view = store.state.view;
build();
cover();
// The rest of the page has taken its room by now.
chart.network.setSize("100%", "100%");
chart.turn();
chart.camera.fit();
if (store.state.at) chart.reveal(store.state.at);

chart.network.on("click", ({ pointer: { DOM } }) => {
  const found = chart.under(DOM, NARROW.matches ? 16 : 7);
  if (typeof found === "string") return takeTopic(found);
  if (found) return store.choose(found.id);
  if (store.state.at) store.set({ at: "", panel: store.state.panel && WIDE.matches });
  return undefined;
});
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
  chart.turn();
  chart.camera.fit();
});

addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLElement && event.target.matches("input, select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !typing) {
    event.preventDefault();
    find.focus();
  } else if (event.key === "Escape" && !typing && (store.state.panel || root.classList.contains("filtering"))) {
    root.classList.remove("filtering");
    store.set({ at: "", panel: false });
    surface.focus({ preventScroll: true });
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
Object.assign(globalThis, { kgMap: { model, store, chart } });
