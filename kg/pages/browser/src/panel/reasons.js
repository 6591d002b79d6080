/** What a claim is linked to, what it rests on, and whether it came out for its reasons.
 * @import { Argument, Claim, Link } from "../types"
 * @import { Page } from "./parts.js" */
import { el, own } from "../dom.js";
import { count, name, say } from "../words.js";
import { claimButton, folded, grouped, section, wordingLine } from "./parts.js";

const ORDER = ["opposes", "qualifies", "supports", "depends on", "restates", "elaborates"];

/** @param {Page} page @param {Claim} claim */
export function links(page, claim) {
  const told = page.model.arguments.get(claim.uid);
  if (!claim.links.length && !told) return null;
  const groups = grouped(claim.links, (one) => (one.from === claim.uid ? one.kind : `${one.kind}_back`));
  const merged = [...groups].sort(([a], [b]) => ORDER.indexOf(a.replace("_back", "")) - ORDER.indexOf(b.replace("_back", "")));
  /** @type {Map<string, Link[]>} */
  const byWords = new Map();
  for (const [kind, many] of merged) byWords.set(say(kind), [...(byWords.get(say(kind)) ?? []), ...many]);
  return section(
    say("links"),
    [...byWords].map(([words, many]) => group(page, claim, words, many)),
    told ? argument(page, told) : null,
  );
}

/** @param {Page} page @param {Claim} claim @param {string} words @param {Link[]} many */
function group(page, claim, words, many) {
  return el(
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
          drawer(page, one),
        ),
      ),
    ),
  );
}

/** Who drew a link; nothing of those who have no part in this map. @param {Page} page @param {Link} link */
function drawer(page, { by }) {
  if (!by || !page.model.speakers.has(by)) return null;
  return el("p", { class: "meta" }, el("span", {}, own(say("drawn_by", { name: name(page.model.speakers, by) }))));
}

/** What a claim and the steps that it rests on say together. @param {Page} page @param {Argument} told */
function argument(page, told) {
  const { says, n, held = 0, failed = 0, waiting = 0, steps = [] } = told;
  const rest = n - held - failed - waiting;
  const parts = [
    held ? `${held} ${say("right")}` : "",
    failed ? `${failed} ${say("wrong")}` : "",
    waiting ? `${waiting} ${say("open")}` : "",
    rest ? say("neither", { n: rest }) : "",
  ].filter(Boolean);
  const deep = steps.some((one) => one.level > 1);
  return el(
    "div",
    { class: "argument" },
    el("h4", {}, say("rests")),
    el("p", {}, el("strong", {}, say(says)), " ", el("span", { class: "meta" }, `${count("of_steps", n)}: ${parts.join(", ")}`)),
    // Where all steps are links of the claim itself they stand above.
    deep
      ? folded(
          n > steps.length ? say("steps_first", { n: steps.length, m: n }) : say("steps_all"),
          el(
            "ol",
            { class: "steps rows" },
            steps.map((one) => {
              const row = el(
                "li",
                { class: "claim-row" },
                el("span", { class: "kind" }, say(`${one.kind}_step`)),
                claimButton(page, one.claim),
              );
              row.style.paddingInlineStart = `${Math.min(one.level - 1, 6) * 14}px`;
              return row;
            }),
          ),
          "steps-fold",
        )
      : null,
  );
}
