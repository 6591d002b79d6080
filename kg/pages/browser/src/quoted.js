/** The addresses of quotations, which the page's data shorten as kg/pages/quoted.py says. */

/** @param {string} url @param {string} quote @param {string} page the address of the source */
export function address(url, quote, page) {
  return url.replaceAll("\u0001", () => page).replaceAll("\u0002", () => written(quote));
}

/** Words as an address holds them: letters beyond ASCII as they are, hyphens not.
 * @param {string} quote */
function written(quote) {
  return quote.replace(/[^A-Za-z0-9_.~\u0080-\uffff]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}
