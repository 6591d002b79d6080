/** Predictions in time: from when one was said to when it is due and how it was decided.
 * @import { Claim, Prediction } from "../types"
 * @import { Page } from "../panel/parts.js" */
import { standing } from "../asof.js";
import { isDate, lastDay } from "../dates.js";
import { el, own } from "../dom.js";
import { listed } from "../filter.js";
import { HOLDS } from "../disputed.js";
import { compare } from "../model.js";
import { sign } from "../panel/parts.js";
import { listedUnder } from "../relations.js";
import { LANES } from "../state.js";
import { count, name, said, say, statement, topicNames } from "../words.js";
import { inChunks } from "./chunks.js";
import { listKeys } from "./keys.js";
import { scaleOf } from "./scale.js";
import { hatching, track } from "./track.js";

/** @typedef {{ prediction: Prediction, claim: Claim, who: string[], said: string, due: string, decided: string, state: string }} Span */
/** @typedef {{ title: string, n: number } | { span: Span }} Row */

/** @param {Page} page */
export function timeline(page) {
  const { model, store } = page;
  const scroller = el("div", { class: "scroller" });
  const head = el("div", { class: "view-head" });
  const box = el("section", { class: "view timeline-view", tabindex: "-1" }, head, scroller);
  let stop = () => {};

  const build = () => {
    stop();
    const { state } = store;
    const spans = spansOf(page);
    const scale = scaleOf(spans, state.day || model.made);
    const rows = grouped(page, spans);
    box.setAttribute("aria-label", say("timeline"));
    head.replaceChildren(
      el(
        "div",
        { class: "views small", role: "group", "aria-label": say("group_by") },
        LANES.map((lanes) => el("button", { type: "button", "aria-pressed": String(lanes === state.lanes), onclick: () => store.set({ lanes }) }, say(`lanes_${lanes}`))),
      ),
      el("p", { class: "meta" }, count("predictions", spans.length)),
      el("span", { class: "grow-space" }),
      key(),
    );
    const list = el("ol", { class: "lanes" });
    const foot = el("p", { class: "meta foot", hidden: true });
    const axis = el("div", { class: "axis", "aria-hidden": "true" });
    const lines = el("div", { class: "grid-lines", "aria-hidden": "true" });
    const today = state.day ? say("as_of", { date: state.day }) : say("today");
    const rule = () => {
      const ticks = scale.ticks(lines.clientWidth);
      axis.replaceChildren(
        ...ticks.map(({ at, words, covered }) => placed(el("span", {}, covered ? "" : words), at)),
        placed(el("b", {}, today), scale.today),
      );
      lines.replaceChildren(...ticks.map(({ at }) => placed(el("i", {}), at)), placed(el("i", { class: "today" }), scale.today));
    };
    scroller.replaceChildren(
      hatching(),
      ...(rows.length
        ? [axis, el("div", { class: "lanes-box" }, lines, list)]
        : [el("p", { class: "nothing" }, say(model.predictions.size ? "nothing_left" : "no_predictions"))]),
      foot,
    );
    const chunks = inChunks({ into: list, foot, scroller, rows, make: (row) => ("title" in row ? title(row) : lane(page, row.span, scale)) });
    // As many days are named as there is room for, also when a panel opens beside them.
    const watch = new ResizeObserver(rule);
    watch.observe(lines);
    rule();
    stop = () => (chunks.stop(), watch.disconnect());
    const first = /** @type {HTMLElement | null} */ (list.querySelector(".chooser"));
    if (first) first.tabIndex = 0;
    listKeys(list, ".chooser", chunks.until);
    mark();
  };
  const mark = () => {
    for (const one of scroller.querySelectorAll("li[data-claims]")) {
      const uids = /** @type {string[]} */ (JSON.parse(one.getAttribute("data-claims") ?? "[]"));
      const isChosen = uids.some((uid) => store.state.at === `claim:${uid}`);
      one.classList.toggle("chosen", isChosen);
      const button = one.querySelector(".chooser");
      if (isChosen) button?.setAttribute("aria-current", "true");
      else button?.removeAttribute("aria-current");
    }
  };
  return { box, build, mark };
}

/** @param {HTMLElement} made @param {number} share of the width */
function placed(made, share) {
  made.style.left = `${share * 100}%`;
  return made;
}

/** Predictions of claims that are left, by when they are due, those without a day last.
 * @param {Page} page @returns {Span[]} */
