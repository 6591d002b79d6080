/** The panel of an argument: how one claim leads to another over links, in whichever direction these point.
 * @import { Claim, Link } from "../types"
 * @import { Page } from "./parts.js" */
import { ICONS, el, own } from "../dom.js";
import { count, name, say, statement } from "../words.js";
import { argument } from "../ways.js";
import { pick } from "./nearby.js";
import { claimRow, deed, wordingLine } from "./parts.js";

/** @param {Page} page @param {[string, string]} path */
export function pathPanel(page, [from, to]) {
  const { model, store } = page;
  const found = argument(model, from, to);
  const [start, end] = [model.claims.get(from), model.claims.get(to)];
  const title = el("h2", { tabindex: "-1" }, say("argument"));
  const otherEnd = deed(ICONS.way, say("another_end"), () => pick(page, from));
  if (!found) {
    return [
      title,
      el("p", { class: "note" }, say("no_argument")),
      el("ul", { class: "rows" }, [start, end].flatMap((claim) => (claim ? [claimRow(page, claim)] : []))),
      el("p", {}, otherEnd),
    ];
  }
  return [
    title,
    el("p", { class: "note" }, found.steps.length > 1 ? say("argument_of", { steps: count("links", found.steps.length - 1) }) : say("argument_same")),
    el(
      "ol",
      { class: "argument" },
      found.steps.map(({ claim: uid, links }, index) => {
        const claim = model.claims.get(uid);
        const last = found.claims[index - 1] ?? "";
        return [links.map((link) => bridge(page, link, last)), claim ? claimRow(page, claim) : null];
      }),
    ),
    el("p", { class: "buttons" }, otherEnd, deed(ICONS.versus, say("other_way"), () => store.set({ path: [to, from] }))),
  ];
}

/** One link, read from the claim before it; the arrow says in which direction it was drawn.
 * @param {Page} page @param {Link} link @param {string} last */
function bridge({ model }, { kind, from, note, by }, last) {
  const isForward = from === last;
  return el(
    "li",
    { class: `bridge ${kind.replace(/\W/g, "-")}` },
    el("span", { class: "way", "aria-hidden": "true" }, kind === "opposes" ? "↕" : isForward ? "↓" : "↑"),
    el("span", { class: "kind" }, say(isForward ? kind : `${kind}_back`)),
    by ? el("span", { class: "meta" }, own(say("drawn_by", { name: name(model.speakers, by) }))) : null,
    wordingLine(note),
  );
}

/** What to do while the other end is being chosen. @param {Page} page @param {Claim} claim */
export function pickingBanner({ store }, claim) {
  return el(
    "div",
    { class: "picking", role: "status" },
    el("p", {}, el("strong", {}, say("pick_end")), " ", own(statement(claim))),
    el("button", { type: "button", class: "quiet", onclick: () => store.set({ picking: "" }) }, say("cancel")),
  );
}
