/** The panel of a claim: who says what, what would show it, how it turned out, what it is linked to.
 * @import { Claim } from "../types"
 * @import { Page } from "./parts.js" */
import { el, own } from "../dom.js";
import { said, say, statement } from "../words.js";
import { marksOfClaim } from "./camps.js";
import { inAllLanguages, named, outcomeWord, section, wordingLine } from "./parts.js";
import { positions } from "./positions.js";
import { links } from "./reasons.js";
import { checks, readings } from "./verdicts.js";

/** @param {Page} page @param {Claim} claim */
export function claimPanel(page, claim) {
  return [
    el(
      "p",
      { class: "badges" },
      el("span", { class: "badge" }, say(claim.kind)),
      claim.weight === "detail" ? el("span", { class: "badge" }, say("detail")) : null,
      claim.outcome ? el("span", { class: "badge" }, outcomeWord(claim.outcome)) : null,
      el("span", { class: "number" }, `#${claim.id}`),
    ),
    el("h2", { tabindex: "-1", lang: said(claim.statement).lang, class: "statement" }, own(statement(claim))),
    inAllLanguages(claim.statement, "other").slice(1),
    wordingLine(claim.note),
    marksOfClaim(page, claim),
    positions(page, claim),
    readings(page, claim),
    checks(page, claim),
    links(page, claim),
    claim.about?.length
      ? section(say("about"), el("p", { class: "chips" }, claim.about.map((uid) => named(page, "concept", uid, "chip"))))
      : null,
    claim.tags?.length ? el("p", { class: "meta" }, claim.tags.map((tag) => el("span", { class: "tag" }, own(tag)))) : null,
  ];
}
