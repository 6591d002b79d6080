/** What the pointer is on: its words beside it.
 * @import { Chart } from "./chart.js"
 * @import { Node } from "../types"
 * @import { Page } from "../panel/parts.js" */
import { brief } from "../brief.js";
import { el, fill, own } from "../dom.js";
import { mark } from "../panel/parts.js";
import { name, said, sayStance, statement } from "../words.js";

/** @param {Page} page @param {Chart} chart */
export function hover(page, chart) {
  const tip = el("div", { class: "tip", "aria-hidden": "true", hidden: true });
  const { container } = chart;
  /** @param {Node | null} node */
  const show = (node) => {
    const at = node && chart.locate(node.id);
    tip.hidden = !at;
    if (!node || !at) return;
    tip.replaceChildren();
    fill(tip, words(page, node));
    const wide = tip.offsetWidth;
    const left = Math.min(Math.max(8, at.x - wide / 2), container.clientWidth - wide - 8);
    const above = at.y - tip.offsetHeight - 26;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 8 ? above : at.y + 26}px`;
  };
  container.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || event.buttons) return show(null);
    const area = container.getBoundingClientRect();
    const found = chart.under({ x: event.clientX - area.left, y: event.clientY - area.top }, 5);
    const node = found && typeof found !== "string" ? found : null;
    const isTaken = !page.store.state.picking || node?.sort === "claim" || (page.model.folds && found);
    container.style.cursor = found && isTaken ? "pointer" : "grab";
    if (node === chart.pointed && !tip.hidden) return undefined;
    chart.point(node);
    return show(node);
  });
  container.addEventListener("pointerleave", () => (chart.point(null), show(null)));
  container.addEventListener("wheel", () => show(null), { passive: true });
  return { tip, hide: () => show(null) };
}

/** @param {Page} page @param {Node} node */
function words({ model }, node) {
  const claim = model.claims.get(node.uid);
  if (node.sort !== "claim" || !claim) {
    const many = node.sort === "speaker" ? model.speakers : model.concepts;
    return [el("p", { class: "tip-name" }, own(name(many, node.uid)))];
  }
  return [
    el("p", { lang: said(claim.statement).lang }, own(statement(claim))),
    el("ul", {}, [...claim.stances].slice(0, 8).map(([speaker, stance]) => el("li", {}, mark(stance), own(brief(model, speaker)), ` ${sayStance(stance)}`))),
  ];
}
