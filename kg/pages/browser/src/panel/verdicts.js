/** What would show that a claim is right, how likely it was made, and how it turned out.
 * @import { Claim, Forecast, Prediction, Resolution } from "../types"
 * @import { Page } from "./parts.js" */
import { inTime, standing } from "../asof.js";
import { el, link, own } from "../dom.js";
import { count, said, say } from "../words.js";
import { chance, percent } from "./positions.js";
import { claimButton, folded, named, outcomeWord, section, wordingLine } from "./parts.js";

/** More readings than this are folded, all but the first. */
const OPEN = 2;

/** @param {Page} page @param {Claim} claim */
export function readings(page, claim) {
  const all = claim.predictions;
  if (!all.length) return null;
  return section(
    say("readings"),
    all.length > 1 ? el("p", { class: "meta under" }, under(all)) : null,
    all.map((one, index) => reading(page, one, claim, all.length <= OPEN || index === 0)),
  );
}

/** Under how many of its readings a claim is what: "right under 2 of 3 readings".
 * @param {Prediction[]} all */
function under(all) {
  const told = ["right", "partly", "wrong", "unclear", "void", "open", "overdue"].flatMap((state) => {
    const n = all.filter((one) => one.state === state).length;
    return n ? [{ state, n }] : [];
  });
  return told
    .map(({ state, n }, place) => say(place ? "under_also" : "under", { state: say(state), n, m: all.length }))
    .join(say("under_between"));
}

/** @param {Page} page @param {Prediction} one @param {Claim} claim @param {boolean} open */
function reading(page, one, claim, open) {
  const others = (one.claims ?? []).filter((uid) => uid !== claim.uid);
  const heading = [
    outcomeWord(one.state),
    one.due ? el("span", { class: "due" }, `${say("due")} ${one.due}`) : null,
    el("span", { class: "number" }, `#${one.id}`),
  ];
  const body = [
    wordingLine(one.statement, "words"),
    el(
      "dl",
      {},
      fact(say("criteria"), one.criteria && own(said(one.criteria).text)),
      fact(say("horizon"), one.horizon && own(one.horizon)),
      fact(say("opens"), one.opens && own(one.opens)),
    ),
    wordingLine(one.note),
    one.forecasts?.length
      ? el("div", { class: "forecasts" }, el("h4", {}, say("forecasts")), el("ul", {}, one.forecasts.map((each) => forecast(page, each))))
      : null,
    history(page, one.resolutions ?? [], one),
    others.length
      ? el("div", { class: "also-read" }, el("h4", {}, say("also_reads")), el("ul", { class: "rows" }, others.map((uid) => el("li", { class: "claim-row" }, claimButton(page, uid)))))
      : null,
  ];
  if (open) return el("article", { class: `reading ${one.state}` }, el("p", { class: "state" }, heading), body);
  return el("details", { class: `reading ${one.state}` }, el("summary", { class: "state" }, heading), body);
}

/** @param {string} word @param {import("../dom.js").Child} told */
function fact(word, told) {
  return told ? [el("dt", {}, word), el("dd", {}, told)] : [];
}

/** @param {Page} page @param {Forecast} one */
function forecast(page, one) {
  return el(
    "li",
    {},
    named(page, "speaker", one.speaker, "person"),
    " ",
    one.middle === undefined && one.low === undefined ? null : el("strong", {}, chance(one)),
    one.words ? el("q", {}, own(one.words)) : null,
    el(
      "span",
      { class: "meta" },
      one.basis ? el("span", {}, say(one.basis)) : null,
      one.made ? el("span", {}, own(one.made)) : null,
    ),
    wordingLine(one.note),
  );
}

/** How a claim that was checked itself turned out. @param {Page} page @param {Claim} claim */
export function checks(page, claim) {
  return claim.resolutions?.length ? section(say("resolutions"), history(page, claim.resolutions)) : null;
}

/** The verdict that counts, and behind it all that came before or was withdrawn.
 * @param {Page} page @param {Resolution[]} all @param {Prediction} [of] */
function history(page, all, of) {
  const counting = standing(all);
  const rest = inTime(all).filter((one) => one !== counting).reverse();
  return [
    counting ? resolution(page, counting, of) : null,
    // A verdict that alone was withdrawn is what there is to tell.
    !counting && rest.length === 1
      ? rest.map((one) => resolution(page, one, of))
      : rest.length
        ? folded(count("earlier", rest.length), rest.map((one) => resolution(page, one, of)), "earlier")
        : null,
  ];
}

/** @param {Page} page @param {Resolution} one @param {Prediction} [of] */
function resolution(page, one, of) {
  return el(
    "div",
    { class: `resolution${one.withdrawn ? " withdrawn" : ""}` },
    el(
      "p",
      { class: "state" },
      outcomeWord(one.outcome),
      one.fraction === undefined ? null : el("span", {}, percent(one.fraction)),
      el(
        "span",
        { class: "meta" },
        one.decided ? el("span", {}, say("decided", { date: one.decided })) : null,
        one.confidence ? el("span", {}, say(`confidence_${one.confidence}`)) : null,
        one.withdrawn ? el("span", {}, say("withdrawn", { date: one.withdrawn })) : null,
      ),
    ),
    one.withdrawn_because ? el("p", { class: "note because" }, own(one.withdrawn_because)) : null,
    wordingLine(one.note),
    of ? untimely(one, of) : null,
    evidence(page, one),
  );
}

/** That a verdict does not wait for its window, and nothing says why.
 * @param {Resolution} one @param {Prediction} of */
function untimely({ untimely: end, withdrawn, outcome, decided = "" }, of) {
  if (!end || withdrawn) return null;
  const told = say(`untimely_${end}`, { outcome: say(outcome), date: decided, day: of[end] ?? "" });
  return el("p", { class: "note untimely" }, told);
}

/** The evidence of a verdict: folded, with how much of it is for and against.
 * @param {Page} page @param {Resolution} one */
function evidence(page, one) {
  const all = (one.evidence ?? []).map((each) => ({ ...each, card: page.model.evidence.get(each.uid) }));
  if (!all.length) return null;
  const against = all.filter(({ side }) => side === "against").length;
  const title = count("evidence", all.length) + (against ? say("evidence_against", { n: against }) : "");
  return folded(
    title,
    el(
      "ul",
      {},
      all.map(({ uid, side, card }) =>
        el(
          "li",
          { class: side },
          el("span", { class: `side ${side}` }, say(side)),
          " ",
          link(card?.url, own(said(card?.title).text || uid)),
          card?.quote ? el("blockquote", {}, el("p", {}, own(card.quote))) : null,
          el(
            "span",
            { class: "meta" },
            card?.grade ? el("span", { class: `grade ${card.grade}` }, say(card.grade)) : null,
            card?.published ? el("span", {}, own(card.published)) : null,
          ),
          wordingLine(card?.note),
        ),
      ),
    ),
    "evidence",
  );
}
