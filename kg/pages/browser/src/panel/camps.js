/** Camps in the panel: who is in them and how sure that is; what divides them, bridges them, is shared by
 * them; and the cruxes.
 * @import { Camps, Claim, Speaker } from "../types"
 * @import { Mark } from "../camps.js"
 * @import { Page } from "./parts.js" */
import { brief } from "../brief.js";
import { COLOURS, MARKS, marked } from "../camps.js";
import { sides } from "../disputed.js";
import { el, own } from "../dom.js";
import { isNarrowed } from "../filter.js";
import { drawMark } from "../paint/marks.js";
import { palette } from "../paint/palette.js";
import { count, say } from "../words.js";
import { claimRow, folded, longList, named, section } from "./parts.js";

/** So many members of a camp are named. */
const NAMED = 12;
const FEW_NAMED = 3;
const CROWD = 40;

/** What the panel says of camps while nothing is chosen; nothing of a day in the past. Camps are those of
 * the whole map, whatever filters leave of the claims.
 * @param {Page} page @param {Set<string>} left by the filters */
export function campsPart(page, left) {
  const { model, store } = page;
  const { camps } = model;
  if (!camps || store.state.day) return null;
  return section(
    say("camps"),
    el("p", { class: "note" }, verdict(camps)),
    isNarrowed(store.state.filters) ? el("p", { class: "meta" }, say("camps_of_all")) : null,
    camps.members.length ? el("ul", { class: "camp-list" }, camps.members.map((uids, camp) => members(page, uids, camp))) : null,
    camps.members.length ? el("p", { class: "meta" }, method(camps)) : null,
    MARKS.map((mark) => {
      const claims = marked(model, mark).filter(({ uid }) => left.has(uid));
      return claims.length ? folded([markSign(mark), `${say(`list_${mark}`)} · ${claims.length}`], longList(claims, 5, (claim) => markedRow(page, claim, mark), "claims"), "camp-claims") : null;
    }),
  );
}

/** What was found, in words. @param {Camps} camps */
function verdict(camps) {
  const n = camps.members.length;
  if (n) return say(camps.verdict === "camps" ? "camps_found" : "camps_loose", { n });
  return say(`camps_${camps.verdict}`);
}

/** How they were found, and how sure that is. @param {Camps} camps */
export function method(camps) {
  const { steadiness, parts } = camps;
  const apart = parts ? say("camps_parts", { n: parts }) : "";
  const steady = steadiness === undefined ? "" : say("camps_steady", { steadiness: steadiness.toFixed(2) });
  return [way(camps), apart, steady].filter(Boolean).join(" ");
}

/** @param {Camps} camps */
function way({ method, index, total, certified, silhouette }) {
  const proved = method === "grouping" ? "camps_proved_grouping" : "camps_proved";
  const proof = say(certified ? proved : "camps_best_found");
  if (method === "division") return say("camps_by_division", { index: index ?? 0, total: total ?? 0, proof });
  if (method === "grouping") return say("camps_by_grouping", { proof });
  // Of several parts no silhouette is known.
  return silhouette === undefined ? say("camps_by_crowd_apart") : say("camps_by_crowd", { silhouette: silhouette.toFixed(2) });
}

/** @param {Page} page @param {string[]} uids @param {number} camp */
function members(page, uids, camp) {
  // Of a crowd a few names are as good as a wall of them.
  const most = uids.length > CROWD ? FEW_NAMED : NAMED;
  const shown = uids.slice(0, most).map((uid) => named(page, "speaker", uid, "chip"));
  return el(
    "li",
    {},
    campSign(camp),
    el("span", { class: "names" }, `${say("camp_n", { n: camp + 1 })} · ${count("speakers", uids.length)}`),
    el("p", { class: "chips" }, shown, uids.length > most ? el("span", { class: "meta" }, `+ ${count("speakers", uids.length - most)}`) : null),
  );
}

/** The number of a camp in its colour. @param {number} camp */
export function campSign(camp) {
  return el("i", { class: `camp camp-${(camp % COLOURS) + 1}`, "aria-hidden": "true" }, String(camp + 1));
}

/** The sign of a mark, as on the map. @param {Mark} mark @param {number} [size] */
export function markSign(mark, size = 15) {
  const canvas = el("canvas", { width: size * 2, height: size * 2, class: "camp-mark", "aria-hidden": "true" });
  canvas.style.width = canvas.style.height = `${size}px`;
  const ctx = canvas.getContext("2d");
  if (ctx) {
    ctx.translate(size, size);
    ctx.scale(2, 2);
    drawMark(ctx, size / 2 - 1, mark, palette());
  }
  return canvas;
}

/** @param {Page} page @param {Claim} claim @param {Mark} mark */
function markedRow(page, claim, mark) {
  const row = claimRow(page, claim);
  row.append(el("p", { class: "meta" }, says(page, claim, mark)));
  return row;
}

/** What a mark says of a claim. @param {Page} page @param {Claim} claim @param {Mark} mark */
function says({ model }, claim, mark) {
  const told = model.camps?.claims.get(claim.uid);
  if (mark === "crux") return say("crux_share", { share: Math.round(100 * (told?.crux ?? 0)) });
  const said = camps(told?.sides ?? []);
  return mark === "common" && claim.disputed ? [said, ...against(claim)].join(say("side_between")) : said;
}

/** How many of each camp are for a claim. @param {[number, number, number][]} all */
function camps(all) {
  return all
    .map(([a, p, d], camp) => {
      const said = a + p + d ? say(all.length > 1 ? "side_n" : "side_all", { n: camp + 1, a, b: a + p + d }) : "";
      return said && p ? said + say("side_partly", { n: p }) : said;
    })
    .filter(Boolean)
    .join(say("side_between"));
}

/** Who is against what is common ground all the same. @param {Claim} claim */
function against(claim) {
  const { deny, inferred } = sides(claim);
  return [deny ? say("deny_n", { n: deny }) : "", inferred ? say("deny_inferred_n", { n: inferred }) : ""].filter(Boolean);
}

/** What a claim is in the light of camps, for its panel. @param {Page} page @param {Claim} claim */
export function marksOfClaim(page, claim) {
  const { model, store } = page;
  const told = store.state.day ? undefined : model.camps?.claims.get(claim.uid);
  if (!told) return null;
  return el(
    "ul",
    { class: "camp-marks" },
    told.marks.map((mark) => el("li", {}, markSign(mark), el("span", {}, el("b", {}, say(`mark_${mark}`)), " ", el("span", { class: "meta" }, says(page, claim, mark))))),
  );
}

/** In which camp a speaker is, for their panel. @param {Page} page @param {Speaker} speaker */
export function campOfSpeaker({ model, store }, speaker) {
  const { camps } = model;
  if (!camps?.members.length || store.state.day) return null;
  const camp = camps.of.get(speaker.uid);
  const n = camps.members.length;
  if (camp === undefined) return el("p", { class: "meta" }, say("camp_none", { n }));
  const others = (camps.members[camp] ?? []).filter((uid) => uid !== speaker.uid);
  const names = others.slice(0, 5).map((uid) => brief(model, uid));
  const more = others.length > 5 ? ` + ${others.length - 5}` : "";
  return el("p", { class: "camp-line" }, campSign(camp), el("span", {}, say("camp_of", { camp: camp + 1, n }), names.length ? [": ", own(names.join(say("name_between"))), more] : null));
}
