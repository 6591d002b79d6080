/** The same claims as a table: for readers of screens, for the keyboard, for reading in order, and as CSV.
 * @import { Claim } from "../types"
 * @import { Page } from "../panel/parts.js" */
import { MARKS, areSeen, marked, marksOf } from "../camps.js";
import { claimsAsCsv, download } from "../csv.js";
import { ICONS, el, icon, own } from "../dom.js";
import { listed } from "../filter.js";
import { STANCES } from "../model.js";
import { markSign } from "../panel/camps.js";
import { named, outcomeWord, stanceWord } from "../panel/parts.js";
import { count, said, say, statement, topicNames } from "../words.js";
import { inChunks } from "./chunks.js";
import { bySort, firstDue, firstSaid } from "./order.js";

const COLUMNS = /** @type {const} */ (["id", "claim", "who", "kind", "outcome", "marks", "said", "due", "topic"]);
/** Of more speakers who take a stance on a claim their numbers are told instead of their names. */
const NAMED = 12;
const WORDS = { id: "number", said: "said_first", marks: "camps" };

/** Whether there is anything to say of claims in the light of camps. @param {Page} page */
function haveMarks({ model, store }) {
  return areSeen(model, store.state) && MARKS.some((mark) => marked(model, mark).length > 0);
}

/** The columns that have something to show. @param {Page} page */
function columnsOf(page) {
  return COLUMNS.filter((column) => column !== "marks" || haveMarks(page));
}

/** @param {Page} page */
export function claimTable(page) {
  const { model, store } = page;
  const scroller = el("div", { class: "scroller" });
  const head = el("div", { class: "view-head" });
  const box = el("section", { class: "view table-view", id: "table", tabindex: "-1" }, head, scroller);
  /** @type {Claim[]} */
  let rows = [];
  let stop = () => {};

  const sort = (/** @type {string} */ column) => {
    const now = store.state.sort;
    store.set({ sort: now === column ? `-${column}` : now === `-${column}` ? "" : column });
    // The head is new; the keyboard goes on from where it was.
    /** @type {HTMLElement | null} */ (scroller.querySelector(`[data-sort=${column}]`))?.focus({ preventScroll: true });
  };
  const build = () => {
    stop();
    const left = listed(model, store.state);
    rows = bySort(model, [...model.claims.values()].filter((claim) => left.has(claim.uid)), store.state.sort);
    const columns = columnsOf(page);
    box.setAttribute("aria-label", say("table"));
    head.replaceChildren(
      sorting(columns, store.state.sort, (value) => store.set({ sort: value })),
      el("span", { class: "grow-space" }),
      el("button", { type: "button", class: "quiet", title: say("csv_help"), onclick: () => download("claims.csv", claimsAsCsv(model, rows, store.state)) }, icon(ICONS.download), say("csv")),
    );
    const body = el("tbody", {});
    const foot = el("p", { class: "meta foot", hidden: true });
    scroller.replaceChildren(
      el("table", {}, el("caption", { class: "unseen" }, say("table_caption")), el("thead", {}, el("tr", {}, columns.map((column) => header(column, store.state.sort, sort)))), body),
      rows.length ? "" : el("p", { class: "nothing" }, say("nothing_left")),
      foot,
    );
    ({ stop } = inChunks({ into: body, foot, scroller, rows, make: (claim) => row(page, claim, columns.includes("marks")) }));
    mark();
  };
  const mark = () => {
    for (const one of scroller.querySelectorAll("tr[data-claim]")) {
      const isChosen = store.state.at === `claim:${one.getAttribute("data-claim")}`;
      if (isChosen) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
  };
  return { box, build, mark };
}

/** @param {typeof COLUMNS[number]} column @param {string} sorted @param {(column: string) => void} sort */
function header(column, sorted, sort) {
  const words = say(column in WORDS ? WORDS[/** @type {keyof typeof WORDS} */ (column)] : column);
  if (column === "who") return el("th", { scope: "col" }, words);
  const way = sorted === column ? "ascending" : sorted === `-${column}` ? "descending" : "none";
  return el(
    "th",
    { scope: "col", "aria-sort": way, "data-words": words },
    el("button", { type: "button", "data-sort": column, onclick: () => sort(column) }, words, el("i", { class: "arrow", "aria-hidden": "true" })),
  );
}

/** On a phone the head is not shown: there rows are cards. @param {(typeof COLUMNS[number])[]} columns @param {string} sorted @param {(sort: string) => void} choose */
function sorting(columns, sorted, choose) {
  const made = el(
    "select",
    { onchange: () => choose(made.value) },
    el("option", { value: "" }, say("sort_topic")),
    columns.filter((column) => column !== "who" && column !== "topic").flatMap((column) => {
      const words = say(column in WORDS ? WORDS[/** @type {keyof typeof WORDS} */ (column)] : column);
      return [el("option", { value: column }, `${words} ↑`), el("option", { value: `-${column}` }, `${words} ↓`)];
    }),
  );
  made.value = sorted;
  return el("label", { class: "choice sorting" }, el("span", { class: "unseen" }, say("sort")), made);
}

/** Who takes which stance; of very many how many do. @param {Page} page @param {Claim} claim */
function whoOf(page, claim) {
  const all = [...claim.stances];
  if (all.length <= NAMED) return el("ul", { class: "who-list" }, all.map(([speaker, stance]) => el("li", {}, named(page, "speaker", speaker, "person"), " ", stanceWord(stance))));
  const counts = STANCES.map((stance) => /** @type {const} */ ([stance, all.filter(([, one]) => one === stance).length])).filter(([, n]) => n);
  return el("ul", { class: "who-list" }, counts.map(([stance, n]) => el("li", {}, count("speakers", n), " ", stanceWord(stance))));
}

/** When a claim is first due, and how many more predictions it has. @param {Claim} claim */
function dueCell(claim) {
  const more = claim.predictions.length - 1;
  const [due, title] = [firstDue(claim), more > 0 ? count("predictions", more + 1) : null];
  return el("td", { class: "date", "data-label": say("due"), title }, due, due && more > 0 ? el("span", { class: "soft" }, ` +${more}`) : "");
}

/** @param {Page} page @param {Claim} claim @param {boolean} withMarks */
function row(page, claim, withMarks) {
  const { model, store } = page;
  return el(
    "tr",
    { "data-claim": claim.uid },
    el("td", { class: "id" }, String(claim.id)),
    el(
      "th",
      { scope: "row" },
      el("button", { type: "button", class: "chooser", onclick: () => store.choose(claim.node.id) }, own(statement(claim), said(claim.statement).lang)),
    ),
    el("td", { class: "who" }, whoOf(page, claim)),
    el("td", {}, say(claim.kind)),
    el("td", {}, claim.outcome ? outcomeWord(claim.outcome) : ""),
    withMarks ? el("td", { class: "to-camps" }, marksOf(model, store.state, claim.uid).map((mark) => el("span", { class: "marked" }, markSign(mark, 15), say(`mark_${mark}`)))) : null,
    el("td", { class: "date", "data-label": say("said_first") }, firstSaid(claim)),
    dueCell(claim),
    el("td", { class: "topic" }, claim.topic ? own(topicNames(model, claim.topic).join(" · ")) : ""),
  );
}
