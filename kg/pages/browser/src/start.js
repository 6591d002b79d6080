/** Starts the page: unpacks its script, which the page's policy knows by its hash, and runs it. */
import { inflated } from "./inflated.js";

/** Where nothing may become a script by accident, ours is made one by a policy of this name. @param {string} code */
function trusted(code) {
  /** @type {any} */
  const { trustedTypes } = globalThis;
  return trustedTypes ? trustedTypes.createPolicy("kg", { createScript: (/** @type {string} */ text) => text }).createScript(code) : code;
}

try {
  const script = document.createElement("script");
  script.type = "module";
  script.textContent = trusted(await inflated("code"));
  document.head.append(script);
} catch {
  const able = typeof DecompressionStream === "function";
  document.getElementById(able ? "damaged" : "too-old")?.removeAttribute("hidden");
}
