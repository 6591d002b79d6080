/** The panel of two speakers who are compared: where they agree, where they differ, and who was right.
 * @import { Comparison } from "../comparison.js"
 * @import { Dispute, Result, Side } from "../disputes.js"
 * @import { Taken } from "../sides.js"
 * @import { Page } from "./parts.js" */
import { comparison } from "../comparison.js";
import { ICONS, el, icon, kept, own } from "../dom.js";
import { pairs } from "../relations.js";
import { name, say, sayStance, statement } from "../words.js";
import { percent } from "./positions.js";
import { bar, chooser, claimRow, longList, mark, outcomeSign, section } from "./parts.js";

/** Too few decided disagreements to say who is right more often, as `kg compare` has it. */
const FEW = 3;
/** @type {Result[]} */
const DECIDED = ["first", "second", "partly", "mixed"];

/** @param {Page} page @param {[string, string]} versus */
export function versusPanel(page, versus) {
  const found = comparison(page.model, ...versus);
  return [
    el("h2", { tabindex: "-1" }, say("comparison")),
    who(page, versus),
    found.claims.length ? compared(page, versus, found) : el("p", { class: "note" }, say("nothing_shared")),
  ];
}

/** How much two agree and differ, who was right, and on which claims.
 * @param {Page} page @param {[string, string]} versus @param {Comparison} found */
function compared(page, versus, { agree, partly, inferred, differ: all }) {
  const [differ, turned] = [all.filter((one) => !one.turned), all.filter((one) => one.turned)];
  const row = (/** @type {Dispute} */ one) => dispute(page, one, versus);
  return [
    bar([
      ["agrees", agree.length],
      ["partly", partly.length],
      ["disagrees", differ.length],
      ["inferred", inferred.length],
    ]),
    el(
      "p",
      { class: "meta counts-line" },
      el("span", {}, say("pair_counts", { a: agree.length, p: partly.length, d: differ.length })),
      turned.length ? el("span", {}, say("pair_turned", { n: turned.length })) : null,
      inferred.length ? el("span", {}, say("pair_inferred", { n: inferred.length })) : null,
    ),
    byStances(page, versus, [agree.length, partly.length, differ.length]),
    verdict(page, versus, differ, inferred),
    listing("differences", differ, 8, row),
    listing("came_round", turned, 6, row),
    listing("differences_inferred", inferred, 6, row),
    listing("partial_agreement", partly, 6, (claim) => claimRow(page, claim)),
    listing("agreement", agree, 6, (claim) => claimRow(page, claim, "agrees")),
  ];
}

/** What they come to by stances alone, as at a glance, where numbers make another of it.
 * @param {Page} page @param {[string, string]} versus @param {number[]} counted */
function byStances({ model }, [first, second], counted) {
  const pair = pairs(model, first).find(({ one, other }) => one === second || other === second);
  const [a, p, d] = pair ? [pair.agree.length, pair.partly.length, pair.differ.length] : [0, 0, 0];
  if (!pair || `${counted}` === `${[a, p, d]}`) return null;
  return el("p", { class: "meta by-stances" }, say("by_stances_alone", { counts: say("pair_counts", { a, p, d }) }));
}

/** What there is of a kind, under its word and number.
 * @template T @param {string} word @param {T[]} all @param {number} first @param {(one: T) => HTMLElement} row */
function listing(word, all, first, row) {
  return all.length ? section(`${say(word)} · ${all.length}`, longList(all, first, row, "claims")) : null;
}

/** Whom one compares; either can be another. @param {Page} page @param {[string, string]} versus */
function who({ model, store }, [first, second]) {
  const speakers = [...model.speakers.keys()].sort((a, b) => name(model.speakers, a).localeCompare(name(model.speakers, b)));
  const choose = (/** @type {0 | 1} */ place) => {
    const now = place ? second : first;
    const other = place ? first : second;
    const made = el(
      "select",
      {
        "aria-label": say(place ? "second_speaker" : "first_speaker"),
        "data-place": place,
        onchange: () => store.set({ versus: place ? [other, made.value] : [made.value, other] }),
      },
      speakers.map((uid) => el("option", { value: uid, disabled: uid === other }, name(model.speakers, uid))),
    );
    made.value = now;
    return el("label", { class: "choice" }, made);
  };
  return el(
    "div",
    { class: "who-compared" },
    choose(0),
    el(
      "button",
      { type: "button", class: "icon-button", "aria-label": say("swap"), title: say("swap"), onclick: () => store.set({ versus: [second, first] }) },
      icon(ICONS.versus),
    ),
    choose(1),
  );
}

