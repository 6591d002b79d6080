/** Dates as far as they are known: a day, a month or a year, written 2026-09-12, 2026-09 or 2026. */

const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const DAY = 86_400_000;

/** What was found out of a text, for the next time: a page says of thousands of things when they were said.
 * @template T @param {(text: string) => T} find @returns {(text: string) => T} */
function once(find) {
  /** @type {Map<string, T>} */
  const found = new Map();
  return (text) => {
    const before = found.get(text);
    if (before !== undefined) return before;
    const made = find(text);
    found.set(text, made);
    return made;
  };
}

/** Whether a text is a date of the calendar. */
export const isDate = once(function isDate(text) {
  const [, year, month = "01", day = "01"] = SHAPE.exec(text) ?? [];
  return year !== undefined && dayOf(number(`${year}-${month}-${day}`)) === `${year}-${month}-${day}`;
});

/** The earliest day that a date can mean; nothing of what is no date.
 * @param {string} date */
export function firstDay(date) {
  if (!isDate(date)) return "";
  return date + "-01-01".slice(date.length - 4);
}

/** The latest day that a date can mean; nothing of what is no date. */
export const lastDay = once(function lastDay(date) {
  if (!isDate(date)) return "";
  if (date.length === 10) return date;
  if (date.length === 4) return `${date}-12-31`;
  const [year, month] = date.split("-").map(Number);
  const last = new Date(0);
  last.setUTCFullYear(/** @type {number} */ (year), /** @type {number} */ (month), 0);
  return `${date}-${String(last.getUTCDate()).padStart(2, "0")}`;
});

/** A day as a number of days, for reckoning.
 * @param {string} day */
export function number(day) {
  const [year, month, date] = day.split("-").map(Number);
  const at = new Date(0);
  at.setUTCFullYear(year ?? 0, (month ?? 1) - 1, date ?? 1);
  return Math.round(at.getTime() / DAY);
}

/** The day that a number stands for.
 * @param {number} count */
export function dayOf(count) {
  const at = new Date(count * DAY);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString().slice(0, 10);
}

/** Whether what has this date counts as of a day: from the last day that it can mean, and never
 * without a date; without a day everything does.
 * @param {string | undefined} date @param {string} day */
export function known(date, day) {
  const last = date === undefined ? "" : lastDay(date);
  return !day || (last !== "" && last <= day);
}

/** Whether a date may lie in a range of days, of which either end may be open.
 * @param {string | undefined} date @param {string} from @param {string} to */
export function within(date, from, to) {
  if (!from && !to) return true;
  return date !== undefined && isDate(date) && (!from || lastDay(date) >= from) && (!to || firstDay(date) <= to);
}
