/** Draws one prediction of the timeline: a bar from said to the end of when it is due, and on to the verdict.
 * @import { Scale } from "./scale.js"
 * @import { Span } from "./timeline.js" */
import { firstDay, isDate, lastDay } from "../dates.js";

const SPACE = "http://www.w3.org/2000/svg";
const HIGH = 24;
const MIDDLE = HIGH / 2;
/** How far below the bar stands what says that only a month or a year is known. */
const BELOW = MIDDLE + 7;

/** @param {Span} span @param {Scale} scale */
export function track(span, scale) {
  const { said, due, decided, prediction } = span;
  const svg = shape("svg", { class: "bars", width: "100%", height: HIGH });
  const start = said ? scale.at(firstDay(said)) : 0;
  // Due in a year it has time to the year's last day, as in every list.
  const latest = due ? scale.at(lastDay(due)) : 1;
  const end = decided ? scale.at(lastDay(decided)) : latest;
  const told = said ? scale.at(lastDay(said)) : 0;
  // What was said and is due within the same month has no part of which one is sure.
  const surely = told < latest ? told : start;
  const opens = prediction.opens && isDate(prediction.opens) ? Math.max(start, scale.at(firstDay(prediction.opens))) : start;
  // From when it was said until its window opens nothing can be seen of it yet.
  if (opens > surely) svg.append(line(start, opens, "waits"));
  else if (surely > start) svg.append(bar(start, surely, "dawn"));
  const from = Math.max(opens, surely);
  if (due) {
    svg.append(bar(from, latest, "window"));
    const earliest = scale.at(firstDay(due));
    if (latest > earliest) svg.append(line(earliest, latest, "some-day", BELOW));
    if (!scale.isPast(due)) svg.append(shape("line", { x1: share(latest), x2: share(latest), y1: MIDDLE - 7, y2: BELOW, class: "due-line" }));
    if (end > latest) svg.append(line(latest, end, "after"));
  } else {
    svg.append(bar(from, decided ? end : 1, "endless"));
  }
  if (said) svg.append(shape("circle", { cx: share(surely > start ? (start + surely) / 2 : start), cy: MIDDLE, r: 3, class: "said-dot" }));
  return svg;
}

/** What the bars of predictions that came true in part are filled with. */
export function hatching() {
  const svg = shape("svg", { class: "defs", width: 0, height: 0, "aria-hidden": "true" });
  const pattern = shape("pattern", { id: "hatched", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(30)" });
  pattern.append(shape("rect", { width: 6, height: 6, class: "ground" }), shape("rect", { width: 3, height: 6, class: "stripe" }));
  svg.append(pattern);
  return svg;
}

/** @param {number} from @param {number} to @param {string} look */
function bar(from, to, look) {
  return shape("rect", { x: share(from), width: share(Math.max(0, to - from)), y: MIDDLE - 4, height: 8, class: look });
}

/** @param {number} from @param {number} to @param {string} look @param {number} [y] */
function line(from, to, look, y = MIDDLE) {
  return shape("line", { x1: share(from), x2: share(to), y1: y, y2: y, class: look });
}

/** @param {number} part */
function share(part) {
  return `${(part * 100).toFixed(3)}%`;
}

/** @param {string} tag @param {Record<string, string | number>} attributes */
function shape(tag, attributes) {
  const made = document.createElementNS(SPACE, tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
