/** Opens the page's data: base64 of gzip of packed JSON. Without the means it says so, and nothing more happens.
 * @import { PageDocument } from "./types" */
import { el } from "./dom.js";
import { unpack } from "./unpack.js";
import { nearest, say, speak } from "./words.js";

/** @param {HTMLElement | null} block @param {HTMLElement} root where a sentence appears if it cannot be read
 * @returns {Promise<PageDocument>} */
export async function opened(block, root) {
  try {
    return unpack(JSON.parse(await inflated(block?.textContent ?? "")));
  } catch {
    speak(nearest(document.documentElement.lang));
    const able = typeof DecompressionStream === "function";
    root.append(el("p", { class: "unreadable", role: "alert" }, say(able ? "unreadable" : "too_old")));
    performance.mark("kg-unreadable");
    return new Promise(() => {});
  }
}

/** @param {string} text */
async function inflated(text) {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let index = 0; index < raw.length; index++) bytes[index] = raw.charCodeAt(index);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}
