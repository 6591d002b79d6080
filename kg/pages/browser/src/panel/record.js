/** How good a speaker's forecasts were, and where that mind changed.
 * @import { TrackRecord } from "../types"
 * @import { Page } from "./parts.js" */
import { el, own } from "../dom.js";
import { count, say, statement } from "../words.js";
import { chooser, folded, section, shortened } from "./parts.js";
import { move } from "./positions.js";

/** Scores are shown from so many cases on, as kg.domain.scoring has it. */
const SCORES_FROM = 20;

/** Hit rates with their intervals, each sort of forecasts for itself; nothing without any.
 * @param {Page} page @param {string} speaker */
export function record(page, speaker) {
  const rows = page.model.records.filter((one) => one.speaker === speaker).sort((a, b) => b.n - a.n);
  const [first, ...rest] = rows;
  if (!first) return null;
  return section(
    say("record"),
    el("ul", { class: "records" }, row(first)),
    el("p", { class: "meta" }, say("record_help")),
    rest.length ? folded(count("other_sorts", rest.length), el("ul", { class: "records" }, rest.map(row)), "other-sorts") : null,
  );
}

/** @param {TrackRecord} one */
function row(one) {
  const { n, hits, rate, rate_low: low, rate_high: high, brier, skill, rest = {} } = one;
  const left = Object.entries(rest).map(([state, many]) => `${many} ${say(`rest_${state}`)}`).join(", ");
  const scored = hits !== undefined && rate !== undefined && low !== undefined && high !== undefined;
  const facts = one.of.startsWith("facts");
  return el(
    "li",
    { class: "record" },
    el("p", { class: "of" }, say(`record_${one.of}`)),
    scored
      ? [
          el(
            "p",
            { class: "rate" },
            el("strong", {}, share(rate)),
            " ",
            el("span", { class: "meta" }, say("record_rate", { hits: +hits.toFixed(2), n, low: share(low), high: share(high) })),
          ),
          interval(rate, low, high),
        ]
      : null,
    facts || !scored
      ? null
      : el(
          "p",
          { class: "meta" },
          brier === undefined
            ? say("record_few", { from: SCORES_FROM })
            : say(skill === undefined ? "record_brier" : "record_scores", { brier: brier.toFixed(3), skill: (skill ?? 0).toFixed(2) }),
        ),
    left ? el("p", { class: "meta" }, `${say("record_rest")} ${left}`) : null,
  );
}

/** @param {number} part */
function share(part) {
  return `${Math.round(part * 100)}%`;
}

/** A rate on a line from 0 to 1, with the bounds within which it lies.
 * @param {number} rate @param {number} low @param {number} high */
function interval(rate, low, high) {
  const band = el("i", { class: "band" });
  band.style.left = share(low);
  band.style.width = share(high - low);
  const dot = el("i", { class: "dot" });
  dot.style.left = share(rate);
  return el("span", { class: "interval", "aria-hidden": "true" }, el("i", { class: "half" }), band, dot);
}

/** Where a speaker's mind changed; nothing where it never did. @param {Page} page @param {string} speaker */
export function changesOf(page, speaker) {
  const some = page.model.changes.filter((one) => one.speaker === speaker);
  if (!some.length) return null;
  return section(
    say("minds"),
    shortened(
      "minds rows",
      some.flatMap((one) => {
        const claim = page.model.claims.get(one.claim);
        if (!claim) return [];
        const words = el("span", { class: "text" }, own(statement(claim)));
        return [el("li", { class: "mind claim-row" }, chooser(page, claim.node.id, words), el("p", { class: "from-to" }, move(one)))];
      }),
      4,
      "changes",
    ),
  );
}
