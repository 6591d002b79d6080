/** A long list is put on the page piece by piece as the reader scrolls, and says what is not there yet; on paper it is whole. */
import { el } from "../dom.js";
import { say } from "../words.js";

/** @template T
 * @param {{ into: Element, foot: Element, scroller: HTMLElement, rows: T[], make: (row: T, index: number) => Element, piece?: number }} list
 * @returns {{ until: (index: number) => void, stop: () => void }} */
export function inChunks({ into, foot, scroller, rows, make, piece = 80 }) {
  let shown = 0;
  const add = (/** @type {number} */ until) => {
    const end = Math.min(rows.length, until);
    if (end <= shown) return;
    into.append(...rows.slice(shown, end).map((row, index) => make(row, shown + index)));
    shown = end;
    tell();
  };
  const more = el("button", { type: "button", class: "quiet", onclick: () => add(shown + piece) });
  const told = el("span", {});
  const tell = () => {
    const isWhole = shown === rows.length;
    foot.toggleAttribute("hidden", isWhole);
    told.textContent = say("rows_shown", { n: shown, m: rows.length });
    more.textContent = say("show_more");
  };
  const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && add(shown + piece), { root: scroller, rootMargin: "600px" });
  const whole = () => scroller.offsetParent && add(rows.length);
  addEventListener("beforeprint", whole);
  into.replaceChildren();
  foot.replaceChildren(told, more);
  add(piece);
  tell();
  watch.observe(foot);
  const stop = () => {
    watch.disconnect();
    removeEventListener("beforeprint", whole);
  };
  return { until: (index) => add(index + 1), stop };
}
