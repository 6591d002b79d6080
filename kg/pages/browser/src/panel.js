/** The panel beside the map, on a phone a sheet below it.
 * @import { Page } from "./panel/parts.js" */
import { ICONS, el, icon } from "./dom.js";
import { split } from "./filter.js";
import { claimPanel } from "./panel/claim.js";
import { conceptPanel, speakerPanel, topicPanel } from "./panel/others.js";
import { overviewPanel } from "./panel/overview.js";
import { focusTitle } from "./panel/parts.js";
import { linkButton } from "./share.js";
import { say } from "./words.js";

export class Panel {
  /** @param {HTMLElement} element @param {Page} page */
  constructor(element, page) {
    this.element = element;
    this.page = page;
  }

  /** Shows what is chosen. @param {boolean} focus whether the keyboard goes there */
  show(focus) {
    const { state } = this.page.store;
    this.element.hidden = !state.panel;
    if (!state.panel) return;
    const found = this.#content(state.at);
    this.element.setAttribute("aria-label", say(found ? split(state.at)[0] : "overview"));
    const content = found ?? overviewPanel(this.page);
    const body = el("div", { class: "body" }, content);
    this.element.replaceChildren(this.#bar(found !== null), body);
    if (focus) focusTitle(this.element);
  }

  /** @param {boolean} chosen */
  #bar(chosen) {
    const { store } = this.page;
    return el(
      "div",
      { class: "panel-bar" },
      chosen
        ? el("button", { type: "button", class: "quiet", onclick: () => store.set({ at: "" }) }, icon(ICONS.back), say("back"))
        : null,
      chosen ? linkButton(store.state.at) : null,
      el("button", {
        type: "button",
        class: "icon-button grow",
        "aria-label": say("bigger"),
        title: say("bigger"),
        onclick: () => this.element.classList.toggle("large"),
      }, icon(ICONS.bigger)),
      el("button", {
        type: "button",
        class: "icon-button close",
        "aria-label": say("close"),
        title: `${say("close")} (Esc)`,
        onclick: () => store.set({ at: "", panel: false }),
      }, icon(ICONS.close)),
    );
  }

  /** @param {string} chosen */
  #content(chosen) {
    const { model } = this.page;
    const [sort, uid] = split(chosen);
    const claim = sort === "claim" && model.claims.get(uid);
    if (claim) return claimPanel(this.page, claim);
    const speaker = sort === "speaker" && model.speakers.get(uid);
    if (speaker) return speakerPanel(this.page, speaker);
    const concept = sort === "concept" && model.concepts.get(uid);
    if (concept) return conceptPanel(this.page, concept);
    const topic = sort === "topic" && model.topics[Number(uid)];
    return topic ? topicPanel(this.page, topic) : null;
  }
}
