/** Makes elements. Text is only ever placed as text. */

/** @typedef {Node | string | number | null | undefined | false | Child[]} Child */

/** An element with attributes, listeners and children: `el("p", { class: "note" }, "text")`.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]} */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  fill(made, children);
  return made;
}

/** @param {Element} into @param {Child[]} children */
export function fill(into, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) fill(into, child);
    else into.append(child instanceof Node ? child : String(child));
  }
}

/** Text from the notebook, kept from turning the direction of what stands around it.
 * @param {string} text @param {string} [lang] */
export function own(text, lang) {
  const made = el("bdi", { lang: lang || undefined });
  made.textContent = text;
  return made;
}

/** Text from the notebook inside a sentence of ours, kept from turning what stands around it.
 * @param {string} text */
export function kept(text) {
  return TURNING.test(text) ? `\u2068${text}\u2069` : text;
}

/** What may change the direction: letters written from the right, and marks. */
const TURNING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A link if the address is one of the web, else the words alone, with the address as text.
 * @param {string | undefined} url @param {Child} words */
export function link(url, words) {
  if (!url) return el("span", {}, words);
  if (!isWeb(url)) return el("span", {}, words, " ", el("span", { class: "address" }, own(url)));
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words);
}

/** Whether an address is one of the web, and leads to where it seems to lead: what stands before an @ does not.
 * @param {string} url */
export function isWeb(url) {
  try {
    if (!/^https?:\/\/[^\s\\]+$/i.test(url)) return false;
    const { protocol, username, password } = new URL(url);
    return ["http:", "https:"].includes(protocol) && !username && !password;
  } catch {
    return false;
  }
}

/** A line sign: one path, drawn with the colour of the text.
 * @param {string} path @param {string} [box] */
export function icon(path, box = "0 0 24 24") {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", box);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

export const ICONS = {
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 20 20",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  theme: "M12 3a9 9 0 1 0 0 18ZM12 3a9 9 0 0 1 0 18",
  filter: "M4 6h16M7 12h10M10 18h4",
  key: "M4 7h3M11 7h9M4 12h3M11 12h9M4 17h3M11 17h9",
  back: "M14 6l-6 6 6 6",
  bigger: "M6 14l6-6 6 6",
  map: "M5 7a2 2 0 1 0 4 0 2 2 0 1 0-4 0M14 17a2 2 0 1 0 4 0 2 2 0 1 0-4 0M16 6a2 2 0 1 0 4 0 2 2 0 1 0-4 0M8.5 8.5l6 7M9 7h7",
  matrix: "M4 4h16v16H4ZM4 9.5h16M4 15h16M9.5 4v16M15 4v16",
  timeline: "M4 6h9M8 12h10M13 18h7M4 3v18",
  table: "M4 5h16v14H4ZM4 10h16M10 10v9",
  time: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3.5 2",
  play: "M8 5l11 7-11 7Z",
  pause: "M8 5v14M16 5v14",
  versus: "M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4",
  way: "M5 19a2 2 0 1 0 0-.1M19 5a2 2 0 1 0 0-.1M7 19h6a3.5 3.5 0 0 0 0-7h-2a3.5 3.5 0 0 1 0-7h6",
  download: "M12 4v11M7.5 11 12 15.5 16.5 11M5 20h14",
  motion: "M3 12c2.5-6 5-6 7.5 0s5 6 7.5 0M20.5 8.5 18 12l-4-.5",
  info: "M12 11v6M12 7.5v.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
};