/** Who was right more often, recorded and inferred apart. @param {Page} page @param {[string, string]} versus
 * @param {Dispute[]} differ @param {Dispute[]} inferred */
function verdict({ model }, [first, second], differ, inferred) {
  const decided = differ.filter((one) => DECIDED.includes(one.result));
  const deduced = inferred.filter((one) => [...DECIDED, "both", "neither"].includes(one.result));
  if (!decided.length && !deduced.length) return el("p", { class: "note" }, say("none_decided"));
  const line = (/** @type {string} */ uid, /** @type {Result} */ result) => {
    const [n, more] = [decided, deduced].map((some) => some.filter((one) => one.result === result).length);
    return el(
      "li",
      {},
      el("span", { class: "person" }, own(name(model.speakers, uid))),
      el("b", {}, String(n)),
      more ? el("span", { class: "meta" }, say("and_inferred", { n: more })) : null,
    );
  };
  return section(
    say("who_was_right"),
    el("ul", { class: "score" }, line(first, "first"), line(second, "second")),
    el("p", { class: "score-note" }, say("of_decided", { n: decided.length }), decided.length < FEW ? ` ${say("too_few_to_tell")}` : ""),
  );
}

/** @param {Page} page @param {Dispute} one @param {[string, string]} versus */
function dispute(page, { first, second, result, verdict, turned }, versus) {
  const { model } = page;
  const winner = verdict === "first" ? versus[0] : verdict === "second" ? versus[1] : "";
  const known = (/** @type {string} */ uid) => kept(name(model.speakers, uid));
  const words = winner
    ? say(turned ? "would_be_right" : "was_right", { name: known(winner) })
    : say(`result_${result === "came round" ? verdict : result || "unchecked"}`);
  return el(
    "li",
    { class: "claim-row dispute" },
    first.claim === second.claim ? claimOf(page, first, second) : [claimOf(page, first), claimOf(page, second)],
    turned ? el("p", { class: "result turned" }, own(say("turned", { name: known(turned.speaker), date: turned.said ?? "", side: wordOf(turned) }))) : null,
    el("p", { class: `result ${turned ? "" : result || "unchecked"}` }, own(words)),
  );
}

/** A claim, with the sides on it. @param {Page} page @param {Side} one @param {...Side} more */
function claimOf(page, one, ...more) {
  const { claim } = one;
  return chooser(
    page,
    claim.node.id,
    el(
      "span",
      { class: "text" },
      own(statement(claim)),
      el("span", { class: "takes" }, [one, ...more].map((side) => takes(page, side))),
    ),
    outcomeSign(claim),
  );
}

/** Who stands on a side, and how. @param {Page} page @param {Side} side */
function takes({ model }, side) {
  const { stance, sign, speaker } = side.taken;
  return el("span", {}, mark(stance ?? (sign > 0 ? "agrees" : "disagrees")), own(name(model.speakers, speaker)), ` ${held(side)}`);
}

/** The stance of a side and the numbers that count, with their predictions where there are several. @param {Side} side */
function held({ taken, results }) {
  const numbers = results.flatMap(({ taken: one, check }) => {
    if (one.number === undefined) return [];
    return results.length > 1 ? say("number_on", { p: wordOf(one), n: String(check.prediction?.id) }) : wordOf(one);
  });
  return [...(taken.stance ? [wordOf(taken)] : []), ...numbers].join(say("under_between"));
}

/** @param {Taken} taken */
function wordOf({ stance, number }) {
  return stance ? sayStance(stance) : percent(number);
}
