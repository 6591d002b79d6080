/** Opens the page's data. When they are damaged the page says so, and nothing more happens.
 * @import { PageDocument } from "./types" */
import { inflated } from "./inflated.js";
import { unpack } from "./unpack.js";

/** @param {string} id of the block that holds them @returns {Promise<PageDocument>} */
export async function opened(id) {
  try {
    return unpack(JSON.parse(await inflated(id)));
  } catch {
    document.getElementById("damaged")?.removeAttribute("hidden");
    return new Promise(() => {});
  }
}