function spansOf({ model, store }) {
  const left = listed(model, store.state);
  const spans = [...model.predictions.values()].flatMap((prediction) => {
    const uid = prediction.claims?.find((one) => left.has(one));
    const claim = uid === undefined ? undefined : model.claims.get(uid);
    if (!claim) return [];
    const verdict = standing(prediction.resolutions ?? []);
    const made = (prediction.forecasts ?? []).flatMap((one) => one.made ?? []);
    const positions = (prediction.claims ?? []).flatMap((one) => model.claims.get(one)?.positions ?? []);
    const held = positions.flatMap((one) => (one.said && HOLDS.has(one.stance) ? [one.said] : []));
    return [{
      prediction,
      claim,
      who: listedUnder(model, prediction),
      said: [...made, ...held].filter(isDate).sort()[0] ?? "",
      due: dated(prediction.due),
      decided: dated(verdict?.decided),
      state: prediction.state,
    }];
  });
  const end = (/** @type {Span} */ { due }) => (due ? lastDay(due) : "~");
  return spans.sort((one, other) => compare(end(one), end(other)) || compare(one.said || "~", other.said || "~") || one.prediction.id - other.prediction.id);
}

/** A date, or nothing where there is none. @param {string | undefined} date */
function dated(date = "") {
  return isDate(date) ? date : "";
}

/** @param {Page} page @param {Span[]} spans @returns {Row[]} */
function grouped({ model, store }, spans) {
  const { lanes } = store.state;
  if (lanes === "due") return spans.map((span) => ({ span }));
  /** @type {Map<string, Span[]>} */
  const groups = new Map();
  const into = (/** @type {string} */ title, /** @type {Span} */ span) => {
    const many = groups.get(title) ?? [];
    many.push(span);
    groups.set(title, many);
  };
  for (const span of spans) {
    if (lanes === "topic") into(span.claim.topic ? topicNames(model, span.claim.topic).join(" · ") : say("other_topic"), span);
    else for (const title of span.who.length ? span.who.map((uid) => name(model.speakers, uid)) : [say("nobody")]) into(title, span);
  }
  return [...groups]
    .sort(([a, one], [b, other]) => other.length - one.length || compare(a, b))
    .flatMap(([title, many]) => [{ title, n: many.length }, ...many.map((span) => ({ span }))]);
}

/** @param {{ title: string, n: number }} group */
function title({ title: words, n }) {
  return el("li", { class: "group" }, el("h2", {}, own(words), el("span", { class: "meta" }, count("predictions", n))));
}

/** @param {Page} page @param {Span} span @param {import("./scale.js").Scale} scale */
function lane({ model, store }, span, scale) {
  const { prediction, claim } = span;
  const words = said(prediction.statement).text || statement(claim);
  const whole = say("span", { said: span.said || "–", due: span.due || say("no_due"), state: say(span.state) });
  const decided = span.decided ? `, ${say("decided", { date: span.decided })}` : "";
  return el(
    "li",
    { "data-claims": JSON.stringify(prediction.claims ?? []), class: `lane ${span.state}` },
    el(
      "button",
      { type: "button", class: "chooser", tabindex: "-1", title: words, onclick: () => store.choose(claim.node.id) },
      el("span", { class: "words" }, own(words)),
      el("span", { class: "unseen" }, ` ${whole}${decided}`),
    ),
    el(
      "div",
      { class: "track", title: `${whole}${decided}`, "aria-hidden": "true" },
      track(span, scale),
      placed(endSign(span, scale), scale.signAt(span)),
    ),
    store.state.lanes === "speaker" || !span.who.length ? null : el("p", { class: "meta who" }, own(span.who.map((uid) => name(model.speakers, uid)).join(", "))),
  );
}

/** The sign at the end of a lane; beyond the edge with the year in which that is.
 * @param {Span} span @param {import("./scale.js").Scale} scale */
function endSign(span, scale) {
  const beyond = scale.isBeyond(span);
  return el("span", { class: `end${beyond ? " beyond" : ""}` }, sign(span.state, 15), beyond ? el("span", {}, `→ ${span.due.slice(0, 4)}`) : null);
}

function key() {
  return el(
    "p",
    { class: "matrix-key" },
    ["right", "partly", "wrong", "unclear", "overdue", "open"].map((state) => el("span", {}, sign(state, 13), say(state))),
  );
}

