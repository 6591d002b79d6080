/** The panels of a speaker, a concept and a topic.
 * @import { Claim, Concept, Speaker, Topic } from "../types"
 * @import { Page } from "./parts.js" */
import { briefly } from "../brief.js";
import { sayDisputed } from "../disputed.js";
import { el, link, own } from "../dom.js";
import { below } from "../thing.js";
import { foldButton } from "../folding.js";
import { STANCES } from "../model.js";
import { JUDGED, extremes, pairs, predictionsOf, shared, tally } from "../relations.js";
import { count, otherwise, said, say, sayStance, topicNames } from "../words.js";
import { at, bar, claimRow, grouped, longList, longListOf, mark, named, outcomes, section, wordingLine } from "./parts.js";
import { campOfSpeaker } from "./camps.js";
import { changesOf, record } from "./record.js";

/** @param {Page} page @param {Speaker} speaker */
export function speakerPanel(page, speaker) {
  const { model } = page;
  const claims = [...model.claims.values()].filter((claim) => claim.stances.has(speaker.uid));
  const byStance = grouped(claims, (claim) => claim.stances.get(speaker.uid) ?? "");
  const predictions = predictionsOf(model, speaker.uid);
  const others = pairs(model, speaker.uid);
  const { closest, farthest } = extremes(others);
  const said = (/** @type {import("../relations.js").Pair} */ pair) => (pair === closest ? say("closest") : pair === farthest ? say("farthest") : "");
  return [
    ...head(speaker, say(speaker.kind === "person" || !speaker.kind ? "speaker" : speaker.kind)),
    campOfSpeaker(page, speaker),
    predictions.length ? section(say("tally"), outcomes(tally(predictions))) : null,
    record(page, speaker.uid),
    changesOf(page, speaker.uid),
    others.length
      ? section(
          say("differs_with"),
          longListOf(others.length, (index) => pairRow(page, at(others, index), speaker.uid, said(at(others, index))), 12),
        )
      : null,
    STANCES.filter((stance) => byStance.has(stance))
      .sort((a, b) => rankOf(a) - rankOf(b))
      .map((stance) => {
        const some = mostSeen(byStance.get(stance) ?? []);
        const title = el("h3", {}, mark(stance), `${sayStance(stance)} · ${count("claims", some.length)}`);
        return el("section", { class: "part" }, title, longList(some, 6, (claim) => claimRow(page, claim, stance), "claims"));
      }),
  ];
}

/** Disagreement is what is looked for first. @param {string} stance */
function rankOf(stance) {
  return ["disagrees", "partly", "asserts", "agrees", "asks"].indexOf(stance);
}

/** @param {Claim[]} claims */
function mostSeen(claims) {
  return [...claims].sort((a, b) => b.node.rank - a.node.rank);
}

/** How two speakers stand to each other, with the claims on which they differ.
 * @param {Page} page @param {import("../relations.js").Pair} pair @param {string} [beside] whose panel it is in
 * @param {string} [word] what the pair is of all */
export function pairRow(page, pair, beside, word) {
  const { model } = page;
  /** @type {(Node | string)[]} */
  const who = beside
    ? [briefly(model, pair.one === beside ? pair.other : pair.one)]
    : [briefly(model, pair.one), " – ", briefly(model, pair.other)];
  if (word) who.push(" ", el("span", { class: "badge extreme" }, word));
  const { agree, partly, differ, inferred } = pair;
  const numbers = el(
    "span",
    { class: "meta" },
    el("span", {}, say("pair_counts", { a: agree.length, p: partly.length, d: differ.length })),
    inferred.length ? el("span", {}, say("pair_inferred", { n: inferred.length })) : null,
    beside && shared(pair) < JUDGED ? el("span", {}, say("pair_few")) : null,
  );
  const strip = bar([
    ["agrees", agree.length],
    ["partly", partly.length],
    ["disagrees", differ.length],
    ["inferred", inferred.length],
  ]);
  const claims = [
    ...mostSeen(differ).map((claim) => claimRow(page, claim, "disagrees")),
    ...mostSeen(inferred).map((claim) => claimRow(page, claim, "inferred")),
    ...mostSeen(partly).map((claim) => claimRow(page, claim, "partly")),
  ];
  if (!claims.length) return el("li", { class: "pair" }, el("p", { class: "names" }, who), strip, numbers);
  return el(
    "li",
    { class: "pair" },
    el("details", {}, el("summary", {}, el("span", { class: "names" }, who), strip, numbers), el("ul", { class: "rows" }, claims)),
  );
}

/** @param {Page} page @param {Concept} concept */
export function conceptPanel(page, concept) {
  const { model } = page;
  const within = below(model, concept.uid);
  const claims = [...model.claims.values()].filter((claim) => claim.heard && claim.about?.some((uid) => within.has(uid)));
  const narrower = [...model.concepts.values()].filter((one) => one.broader === concept.uid);
  return [
    ...head(concept, say(concept.kind || "concept")),
    concept.broader ? section(say("broader"), el("p", { class: "chips" }, named(page, "concept", concept.broader, "chip"))) : null,
    narrower.length
      ? section(say("narrower"), el("p", { class: "chips" }, narrower.map((one) => named(page, "concept", one.uid, "chip"))))
      : null,
    fared(claims),
    section(count("claims", claims.length), longList(mostSeen(claims), 12, (claim) => claimRow(page, claim), "claims")),
  ];
}

/** @param {Page} page @param {Topic} topic */
export function topicPanel(page, topic) {
  return [
    el("p", { class: "badges" }, el("span", { class: "badge" }, say("topic"))),
    el("h2", { tabindex: "-1" }, own(topicNames(page.model, topic).join(" · "))),
    el("p", { class: "chips" }, topic.named.map((uid) => named(page, "concept", uid, "chip"))),
    foldButton(page, topic),
    fared(topic.claims),
    section(
      `${count("claims", topic.claims.length)}${topic.disputed ? ` · ${sayDisputed(topic)}` : ""}`,
      longList(mostSeen(topic.claims), 12, (claim) => claimRow(page, claim), "claims"),
    ),
  ];
}

/** @param {Claim[]} claims */
function fared(claims) {
  const predictions = new Set(claims.flatMap((claim) => claim.predictions));
  return predictions.size ? section(say("how_predictions_fared"), outcomes(tally([...predictions]))) : null;
}

/** @param {Speaker} card @param {string} kind */
function head(card, kind) {
  const first = said(card.names);
  const others = [...otherwise(card.names).map(({ text, lang }) => own(text, lang)), ...(card.aliases ?? []).map((text) => own(text))];
  return [
    el("p", { class: "badges" }, el("span", { class: "badge" }, own(kind)), el("span", { class: "number" }, `#${card.id}`)),
    el("h2", { tabindex: "-1", lang: first.lang }, own(first.text || card.uid)),
    others.length ? el("p", { class: "aliases" }, others.flatMap((one, index) => (index ? [" · ", one] : [one]))) : null,
    wordingLine(card.note),
    card.url ? el("p", { class: "meta" }, link(card.url, own(card.url))) : null,
  ];
}
