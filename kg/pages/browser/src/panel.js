/** The panel beside the map, on a phone a sheet below it.
 * @import { Page } from "./panel/parts.js" */
import { ICONS, el, icon } from "./dom.js";
import { split } from "./thing.js";
import { claimPanel } from "./panel/claim.js";
import { nearby } from "./panel/nearby.js";
import { pathPanel } from "./panel/path.js";
import { versusPanel } from "./panel/versus.js";
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

  /** Takes the room in which it will be shown. */
  makeRoom() {
    this.element.hidden = !this.page.store.state.panel;
  }

  /** Shows what is chosen. @param {boolean} focus whether the keyboard goes there */
  show(focus) {
    const { state } = this.page.store;
    this.element.hidden = !state.panel;
    if (!state.panel) return;
    const found = this.#content(state.at);
    this.element.setAttribute("aria-label", say(found ? split(state.at)[0] : state.versus ? "comparison" : state.path ? "argument" : "overview"));
    const lens = this.#lens();
    const content = found ?? lens ?? overviewPanel(this.page);
    const body = el("div", { class: "body" }, content);
    const tools = found ? [nearby(this.page)] : [];
    keepingPlace(this.element, state.at || JSON.stringify([state.versus, state.path]), () =>
      this.element.replaceChildren(this.#bar(found !== null, lens !== null), ...tools, body),
    );
    if (focus) focusTitle(this.element);
  }

  /** What two speakers, or the two ends of a path, have to say. */
  #lens() {
    const { versus, path } = this.page.store.state;
    if (versus) return versusPanel(this.page, versus);
    return path ? pathPanel(this.page, path) : null;
  }

  /** @param {boolean} chosen @param {boolean} within a comparison or a path */
  #bar(chosen, within) {
    const { store } = this.page;
    const back = say(!within || !chosen ? "back" : store.state.versus ? "comparison" : "argument");
    return el(
      "div",
      { class: "panel-bar" },
      chosen || within
        ? el("button", { type: "button", class: "quiet", onclick: () => store.set(chosen ? { at: "" } : { versus: null, path: null }) }, icon(ICONS.back), back)
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

/** Puts something new into a panel; the keyboard stays where it was, and the reader, too, if it is about the same thing.
 * @param {HTMLElement} panel @param {string} about @param {() => void} render */
function keepingPlace(panel, about, render) {
  const stops = () => /** @type {HTMLElement[]} */ ([...panel.querySelectorAll("button, select, summary, a")]);
  const place = stops().indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const down = panel.dataset.about === about ? (panel.querySelector(".body")?.scrollTop ?? 0) : 0;
  render();
  panel.dataset.about = about;
  panel.querySelector(".body")?.scrollTo(0, down);
  if (place >= 0) stops()[place]?.focus({ preventScroll: true });
}
