/** Pieces that several panels are made of.
 * @import { Claim, Model } from "../types"
 * @import { Store } from "../state.js" */
import { brief, briefly } from "../brief.js";
import { el, icon, own } from "../dom.js";
import { drawOutcome } from "../paint/glyph.js";
import { palette } from "../paint/palette.js";
import { HOLDS } from "../disputed.js";
import { at } from "../model.js";
import { count, figure, name, otherwise, said, say, sayStance, statement } from "../words.js";

/** @typedef {{ model: Model, store: Store }} Page */

/** The mark of a stance: its colour and its form. @param {string} stance */
export function mark(stance) {
  return el("i", { class: `mark ${stance}`, "aria-hidden": "true" });
}

/** A stance in words, behind its mark. @param {string} stance */
export function stanceWord(stance) {
  return el("span", { class: "stance" }, mark(stance), sayStance(stance));
}

/** The sign of an outcome, as on the map. @param {string} outcome @param {number} [size] */
export function sign(outcome, size = 16) {
  const canvas = el("canvas", { width: size * 2, height: size * 2, class: "sign", "aria-hidden": "true" });
  const ctx = canvas.getContext("2d");
  if (ctx) {
    ctx.translate(size, size);
    ctx.scale(2, 2);
    drawOutcome(ctx, outcome, size / 2, palette().ink);
  }
  return canvas;
}

/** @param {string} outcome */
export function outcomeWord(outcome) {
  return el("span", { class: `outcome ${outcome}` }, sign(outcome), say(outcome));
}

/** A button that chooses something on the map. @param {Page} page @param {string} id @param {...import("../dom.js").Child} words */
export function chooser({ store }, id, ...words) {
  return el("button", { type: "button", class: "chooser", onclick: () => store.choose(id) }, ...words);
}

/** A small button with its sign, for what can be done from here. @param {string} sign @param {string} words @param {() => void} act */
export function deed(sign, words, act) {
  return el("button", { type: "button", class: "small-toggle", onclick: act }, icon(sign), words);
}

/** A speaker's or concept's name; a button when it is on the map.
 * @param {Page} page @param {"speaker" | "concept"} sort @param {string} uid @param {string} [className] */
export function named(page, sort, uid, className = "") {
  const words = sort === "speaker" ? briefly(page.model, uid) : own(name(page.model.concepts, uid));
  const id = `${sort}:${uid}`;
  if (!page.model.nodes.has(id)) return el("span", { class: className }, words);
  const made = chooser(page, id, words);
  if (className) made.className = className;
  return made;
}

/** A claim in a list: its statement, who takes which stance, its outcome.
 * @param {Page} page @param {Claim} claim @param {string} [stance] whose mark stands before it */
export function claimRow(page, claim, stance) {
  const words = said(claim.statement);
  return el(
    "li",
    { class: "claim-row" },
    chooser(
      page,
      claim.node.id,
      stance ? mark(stance) : el("span", { class: "marks" }, [...new Set(claim.stances.values())].map(mark)),
      el("span", { class: "text" }, own(statement(claim), words.lang)),
      outcomeSign(claim),
    ),
  );
}

/** So many rows at a time: of a thousand speakers there are very many pairs.
 * @param {number} length @param {(index: number) => Element} row @param {number} first */
export function longListOf(length, row, first) {
  const rows = (/** @type {number} */ from, /** @type {number} */ to) => Array.from({ length: Math.max(0, Math.min(to, length) - from) }, (_, index) => row(from + index));
  const list = el("ul", { class: "pairs" }, rows(0, first));
  const more = el("button", { type: "button", class: "more" });
  const tell = () => {
    more.textContent = `+ ${figure(length - list.children.length)}`;
    if (list.children.length >= length) more.remove();
  };
  more.addEventListener("click", () => {
    list.append(...rows(list.children.length, list.children.length + 100));
    tell();
  });
  if (length <= first) return [list];
  tell();
  return [list, more];
}

/** A long list, of which the first few are shown until more is asked for.
 * @template T @param {T[]} items @param {number} first @param {(item: T) => Element} row @param {string} noun */
export function longList(items, first, row, noun) {
  const list = el("ul", { class: "rows" }, items.slice(0, first).map(row));
  if (items.length <= first + 2) {
    list.append(...items.slice(first).map(row));
    return [list];
  }
  const more = el(
    "button",
    {
      type: "button",
      class: "more",
      onclick: () => {
        const start = list.children.length;
        list.append(...items.slice(first).map(row));
        more.remove();
        list.children[start]?.querySelector("button")?.focus();
      },
    },
    `+ ${count(noun, items.length - first)}`,
  );
  return [list, more];
}

