/** Turns the page back to a day, and plays how positions and verdicts came in.
 * @import { Model } from "./types"
 * @import { Page } from "./panel/parts.js" */
import { moments, whole } from "./asof.js";
import { lastDay } from "./dates.js";
import { ICONS, el, icon } from "./dom.js";
import { count, say } from "./words.js";

/** A long history is played in leaps, so that it takes about this many steps. */
const STEPS = 40;
const PACE = 1100;
const BARS = 120;

/** @param {Page} page */
export function timeBar({ model, store }) {
  /** @type {import("./asof.js").Moment[]} */
  let days = [];
  let last = 0;
  // Of very many claims it takes a while to find the days: nobody waits for it who does not ask.
  let isRead = false;
  const readDays = () => {
    if (isRead) return;
    isRead = true;
    days = moments(model).filter(({ day }) => day < model.made);
    last = days.length;
    slider.max = String(last);
    build();
  };
  const box = el("section", { class: "timebar", hidden: true });
  const play = el("button", { type: "button", class: "icon-button play", onclick: () => (playing ? pause() : start()) });
  const slider = el("input", { type: "range", min: 0, max: 0, step: 1, value: 0, id: "day" });
  const told = el("output", { class: "told", for: "day" });
  const close = el("button", { type: "button", class: "icon-button", onclick: () => open(false) }, icon(ICONS.close));
  const marks = el("div", { class: "moments", "aria-hidden": "true" });
  box.append(play, el("div", { class: "slide" }, marks, slider), told, close);
  let playing = 0;

  /** Where the day that is chosen stands; all that is known is the last place. */
  const place = () => {
    const { day } = store.state;
    if (!day) return last;
    let at = 0;
    for (const [index, moment] of days.entries()) if (moment.day <= day) at = index;
    return at;
  };
  const go = (/** @type {number} */ at) => store.set({ day: at >= last ? "" : (days[at]?.day ?? "") });
  const start = () => {
    if (place() >= last) go(0);
    playing = window.setInterval(() => {
      const next = place() + Math.max(1, Math.round(last / STEPS));
      go(next);
      if (next >= last) pause();
    }, PACE);
    refresh();
  };
  const pause = () => {
    clearInterval(playing);
    playing = 0;
    refresh();
  };
  const open = (/** @type {boolean} */ wanted, focus = true) => {
    if (wanted === !box.hidden) return;
    if (!wanted) {
      pause();
      if (store.state.day) store.set({ day: "" });
    }
    if (wanted) readDays();
    box.hidden = !wanted;
    box.dispatchEvent(new Event("toggle", { bubbles: true }));
    if (wanted && focus) slider.focus({ preventScroll: true });
  };
  slider.addEventListener("input", () => {
    if (playing) pause();
    go(Number(slider.value));
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      open(false);
    } else if (event.key === " " && event.target === slider) {
      event.preventDefault();
      play.click();
    }
  });

  const build = () => {
    if (!isRead) return;
    box.setAttribute("aria-label", say("time"));
    slider.setAttribute("aria-label", say("day"));
    close.setAttribute("aria-label", say("close_time"));
    close.title = say("close_time");
    const bars = gathered(days);
    const most = Math.max(1, ...bars.map(({ said, decided }) => Math.max(said, decided)));
    marks.replaceChildren(
      ...bars.map(({ at, said, decided }) => {
        const one = el("i", {}, el("b", { class: "said" }), el("b", { class: "decided" }));
        one.style.left = `${(at / Math.max(1, last)) * 100}%`;
        for (const [index, n] of [said, decided].entries()) {
          const part = /** @type {HTMLElement} */ (one.children[index]);
          part.style.height = n ? `${3 + 11 * Math.sqrt(n / most)}px` : "0";
        }
        return one;
      }),
    );
    refresh();
  };
  const refresh = () => {
    const at = place();
    slider.value = String(at);
    play.replaceChildren(icon(playing ? ICONS.pause : ICONS.play));
    play.setAttribute("aria-label", say(playing ? "pause" : "play"));
    play.title = say(playing ? "pause" : "play");
    const { day } = store.state;
    const moment = day ? days[at] : undefined;
    const news = moment && moment.day === day ? [moment.said && count("said_now", moment.said), moment.decided && count("decided_now", moment.decided)].filter(Boolean).join(" · ") : "";
    told.replaceChildren(el("strong", {}, day ? say("as_of", { date: day }) : say("all_known")), " ", el("span", { class: "meta" }, news));
    slider.setAttribute("aria-valuetext", day ? `${say("as_of", { date: day })}${news ? `, ${news}` : ""}` : say("all_known"));
  };
  return { box, build, refresh, open, isOpen: () => !box.hidden, isUseful: hasDays(model) };
}

/** Whether anything was said or decided before the day on which the page was made. @param {Model} model */
function hasDays(model) {
  const isPast = (/** @type {string | undefined} */ date) => date !== undefined && lastDay(date) !== "" && lastDay(date) < model.made;
  const { claims, predictions } = whole(model);
  for (const { positions } of claims.values()) if (positions.some(({ said }) => isPast(said))) return true;
  for (const { resolutions } of [...claims.values(), ...predictions.values()]) if (resolutions.some(({ decided }) => isPast(decided))) return true;
  return false;
}

/** How much came in, in no more bars than can be told apart.
 * @param {import("./asof.js").Moment[]} days @returns {{ at: number, said: number, decided: number }[]} */
function gathered(days) {
  const size = Math.max(1, Math.ceil(days.length / BARS));
  /** @type {{ at: number, said: number, decided: number }[]} */
  const bars = [];
  for (const [index, { said, decided }] of days.entries()) {
    const bar = (bars[Math.floor(index / size)] ??= { at: Math.floor(index / size) * size + (size - 1) / 2, said: 0, decided: 0 });
    bar.said += said;
    bar.decided += decided;
  }
  return bars;
}
