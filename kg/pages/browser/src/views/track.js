/** Draws one prediction of the timeline: a bar from said to due, faded where a day is vague, and on to the verdict.
 * @import { Scale } from "./scale.js"
 * @import { Span } from "./timeline.js" */
import { firstDay, isDate, lastDay } from "../dates.js";

const SPACE = "http://www.w3.org/2000/svg";
const HIGH = 24;
const MIDDLE = HIGH / 2;

/** @param {Span} span @param {Scale} scale */
export function track({ said, due, decided, prediction }, scale) {
  const svg = shape("svg", { class: "bars", width: "100%", height: HIGH });
  const start = said ? scale.at(firstDay(said)) : 0;
  const surely = said ? scale.at(lastDay(said)) : 0;
  const opens = prediction.opens && isDate(prediction.opens) ? Math.max(start, scale.at(firstDay(prediction.opens))) : start;
  const earliest = due ? scale.at(firstDay(due)) : 1;
  const latest = due ? scale.at(lastDay(due)) : 1;
  const end = decided ? scale.at(lastDay(decided)) : latest;
  // From when it was said until its window opens nothing can be seen of it yet.
  if (opens > surely) svg.append(line(start, opens, "waits"));
  const from = Math.max(opens, Math.min(surely, earliest));
  if (surely > start && opens <= surely) svg.append(bar(start, Math.min(surely, earliest), "dawn"));
  if (due) {
    svg.append(bar(from, earliest, "window"));
    if (latest > earliest) svg.append(bar(earliest, latest, "dusk"));
    svg.append(shape("line", { x1: share(latest), x2: share(latest), y1: MIDDLE - 7, y2: MIDDLE + 7, class: "due-line" }));
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

/** @param {number} from @param {number} to @param {string} look */
function line(from, to, look) {
  return shape("line", { x1: share(from), x2: share(to), y1: MIDDLE, y2: MIDDLE, class: look });
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
