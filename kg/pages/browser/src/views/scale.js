/** From days to places on a timeline: how far it reaches, which days are named, where each thing stands.
 * @import { Span } from "./timeline.js" */
import { dayOf, firstDay, lastDay, number } from "../dates.js";

/** How far beyond today it goes, as a share of what lies before; what is due later stands at its edge. */
const AHEAD = 0.45;
const MONTH = 30;
/** No more days than this are named on the axis, and each name takes as much room, in pixels. */
const TICKS = 9;
const ROOM = 54;

/** @typedef {ReturnType<typeof scaleOf>} Scale */

/** @param {Span[]} spans @param {string} today */
export function scaleOf(spans, today) {
  const now = number(today);
  const known = spans.flatMap(({ said, decided }) => [said && number(firstDay(said)), decided && number(lastDay(decided))]).filter((day) => day !== "");
  const due = spans.flatMap((span) => (span.due ? [number(lastDay(span.due))] : []));
  // With thousands of days a spread of arguments would be too much for a call.
  const first = (known.length ? known : due).reduce((least, day) => Math.min(least, day), now);
  const latest = known.reduce((most, day) => Math.max(most, day), now);
  const reach = Math.max(latest - first, 2 * MONTH);
  const last = due.filter((day) => day <= latest + AHEAD * reach).reduce((most, day) => Math.max(most, day), latest);
  const margin = Math.ceil(0.02 * (last - first)) + 1;
  const [from, to] = [first - margin, last + margin];
  const at = (/** @type {number} */ day) => Math.min(1, Math.max(0, (day - from) / (to - from)));
  /** Whether a date ends after the last day of the scale. */
  const isPast = (/** @type {string} */ date) => date !== "" && number(lastDay(date)) > to;
  return {
    at: (/** @type {string} */ day) => at(number(day)),
    today: at(now),
    /** Days that are named on an axis so wide, in pixels; the name of today would cover those beside it. @param {number} wide */
    ticks: (wide) => ticks(from, to, Math.min(TICKS, Math.max(2, Math.floor(wide / ROOM)))).map(({ day, words }) => ({ at: at(day), words, covered: Math.abs(at(day) - at(now)) * wide < ROOM })),
    isPast,
    /** Whether it is undecided and due so late that it does not fit. @param {Span} span */
    isBeyond: ({ due, decided }) => !decided && isPast(due),
    /** Where the sign of its outcome stands. @param {Span} span */
    signAt({ due: day, decided }) {
      if (decided) return at(number(lastDay(decided)));
      return day ? at(number(lastDay(day))) : 1;
    },
  };
}

/** Beginnings of years or of months, as many as fit.
 * @param {number} from @param {number} to @param {number} most */
function ticks(from, to, most) {
  const [start, end] = [dayOf(from), dayOf(to)].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1);
  const months = (end ?? 0) - (start ?? 0) + 1;
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((size) => months / size <= most) ?? 6000;
  const found = [];
  for (let month = Math.ceil((start ?? 0) / step) * step; month <= (end ?? 0); month += step) {
    const text = `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
    const day = number(`${text}-01`);
    if (day >= from && day <= to) found.push({ day, words: step >= 12 ? text.slice(0, 4) : text });
  }
  return found;
}
