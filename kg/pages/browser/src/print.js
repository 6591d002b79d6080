/** The page on paper: the map as a picture, in light colours, with all that the panel folds.
 * @import { Chart } from "./chart/chart.js"
 * @import { Page } from "./panel/parts.js" */
import { el } from "./dom.js";
import { painted } from "./picture.js";

/** @param {Page} page @param {Chart} chart @param {HTMLElement} stage where the picture takes the map's place
 * @param {() => void} recolour */
export function preparePrint(page, chart, stage, recolour) {
  const root = document.documentElement;
  /** @type {(() => void) | null} */
  let undo = null;
  addEventListener("beforeprint", () => {
    undo?.();
    const theme = root.dataset.theme;
    const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = "light";
    if (dark) recolour();
    const closed = [...document.querySelectorAll("details:not([open])")].filter((one) => one.closest(".panel"));
    for (const one of closed) one.setAttribute("open", "");
    const picture = page.store.state.view === "map" ? el("div", { class: "on-paper" }, painted(page, chart, 3)) : null;
    if (picture) stage.append(picture);
    undo = () => {
      picture?.remove();
      for (const one of closed) one.removeAttribute("open");
      if (theme) root.dataset.theme = theme;
      else delete root.dataset.theme;
      if (dark) recolour();
      undo = null;
    };
  });
  addEventListener("afterprint", () => undo?.());
}
