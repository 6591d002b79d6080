/** Who says what of a claim: stances with their words and where these stand, and minds that changed.
 * @import { Change, Claim, Moment, Position } from "../types"
 * @import { Page } from "./parts.js" */
import { el, link, own } from "../dom.js";
import { through } from "../disputed.js";
import { address } from "../quoted.js";
import { said, say, sayStance, statement } from "../words.js";
import { chooser, mark, named, section, shortened, stanceWord, wordingLine } from "./parts.js";

const MOST = 6;

/** @param {Page} page @param {Claim} claim */
export function positions(page, claim) {
  const said = claim.positions ?? [];
  if (!said.length && !claim.against.size) return null;
  return section(
    say("positions"),
    shortened("positions", [...said.map((one) => position(page, one)), ...inferred(page, claim)], MOST, "positions"),
    minds(page, claim),
  );
}

/** @param {Page} page @param {Position} one */
function position(page, one) {
  const source = page.model.sources.get(one.source ?? "");
  const there = one.url && address(one.url, one.quote ?? "", source?.url ?? "");
  const where = [
    one.section && say("section", { n: one.section }),
    one.turn !== undefined && say("turn", { n: String(one.turn) }),
  ].filter(Boolean);
  return el(
    "li",
    { class: `position ${one.stance}` },
    el("p", { class: "who" }, named(page, "speaker", one.speaker, "person"), " ", stanceWord(one.stance)),
    one.quote ? el("blockquote", {}, el("p", {}, own(one.quote))) : null,
    wordingLine(one.note),
    el(
      "p",
      { class: "meta" },
      one.said ? el("span", {}, say("said", { date: one.said })) : null,
      where.length ? el("span", {}, own(where.join(", "))) : null,
    ),
    // A quote is looked up where it stands: the address leads on to its words.
    source || one.source
      ? el("p", { class: "meta origin", title: there ? say("at_the_words") : null }, link(there || source?.url, own(said(source?.title).text || one.source || "")))
      : null,
  );
}

/** Speakers who deny this claim by what they say of linked ones. @param {Page} page @param {Claim} claim */
function inferred(page, claim) {
  return [...claim.against].map((speaker) => {
    const others = through(claim, speaker, page.model.claims);
    return el(
      "li",
      { class: "position inferred" },
      el(
        "p",
        { class: "who" },
        named(page, "speaker", speaker, "person"),
        " ",
        el("span", { class: "stance" }, mark("inferred"), say("inferred")),
      ),
      others.map((other) => el("p", { class: "through" }, chooser(page, other.node.id, own(statement(other))))),
    );
  });
}

/** Who changed their mind about a claim. @param {Page} page @param {Claim} claim */
function minds(page, claim) {
  const some = page.model.changes.filter((one) => one.claim === claim.uid);
  if (!some.length) return null;
  return el(
    "div",
    { class: "minds" },
    el("h4", {}, say("minds")),
    el("ul", {}, some.map((one) => el("li", { class: "mind" }, named(page, "speaker", one.speaker, "person"), " ", move(one)))),
  );
}

/** From what to what a mind changed. @param {Change} change */
export function move(change) {
  const { before, after } = change;
  const days = [...new Set([before.said, after.said].filter(Boolean))].join(" – ");
  return [
    el("span", { class: "move" }, moment(change.what, before), el("span", { class: "then" }, " → "), moment(change.what, after)),
    days ? [" ", el("span", { class: "meta" }, el("span", {}, days))] : null,
  ];
}

/** @param {string} what @param {Moment} one */
function moment(what, one) {
  if (what === "deadline") return `${say("due")} ${one.due ?? "?"}`;
  if (what === "stance") return el("span", { class: "stance" }, mark(one.stance ?? ""), sayStance(one.stance ?? ""));
  return chance(one);
}

/** A probability, with its low and high ends where they differ.
 * @param {{ low?: number, middle?: number, high?: number }} one */
export function chance(one) {
  const spread = one.low !== undefined && one.high !== undefined && one.low !== one.high ? ` (${percent(one.low)}–${percent(one.high)})` : "";
  return percent(one.middle) + spread;
}

/** @param {number | undefined} share */
export function percent(share) {
  return share === undefined ? "" : `${Math.round(share * 100)}%`;
}
