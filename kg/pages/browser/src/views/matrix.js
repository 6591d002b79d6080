/** Claims by speakers: who takes which stance on what, at one glance.
 * @import { Claim, Position, State } from "../types"
 * @import { Page } from "../panel/parts.js" */
import { briefly } from "../brief.js";
import { SIGNS } from "../changes.js";
import { byDispute } from "../disputed.js";
import { el, icon, own } from "../dom.js";
import { listed } from "../filter.js";
import { outcomeSign } from "../panel/parts.js";
import { ROWS } from "../state.js";
import { count, name, said, say, sayStance, statement, topicNames } from "../words.js";
import { inChunks } from "./chunks.js";
import { gridKeys } from "./keys.js";
import { byDate, byLikeness, byTopic } from "./order.js";

/** More columns than this cannot be compared; those of the most talkative speakers are shown. */
const MOST = 40;
/** So many cells are put on the page at a time. */
const CELLS = 1200;

/** Strokes in a square of 16. @type {Record<string, string>} */
const GLYPHS = {
  asserts: "M8 3v10M3 8h10",
  agrees: "M8 3.5v9M3.5 8h9",
  partly: "M8 1.8v7.4M4.3 5.5h7.4M4.3 13.2h7.4",
  disagrees: "M3 8h10",
  inferred: "M3.5 8h9",
  asks: "M5.4 5.8a2.6 2.6 0 1 1 3.9 2.2c-.9.5-1.3 1-1.3 2M8 13v.2",
};

/** @typedef {{ title: string } | { claim: Claim }} Row */

/** @param {Page} page */
export function matrix(page) {
  const { model, store } = page;
  const scroller = el("div", { class: "scroller" });
  const head = el("div", { class: "view-head" });
  const box = el("section", { class: "view matrix-view", tabindex: "-1" }, head, scroller);
  let all = false;
  let stop = () => {};

  const build = () => {
    stop();
    const { state } = store;
    const left = listed(model, state);
    const claims = [...model.claims.values()].filter((claim) => left.has(claim.uid));
    const talkative = speakersOf(claims, state.versus ?? []);
    const shown = all ? talkative : talkative.slice(0, MOST);
    const columns = arranged(page, shown, claims);
    box.setAttribute("aria-label", say("matrix"));
    head.replaceChildren(
      ordering(state.rows, (rows) => store.set({ rows })),
      talkative.length > shown.length ? notAll(shown.length, talkative.length, () => ((all = true), build())) : "",
      el("span", { class: "grow-space" }),
      key(),
    );
    const body = el("tbody", {});
    const foot = el("p", { class: "meta foot", hidden: true });
    const rows = ordered(page, claims);
    const grid = el(
      "table",
      { class: `matrix${columns.length > 12 ? " narrow" : ""}`, role: "grid", "aria-label": say("matrix_label"), "aria-rowcount": rows.length + 1, "aria-colcount": columns.length + 1 },
      el("thead", {}, heads(page, claims.length, columns)),
      body,
    );
    scroller.replaceChildren(grid, rows.length ? "" : el("p", { class: "nothing" }, say("nothing_left")), foot);
    const list = inChunks({ into: body, foot, scroller, rows, make: (row, index) => line(page, row, columns, index), piece: Math.max(25, Math.round(CELLS / (columns.length + 1))) });
    stop = list.stop;
    gridKeys(grid, body, rows.length, list.until, (cell) => choose(cell));
    mark();
  };
  const choose = (/** @type {Element} */ cell) => {
    const uid = cell.closest("tr")?.getAttribute("data-claim");
    if (uid) store.choose(`claim:${uid}`);
  };
  const mark = () => {
    for (const one of scroller.querySelectorAll("tr[data-claim]")) {
      one.classList.toggle("chosen", store.state.at === `claim:${one.getAttribute("data-claim")}`);
    }
  };
  return { box, build, mark };
}

/** Those who take a stance on these claims, two who are compared first, then the most talkative.
 * @param {Claim[]} claims @param {string[]} first */
