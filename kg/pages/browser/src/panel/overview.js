/** What the panel shows while nothing is chosen: who differs with whom, and about what.
 * @import { Claim } from "../types"
 * @import { Page } from "./parts.js" */
import { el, own } from "../dom.js";
import { disputed, sayDisputed, sides } from "../disputed.js";
import { isNarrowed, listed } from "../filter.js";
import { FOREMOST, pairs, predictionsOn, tally } from "../relations.js";
import { count, figure, say, topicNames } from "../words.js";
import { at, chooser, claimRow, longList, longListOf, outcomes, section } from "./parts.js";
import { campsPart } from "./camps.js";
import { pairRow } from "./others.js";

/** @param {Page} page */
export function overviewPanel(page) {
  const { model, store } = page;
  const title = el("h2", { tabindex: "-1" }, say("overview"));
  const left = listed(model, store.state);
  if (!left.size) return [title, el("p", { class: "note" }, say(model.claims.size ? "nothing_left" : "nothing_here"))];
  const all = pairs(model, "", left);
  const heated = disputed([...model.claims.values()].filter(({ uid }) => left.has(uid)));
  const predictions = predictionsOn(model, left);
  return [
    title,
    isNarrowed(store.state.filters) ? el("p", { class: "meta" }, say("of_shown", { claims: count("claims", left.size) })) : null,
    all.length
      ? section(
          say("who_differs"),
          el("p", { class: "meta" }, say("shared_positions")),
          model.speakers.size > FOREMOST ? el("p", { class: "meta" }, say("foremost", { n: FOREMOST })) : null,
          longListOf(all.length, (index) => pairRow(page, at(all, index)), 5),
        )
      : null,
    section(
      say("most_disputed"),
      heated.length ? longList(heated, 5, (claim) => disputedRow(page, claim), "claims") : el("p", { class: "note" }, say("no_disputes")),
    ),
    campsPart(page, left),
    predictions.length ? section(say("how_predictions_fared"), outcomes(tally(predictions))) : null,
    section(say("topics"), el("ul", { class: "rows" }, topicRows(page, left))),
    el("p", { class: "meta made" }, say("made", { date: model.made })),
  ];
}

/** A claim, and how many stand on which side of it. @param {Page} page @param {Claim} claim */
function disputedRow(page, claim) {
  const row = claimRow(page, claim);
  const { hold, deny, inferred } = sides(claim);
  const told = [say("hold_n", { n: hold }), deny ? say("deny_n", { n: deny }) : "", inferred ? say("deny_inferred_n", { n: inferred }) : ""];
  row.append(el("p", { class: "meta" }, told.filter(Boolean).join(" · ")));
  return row;
}

/** Topics with how many of their claims are left and disputed, the most disputed first.
 * @param {Page} page @param {Set<string>} left */
function topicRows(page, left) {
  const { model } = page;
  return model.topics
    .map((topic) => {
      const claims = topic.claims.filter(({ uid }) => left.has(uid));
      const heated = claims.filter((claim) => claim.disputed);
      const inferred = heated.filter((claim) => claim.disputed === "inferred");
      return { topic, n: claims.length, disputed: heated.length, inferred: inferred.length };
    })
    .filter(({ n }) => n)
    .sort((a, b) => b.disputed - a.disputed || b.n - a.n)
    .map(({ topic, n, ...heat }) =>
      el(
        "li",
        { class: "topic-row" },
        chooser(
          page,
          `topic:${topic.index}`,
          el("span", { class: "text" }, own(topicNames(model, topic).join(" · "))),
          el("span", { class: "numbers" }, heat.disputed ? el("b", {}, figure(heat.disputed)) : null, figure(n)),
          el("span", { class: "unseen" }, `${count("claims", n)}, ${sayDisputed(heat)}`),
        ),
      ),
    );
}
