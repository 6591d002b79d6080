/** The text of a block of the page, which is base64 of gzip. Fails without the means or when it is damaged.
 * @param {string} id */
export async function inflated(id) {
  const raw = atob(document.getElementById(id)?.textContent ?? "");
  const bytes = new Uint8Array(raw.length);
  for (let index = 0; index < raw.length; index++) bytes[index] = raw.charCodeAt(index);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}
