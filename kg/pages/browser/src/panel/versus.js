/** The panel of two speakers who are compared: where they agree, where they differ, and who was right.
 * @import { Dispute, Result } from "../comparison.js"
 * @import { Page } from "./parts.js" */
import { comparison } from "../comparison.js";
import { ICONS, el, icon, kept, own } from "../dom.js";
import { name, say, sayStance, statement } from "../words.js";
import { bar, chooser, claimRow, longList, mark, section, sign } from "./parts.js";

/** Too few decided disagreements to say who is right more often, as `kg compare` has it. */
const FEW = 3;
/** @type {Result[]} */
const DECIDED = ["first", "second", "partly", "mixed"];

/** @param {Page} page @param {[string, string]} versus */
export function versusPanel(page, versus) {
  const found = comparison(page.model, ...versus);
  const { agree, partly, differ, inferred } = found;
  const rest = found.claims.length;
  return [
    el("h2", { tabindex: "-1" }, say("comparison")),
    who(page, versus),
    rest
      ? [
          bar([["agrees", agree.length], ["partly", partly.length], ["disagrees", differ.length], ["inferred", inferred.length]]),
          el("p", { class: "meta counts-line" }, el("span", {}, say("pair_counts", { a: agree.length, p: partly.length, d: differ.length })), inferred.length ? el("span", {}, say("pair_inferred", { n: inferred.length })) : null),
          verdict(page, versus, differ, inferred),
          differ.length ? section(`${say("differences")} · ${differ.length}`, longList(differ, 8, (one) => dispute(page, one, versus), "claims")) : null,
          inferred.length ? section(`${say("differences_inferred")} · ${inferred.length}`, longList(inferred, 6, (one) => dispute(page, one, versus), "claims")) : null,
          partly.length ? section(`${say("partial_agreement")} · ${partly.length}`, longList(partly, 6, (claim) => claimRow(page, claim), "claims")) : null,
          agree.length ? section(`${say("agreement")} · ${agree.length}`, longList(agree, 6, (claim) => claimRow(page, claim, "agrees"), "claims")) : null,
        ]
      : el("p", { class: "note" }, say("nothing_shared")),
  ];
}

/** Whom one compares; either can be another. @param {Page} page @param {[string, string]} versus */
function who({ model, store }, [first, second]) {
  const speakers = [...model.speakers.keys()].sort((a, b) => name(model.speakers, a).localeCompare(name(model.speakers, b)));
  const choose = (/** @type {0 | 1} */ place) => {
    const now = place ? second : first;
    const other = place ? first : second;
    const made = el(
      "select",
      { "aria-label": say(place ? "second_speaker" : "first_speaker"), "data-place": place, onchange: () => store.set({ versus: place ? [other, made.value] : [made.value, other] }) },
      speakers.map((uid) => el("option", { value: uid, disabled: uid === other }, name(model.speakers, uid))),
    );
    made.value = now;
    return el("label", { class: "choice" }, made);
  };
  return el(
    "div",
    { class: "who-compared" },
    choose(0),
    el("button", { type: "button", class: "icon-button", "aria-label": say("swap"), title: say("swap"), onclick: () => store.set({ versus: [second, first] }) }, icon(ICONS.versus)),
    choose(1),
  );
}

/** Who was right more often, recorded and inferred apart. @param {Page} page @param {[string, string]} versus
 * @param {Dispute[]} differ @param {Dispute[]} inferred */
function verdict({ model }, [first, second], differ, inferred) {
  const decided = differ.filter((one) => DECIDED.includes(one.result));
  const deduced = inferred.filter((one) => [...DECIDED, "both", "neither"].includes(one.result));
  if (!decided.length && !deduced.length) return el("p", { class: "note" }, say("none_decided"));
  const wins = (/** @type {Dispute[]} */ some, /** @type {Result} */ result) => some.filter((one) => one.result === result).length;
  const line = (/** @type {string} */ uid, /** @type {Result} */ result) =>
    el("li", {}, el("span", { class: "person" }, own(name(model.speakers, uid))), el("b", {}, String(wins(decided, result))), wins(deduced, result) ? el("span", { class: "meta" }, say("and_inferred", { n: wins(deduced, result) })) : null);
  return section(
    say("who_was_right"),
    el("ul", { class: "score" }, line(first, "first"), line(second, "second")),
    el("p", { class: "score-note" }, say("of_decided", { n: decided.length }), decided.length < FEW ? ` ${say("too_few_to_tell")}` : ""),
  );
}

/** @param {Page} page @param {Dispute} one @param {[string, string]} versus */
function dispute(page, { claim, other, result }, [first, second]) {
  const { model } = page;
  const winner = result === "first" ? first : result === "second" ? second : "";
  const words = winner ? say("was_right", { name: kept(name(model.speakers, winner)) }) : say(`result_${result || "unchecked"}`);
  const line = (/** @type {import("../types").Claim} */ what, /** @type {string[]} */ speakers) =>
    chooser(
      page,
      what.node.id,
      el(
        "span",
        { class: "text" },
        own(statement(what)),
        el("span", { class: "takes" }, speakers.map((uid) => el("span", {}, mark(what.stances.get(uid) ?? "asks"), own(name(model.speakers, uid)), ` ${sayStance(what.stances.get(uid) ?? "asks")}`))),
      ),
      what.outcome ? el("span", { title: say(what.outcome) }, sign(what.outcome, 14), el("span", { class: "unseen" }, say(what.outcome))) : null,
    );
  return el(
    "li",
    { class: "claim-row dispute" },
    claim === other ? line(claim, [first, second]) : [line(claim, [first]), line(other, [second])],
    el("p", { class: `result ${result || "unchecked"}` }, own(words)),
  );
}
