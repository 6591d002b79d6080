/** The same claims as a table: for readers of screens, for the keyboard, and for reading in order.
 * @import { Page } from "./panel/parts.js" */
import { el, own } from "./dom.js";
import { matching } from "./filter.js";
import { named, outcomeWord, stanceWord } from "./panel/parts.js";
import { said, say, statement, topicNames } from "./words.js";

/** @param {Page} page */
export function claimTable(page) {
  const { model, store } = page;
  const box = el("section", { class: "table-view", id: "table", tabindex: "-1" });
  const build = () => {
    const left = matching(model, store.state.filters);
    const rows = model.topics.flatMap((topic) => topic.claims.filter((claim) => left.has(claim.uid)).map((claim) => ({ topic, claim })));
    box.setAttribute("aria-label", say("table"));
    box.replaceChildren(
      el(
        "table",
        {},
        el("caption", { class: "unseen" }, say("table_caption")),
        el("thead", {}, el("tr", {}, ["claim", "who", "kind", "outcome", "due", "topic"].map((word) => el("th", { scope: "col" }, say(word))))),
        el(
          "tbody",
          {},
          rows.map(({ topic, claim }) =>
            el(
              "tr",
              { "aria-current": store.state.at === claim.node.id ? "true" : null, "data-claim": claim.uid },
              el(
                "th",
                { scope: "row" },
                el("button", { type: "button", class: "chooser", onclick: () => store.choose(claim.node.id) }, own(statement(claim), said(claim.statement).lang)),
              ),
              el("td", {}, el("ul", { class: "who-list" }, [...claim.stances].map(([speaker, stance]) => el("li", {}, named(page, "speaker", speaker, "person"), " ", stanceWord(stance))))),
              el("td", {}, say(claim.kind)),
              el("td", {}, claim.outcome ? outcomeWord(claim.outcome) : ""),
              el("td", { class: "date" }, claim.predictions.map((one) => one.due ?? "").filter(Boolean).sort()[0] ?? ""),
              el("td", { class: "topic" }, own(topicNames(model, topic)[0] ?? "")),
            ),
          ),
        ),
      ),
    );
  };
  return { box, build };
}