/** A claim that another leads to: its statement, who holds it, its outcome; or that it is not here.
 * @param {Page} page @param {string} uid */
export function claimButton(page, uid) {
  const claim = page.model.claims.get(uid);
  if (!claim) return el("span", { class: "absent" }, own(uid), ` (${say("not_here")})`);
  const speakers = [...claim.stances].filter(([, stance]) => HOLDS.has(stance)).map(([speaker]) => brief(page.model, speaker));
  return chooser(
    page,
    claim.node.id,
    el("span", { class: "text" }, own(statement(claim)), speakers.length ? el("span", { class: "holders" }, own(speakers.join(", "))) : null),
    outcomeSign(claim),
  );
}

/** The sign of what a claim came to, with its word for those who do not see it. @param {Claim} claim */
export function outcomeSign(claim) {
  if (!claim.outcome) return null;
  return el("span", { title: say(claim.outcome) }, sign(claim.outcome, 14), el("span", { class: "unseen" }, say(claim.outcome)));
}

/** What is there for whoever asks for it. @param {import("../dom.js").Child} title @param {import("../dom.js").Child} content @param {string} [className] */
export function folded(title, content, className = "") {
  return el("details", { class: `fold ${className}` }, el("summary", {}, title), content);
}

/** Rows, of which the first few are shown until more is asked for.
 * @param {string} className @param {HTMLElement[]} rows @param {number} first @param {string} noun counted on the button */
export function shortened(className, rows, first, noun) {
  const list = el("ul", { class: className }, rows);
  if (rows.length <= first + 1) return list;
  const hidden = rows.slice(first);
  for (const row of hidden) row.hidden = true;
  const show = () => {
    for (const row of hidden) row.hidden = false;
    more.remove();
    hidden[0]?.querySelector("button")?.focus();
  };
  const more = el("button", { type: "button", class: "more", onclick: show }, `+ ${count(noun, hidden.length)}`);
  return [list, more];
}

/** @param {string} title @param {...import("../dom.js").Child} children */
export function section(title, ...children) {
  return el("section", { class: "part" }, el("h3", {}, title), ...children);
}

/** The words in the chosen language, those in others beneath. @param {import("../types").Wording | undefined} wording @param {string} className */
export function inAllLanguages(wording, className) {
  const first = said(wording);
  if (!first.text) return [];
  return [
    el("p", { class: className, lang: first.lang }, own(first.text)),
    ...otherwise(wording).map(({ lang, text }) => el("p", { class: `${className} also`, lang }, own(text))),
  ];
}

/** @param {import("../types").Wording | undefined} wording @param {string} [className] */
export function wordingLine(wording, className = "note") {
  const { text, lang } = said(wording);
  return text ? el("p", { class: className, lang }, own(text)) : null;
}

/** A bar of parts, with their numbers beneath; parts of nothing are left out.
 * @param {[string, number][]} parts class name and number */
export function bar(parts) {
  return el(
    "span",
    { class: "bar", "aria-hidden": "true" },
    parts.filter(([, n]) => n > 0).map(([name, n]) => {
      const part = el("i", { class: name });
      part.style.flexGrow = String(n);
      return part;
    }),
  );
}

/** How predictions came out: a bar, and each outcome with its sign and number.
 * @param {[string, number][]} counted */
export function outcomes(counted) {
  const total = counted.reduce((sum, [, n]) => sum + n, 0);
  return el(
    "div",
    { class: "tally" },
    bar(counted.map(([state, n]) => [`state ${state}`, n])),
    el(
      "p",
      {},
      counted.map(([state, n]) => el("span", { class: "n", title: say(state) }, sign(state, 13), `${n} ${say(state)}`)),
    ),
    el("p", { class: "meta" }, total === 1 ? say("tally_1") : say("tally_n", { n: total }), total < 20 ? ` · ${say("few")}` : ""),
  );
}

/** Moves the focus to the panel's title, so that the keyboard goes on from there. @param {HTMLElement} panel */
export function focusTitle(panel) {
  const title = panel.querySelector("h2");
  if (title instanceof HTMLElement) title.focus({ preventScroll: true });
}

/** @template T @param {Iterable<T>} items @param {(item: T) => string} key @returns {Map<string, T[]>} */
export function grouped(items, key) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

export { at };
