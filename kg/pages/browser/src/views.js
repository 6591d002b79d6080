/** The four ways of seeing the same claims: switching keeps filters and selection.
 * @import { State, View } from "./types"
 * @import { Page } from "./panel/parts.js" */
import { ICONS, el, icon } from "./dom.js";
import { VIEWS } from "./state.js";
import { matrix } from "./views/matrix.js";
import { claimTable } from "./views/table.js";
import { timeline } from "./views/timeline.js";
import { say } from "./words.js";

/** On what, beside filters, each of them depends. @type {Record<Exclude<View, "map">, (state: State) => string>} */
const OWN = { matrix: ({ rows }) => rows, timeline: ({ lanes }) => lanes, table: ({ sort, camps }) => `${sort} ${camps}` };

/** @param {Page} page */
export function otherViews(page) {
  const views = { matrix: matrix(page), timeline: timeline(page), table: claimTable(page) };
  /** What each showed when it was last built. @type {Partial<Record<View, string>>} */
  const built = {};
  const refresh = () => {
    const { state } = page.store;
    const { view, language, filters, versus, path, day } = state;
    if (view === "map") return;
    const key = JSON.stringify([language, filters, versus, path, day, document.documentElement.dataset.theme ?? "", OWN[view](state)]);
    if (built[view] === key) return views[view].mark();
    const isHere = views[view].box.contains(document.activeElement);
    views[view].build();
    built[view] = key;
    if (isHere && !views[view].box.contains(document.activeElement)) views[view].box.focus({ preventScroll: true });
  };
  return {
    boxes: Object.values(views).map(({ box }) => box),
    table: views.table,
    refresh,
    /** What has a colour of its own is drawn anew. */
    repaint: () => {
      for (const view of VIEWS) delete built[view];
      refresh();
    },
  };
}

/** @param {Page} page */
export function viewSwitch({ store }) {
  const made = el("div", { class: "views main-views", role: "group" });
  const choose = (/** @type {View} */ view) => {
    const { at, versus, path, view: now, panel } = store.state;
    // The overview belongs to the map; what is chosen stays beside every view.
    const isOverview = !at && !versus && !path;
    store.set({ view, panel: !isOverview || view === now ? panel : view === "map" && matchMedia("(min-width: 1080px)").matches });
  };
  const build = () => {
    made.setAttribute("aria-label", say("views"));
    made.replaceChildren(
      ...VIEWS.map((view) => el("button", { type: "button", "data-view": view, "aria-pressed": "false", onclick: () => choose(view) }, icon(ICONS[view]), el("span", {}, say(view)))),
    );
    refresh();
  };
  const refresh = () => {
    for (const button of made.children) button.setAttribute("aria-pressed", String(button.getAttribute("data-view") === store.state.view));
  };
  return { made, build, refresh };
}
