/** What the panel shows while nothing is chosen: who differs with whom, and about what.
 * @import { Page } from "./parts.js" */
import { el, own } from "../dom.js";
import { listed } from "../filter.js";
import { FOREMOST, disputed, pairs, predictionsOn, tally } from "../relations.js";
import { count, figure, say, topicNames } from "../words.js";
import { at, chooser, claimRow, longList, longListOf, outcomes, section } from "./parts.js";
import { campsPart } from "./camps.js";
import { pairRow } from "./others.js";

/** @param {Page} page */
export function overviewPanel(page) {
  const { model } = page;
  const title = el("h2", { tabindex: "-1" }, say("overview"));
  if (!model.claims.size) return [title, el("p", { class: "note" }, say("nothing_here"))];
  const all = pairs(model);
  const heated = disputed(model.claims.values());
  const hottest = [...model.topics].sort((a, b) => b.disputed - a.disputed || b.claims.length - a.claims.length);
  const predictions = predictionsOn(model, listed(model, page.store.state));
  return [
    title,
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
      heated.length ? longList(heated, 5, (claim) => claimRow(page, claim), "claims") : el("p", { class: "note" }, say("no_disputes")),
    ),
    campsPart(page),
    predictions.length ? section(say("how_predictions_fared"), outcomes(tally(predictions))) : null,
    section(
      say("topics"),
      el(
        "ul",
        { class: "rows" },
        hottest.map((topic) =>
          el(
            "li",
            { class: "topic-row" },
            chooser(
              page,
              `topic:${topic.index}`,
              el("span", { class: "text" }, own(topicNames(model, topic).join(" · "))),
              el("span", { class: "numbers" }, topic.disputed ? el("b", {}, figure(topic.disputed)) : null, figure(topic.claims.length)),
              el("span", { class: "unseen" }, `${count("claims", topic.claims.length)}, ${say("disputed_n", { n: topic.disputed })}`),
            ),
          ),
        ),
      ),
    ),
    el("p", { class: "meta made" }, say("made", { date: model.made })),
  ];
}