function speakersOf(claims, first) {
  const counts = new Map(first.map((uid) => [uid, Infinity]));
  for (const claim of claims) for (const uid of [...claim.stances.keys(), ...claim.against]) counts.set(uid, (counts.get(uid) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => (n === m ? (a < b ? -1 : 1) : m - n)).map(([uid]) => uid);
}

/** @param {Page} page @param {string[]} speakers @param {Claim[]} claims */
function arranged({ store }, speakers, claims) {
  const { versus } = store.state;
  const order = byLikeness(speakers, claims);
  return versus ? [...versus, ...order.filter((uid) => !versus.includes(uid))] : order;
}

/** @param {Page} page @param {Claim[]} claims @returns {Row[]} */
function ordered({ model, store }, claims) {
  const { rows } = store.state;
  if (rows === "dispute") return byDispute(claims).map((claim) => ({ claim }));
  if (rows === "date") return byDate(claims).map((claim) => ({ claim }));
  return byTopic(model, claims).flatMap(({ topic, claims: some }) => [
    { title: topic ? topicNames(model, topic).join(" · ") : say("other_topic") },
    ...byDispute(some).map((claim) => ({ claim })),
  ]);
}

/** That there are more speakers than are shown. @param {number} n @param {number} m @param {() => void} showAll */
function notAll(n, m, showAll) {
  const button = el("button", { type: "button", class: "link", onclick: showAll }, say("show_all"));
  return el("p", { class: "meta" }, say("speakers_shown", { n, m }), " ", button);
}

/** @param {Page} page @param {number} claims @param {string[]} columns */
function heads(page, claims, columns) {
  return el(
    "tr",
    {},
    el("th", { scope: "col", class: "corner" }, el("span", {}, count("claims", claims))),
    columns.map((uid) => column(page, uid)),
    el("th", { class: "rest", "aria-hidden": "true" }),
  );
}

/** @param {Page} page @param {string} uid */
function column(page, uid) {
  const whole = name(page.model.speakers, uid);
  const isCompared = page.store.state.versus?.includes(uid);
  return el(
    "th",
    { scope: "col", class: `speaker${isCompared ? " compared" : ""}`, "data-words": whole },
    el("button", { type: "button", title: whole, onclick: () => page.store.choose(`speaker:${uid}`) }, briefly(page.model, uid)),
  );
}

/** @param {Page} page @param {Row} row @param {string[]} columns @param {number} index */
function line(page, row, columns, index) {
  if ("title" in row) {
    return el("tr", { class: "group", "aria-rowindex": index + 2 }, el("th", { scope: "rowgroup", colspan: columns.length + 2 }, own(row.title)));
  }
  const { claim } = row;
  return el(
    "tr",
    { "data-claim": claim.uid, "aria-rowindex": index + 2 },
    el(
      "th",
      { scope: "row", tabindex: "-1", title: statement(claim) },
      el(
        "span",
        { class: "what" },
        el("span", { class: "words" }, own(statement(claim), said(claim.statement).lang)),
        outcomeSign(claim),
      ),
    ),
    columns.map((uid) => cell(page, claim, uid)),
    el("td", { class: "rest", "aria-hidden": "true" }),
  );
}

/** @param {Page} page @param {Claim} claim @param {string} uid */
function cell({ model }, claim, uid) {
  const stance = claim.stances.get(uid) ?? (claim.against.has(uid) ? "inferred" : "");
  if (!stance) return el("td", { role: "gridcell", tabindex: "-1" });
  const earlier = earlierStances(claim.positions ?? [], uid, stance);
  const words = `${sayStance(stance)}${earlier.length ? ` (${say("earlier", { stance: earlier.map(sayStance).join(", ") })})` : ""}`;
  return el(
    "td",
    { role: "gridcell", tabindex: "-1", title: `${name(model.speakers, uid)}: ${words}` },
    el("span", { class: `cell ${stance}${earlier.length ? " moved" : ""}` }, icon(GLYPHS[stance] ?? "", "0 0 16 16")),
    el("span", { class: "unseen" }, words),
  );
}

/** What a speaker said of a claim that is not what counts now; who comes to agree with what they asserted
 * says the same.
 * @param {Position[]} positions @param {string} uid @param {string} now */
function earlierStances(positions, uid, now) {
  const own = positions.filter((one) => one.speaker === uid).map((one) => one.stance);
  return now === "asks" ? [] : [...new Set(own)].filter((stance) => stance in SIGNS && SIGNS[stance] !== SIGNS[now]);
}

/** @param {State["rows"]} chosen @param {(rows: State["rows"]) => void} choose */
function ordering(chosen, choose) {
  return el(
    "div",
    { class: "views small", role: "group", "aria-label": say("order") },
    ROWS.map((rows) => el("button", { type: "button", "aria-pressed": String(rows === chosen), onclick: () => choose(rows) }, say(`rows_${rows}`))),
  );
}

/** What the signs mean. */
function key() {
  return el(
    "p",
    { class: "matrix-key" },
    ["asserts", "agrees", "partly", "disagrees", "inferred", "asks"].map((stance) =>
      el(
        "span",
        {},
        el("span", { class: `cell ${stance}`, "aria-hidden": "true" }, icon(GLYPHS[stance] ?? "", "0 0 16 16")),
        stance === "inferred" ? say("inferred_short") : sayStance(stance),
      ),
    ),
  );
}
