/** The key to the map: stances, outcomes and lines, drawn as on the map.
 * @import { Stance } from "./types"
 * @import { Page } from "./panel/parts.js" */
import { briefly } from "./brief.js";
import { MARKS, areSeen, marked } from "./camps.js";
import { FEW_SPEAKERS } from "./chart/scene.js";
import { el } from "./dom.js";
import { STANCES } from "./model.js";
import { drawClaim, initials } from "./paint/glyph.js";
import { palette } from "./paint/palette.js";
import { campSign, markSign, method } from "./panel/camps.js";
import { mark, sign } from "./panel/parts.js";
import { OUTCOMES } from "./relations.js";
import { count, name, say, sayStance } from "./words.js";

/** @param {Page} page */
export function legend(page) {
  const used = new Set([...page.model.claims.values()].map((claim) => claim.outcome));
  const outcomes = OUTCOMES.filter((outcome) => used.has(outcome));
  const guessed = page.model.ties.some((edge) => !edge.recorded);
  const box = el("details", { class: "legend" });
  const build = () => {
    const open = box.open;
    const { camps } = page.model;
    const seen = areSeen(page.model, page.store.state) ? camps : null;
    const marks = seen ? MARKS.filter((one) => marked(page.model, one).length) : [];
    box.replaceChildren(
      el(
        "summary",
        {},
        el("span", { class: "legend-name" }, say("legend")),
        el("span", { class: "strip" }, STANCES.map((stance) => el("span", {}, mark(stance), sayStance(stance)))),
        outcomes.length ? el("span", { class: "strip" }, outcomes.map((outcome) => el("span", {}, sign(outcome, 13), say(outcome)))) : null,
        el("span", { class: "strip" }, el("span", {}, el("i", { class: "line opposes" }), say("opposes"))),
        marks.length ? el("span", { class: "strip" }, marks.map((one) => el("span", {}, markSign(one), say(`mark_${one}`)))) : null,
      ),
      el(
        "div",
        { class: "legend-body" },
        el("div", { class: "explained" }, example(new Map([["a", "asserts"], ["b", "disagrees"]]), "right"), el("p", {}, say("legend_ring"))),
        el("p", {}, `${say("legend_middle")} ${say("legend_size")} ${say("legend_side")} ${say("legend_heat")}`),
        el("div", { class: "columns" },
          el("ul", {}, STANCES.map((stance) => el("li", {}, mark(stance), sayStance(stance))), el("li", {}, mark("inferred"), say("inferred"))),
          el("ul", {}, outcomes.map((outcome) => el("li", {}, sign(outcome, 14), say(outcome)))),
          el("ul", {},
            el("li", {}, el("i", { class: "shape claim" }), say("claim")),
            el("li", {}, el("i", { class: "shape speaker" }), say("speaker")),
            el("li", {}, el("i", { class: "shape concept" }), say("concept")),
            el("li", {}, el("i", { class: "line opposes" }), say("opposes")),
            el("li", {}, el("i", { class: "line other" }), say("legend_other_links")),
            guessed ? el("li", {}, el("i", { class: "line inferred" }), say("legend_inferred")) : null,
          ),
          seen
            ? el("ul", {},
                seen.members.map((uids, camp) => el("li", {}, campSign(camp), `${say("camp_n", { n: camp + 1 })} · ${count("speakers", uids.length)}`)),
                marks.map((one) => el("li", {}, markSign(one), say(`mark_${one}`))),
              )
            : null,
        ),
        seen?.members.length ? el("p", {}, method(seen)) : null,
        initialled(page),
      ),
    );
    box.open = open;
  };
  return { box, build };
}

/** Whose initials are whose, where there is not room for all names on the map. @param {Page} page */
function initialled({ model, store }) {
  if (model.speakers.size > FEW_SPEAKERS || model.frames.tall.swarms.length) return null;
  const names = [...model.speakers.keys()].map((uid) => ({ uid, whole: name(model.speakers, uid) })).sort((a, b) => a.whole.localeCompare(b.whole));
  const choose = (/** @type {string} */ uid) => store.choose(`speaker:${uid}`);
  return el(
    "ul",
    { class: "initialled", "aria-label": count("speakers", names.length) },
    names.map(({ uid, whole }) => {
      const sign = el("i", { class: "initials", "aria-hidden": "true" }, initials(whole));
      return el("li", {}, el("button", { type: "button", onclick: () => choose(uid) }, sign, briefly(model, uid)));
    }),
  );
}

/** A claim as it is drawn on the map, for two speakers. @param {Map<string, Stance>} stances @param {string} outcome */
function example(stances, outcome) {
  const canvas = el("canvas", { width: 88, height: 88, class: "example", "aria-hidden": "true" });
  const ctx = canvas.getContext("2d");
  if (ctx) {
    ctx.scale(2, 2);
    ctx.translate(22, 22);
    const slot = new Map([["a", Math.PI], ["c", -Math.PI / 2], ["b", 0], ["d", Math.PI / 2]]);
    drawClaim(ctx, 16, { stances, against: new Set(), outcome, weight: "main" }, slot, palette());
  }
  return canvas;
}
