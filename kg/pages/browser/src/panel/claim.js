/** The panel of a claim: who says what, what would show it, how it turned out, what it is linked to.
 * @import { Claim, Forecast, Link, Position, Prediction, Resolution } from "../types"
 * @import { Page } from "./parts.js" */
import { el, link, own } from "../dom.js";
import { HOLDS } from "../model.js";
import { count, name, said, say, statement } from "../words.js";
import { chooser, grouped, inAllLanguages, named, outcomeWord, section, stanceWord, wordingLine } from "./parts.js";

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
    positions(page, claim),
    readings(page, claim),
    claim.resolutions?.length
      ? section(say("resolutions"), claim.resolutions.map((one) => resolution(page, one)))
      : null,
    links(page, claim),
    claim.about?.length
      ? section(say("about"), el("p", { class: "chips" }, claim.about.map((uid) => named(page, "concept", uid, "chip"))))
      : null,
    claim.tags?.length ? el("p", { class: "meta" }, claim.tags.map((tag) => el("span", { class: "tag" }, own(tag)))) : null,
  ];
}

/** @param {Page} page @param {Claim} claim */
function positions(page, claim) {
  const said = claim.positions ?? [];
  if (!said.length && !claim.against.size) return null;
  return section(
    say("positions"),
    el("ul", { class: "positions" }, said.map((one) => position(page, one)), inferred(page, claim)),
  );
}

/** @param {Page} page @param {Position} one */
function position(page, one) {
  const source = page.model.sources.get(one.source ?? "");
  const where = [
    one.section && say("section", { n: one.section }),
    one.turn !== undefined && say("turn", { n: one.turn }),
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
      // A quote is looked up where it stands: the address leads on to its words.
      source || one.source ? el("span", {}, link(one.url ?? source?.url, own(said(source?.title).text || one.source || ""))) : null,
      where.length ? el("span", {}, own(where.join(", "))) : null,
    ),
  );
}

/** Speakers who hold what opposes this claim. @param {Page} page @param {Claim} claim */
function inferred(page, claim) {
  return [...claim.against].map((speaker) => {
    const opposing = claim.links.flatMap((one) => {
      const other = one.kind === "opposes" ? page.model.claims.get(one.from === claim.uid ? one.to : one.from) : undefined;
      return other && HOLDS.has(other.stances.get(speaker) ?? "") ? [other] : [];
    });
    return el(
      "li",
      { class: "position inferred" },
      el(
        "p",
        { class: "who" },
        named(page, "speaker", speaker, "person"),
        " ",
        el("span", { class: "stance" }, el("i", { class: "mark inferred", "aria-hidden": "true" }), say("inferred")),
      ),
      opposing.map((other) => el("p", { class: "through" }, chooser(page, other.node.id, own(statement(other))))),
    );
  });
}

/** @param {Page} page @param {Claim} claim */
function readings(page, claim) {
  if (!claim.predictions.length) return null;
  return section(say("readings"), claim.predictions.map((one) => reading(page, one, claim)));
}

/** @param {Page} page @param {Prediction} one @param {Claim} claim */
function reading(page, one, claim) {
  const others = (one.claims ?? []).filter((uid) => uid !== claim.uid);
  return el(
    "article",
    { class: `reading ${one.state}` },
    el(
      "p",
      { class: "state" },
      outcomeWord(one.state),
      one.due ? el("span", { class: "due" }, `${say("due")} ${one.due}`) : null,
      el("span", { class: "number" }, `#${one.id}`),
    ),
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
    (one.resolutions ?? []).map((each) => resolution(page, each)),
    others.length
      ? el("ul", { class: "rows" }, others.map((uid) => el("li", { class: "claim-row" }, claimButton(page, uid))))
      : null,
  );
}

/** @param {string} word @param {import("../dom.js").Child} told */
function fact(word, told) {
  return told ? [el("dt", {}, word), el("dd", {}, told)] : [];
}

/** @param {Page} page @param {Forecast} one */
function forecast(page, one) {
  const percent = (/** @type {number | undefined} */ share) => (share === undefined ? "" : `${Math.round(share * 100)}%`);
  const spread = one.low !== undefined && one.high !== undefined && one.low !== one.high ? ` (${percent(one.low)}–${percent(one.high)})` : "";
  return el(
    "li",
    {},
    named(page, "speaker", one.speaker, "person"),
    " ",
    one.middle === undefined && !spread ? null : el("strong", {}, percent(one.middle) + spread),
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

/** @param {Page} page @param {Resolution} one */
function resolution(page, one) {
  const evidence = (one.evidence ?? []).map((each) => ({ ...each, card: page.model.evidence.get(each.uid) }));
  return el(
    "div",
    { class: `resolution${one.withdrawn ? " withdrawn" : ""}` },
    el(
      "p",
      { class: "state" },
      outcomeWord(one.outcome),
      one.fraction === undefined ? null : el("span", {}, `${Math.round(one.fraction * 100)}%`),
      el(
        "span",
        { class: "meta" },
        one.decided ? el("span", {}, say("decided", { date: one.decided })) : null,
        one.confidence ? el("span", {}, say(`confidence_${one.confidence}`)) : null,
        one.withdrawn ? el("span", {}, say("withdrawn", { date: one.withdrawn })) : null,
      ),
    ),
    one.withdrawn_because ? el("p", { class: "note" }, own(one.withdrawn_because)) : null,
    wordingLine(one.note),
    evidence.length
      ? el(
          "details",
          { class: "evidence" },
          el("summary", {}, count("evidence", evidence.length)),
          el(
            "ul",
            {},
            evidence.map(({ uid, side, card }) =>
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
        )
      : null,
  );
}

/** @param {Page} page @param {Claim} claim */
function links(page, claim) {
  if (!claim.links.length) return null;
  const order = ["opposes", "qualifies", "supports", "depends on", "restates", "elaborates"];
  const groups = grouped(claim.links, (one) => (one.from === claim.uid ? one.kind : `${one.kind}_back`));
  const merged = [...groups].sort(([a], [b]) => order.indexOf(a.replace("_back", "")) - order.indexOf(b.replace("_back", "")));
  /** @type {Map<string, Link[]>} */
  const byWords = new Map();
  for (const [kind, many] of merged) byWords.set(say(kind), [...(byWords.get(say(kind)) ?? []), ...many]);
  return section(
    say("links"),
    [...byWords].map(([words, many]) =>
      el(
        "div",
        { class: `links ${many[0]?.kind.replace(/\W/g, "-")}` },
        el("h4", {}, words),
        el(
          "ul",
          { class: "rows" },
          many.map((one) =>
            el(
              "li",
              { class: "claim-row" },
              claimButton(page, one.from === claim.uid ? one.to : one.from),
              wordingLine(one.note),
              one.by ? el("p", { class: "meta" }, el("span", {}, own(say("drawn_by", { name: name(page.model.speakers, one.by) })))) : null,
            ),
          ),
        ),
      ),
    ),
  );
}

/** @param {Page} page @param {string} uid */
function claimButton(page, uid) {
  const claim = page.model.claims.get(uid);
  if (!claim) return el("span", { class: "absent" }, own(uid), ` (${say("not_here")})`);
  const speakers = [...claim.stances].filter(([, stance]) => HOLDS.has(stance)).map(([speaker]) => name(page.model.speakers, speaker));
  return chooser(
    page,
    claim.node.id,
    el("span", { class: "text" }, own(statement(claim)), speakers.length ? el("span", { class: "holders" }, own(speakers.join(", "))) : null),
  );
}
