/** What the map says where no claim is left, with the way back to all of them.
 * @import { Page } from "./panel/parts.js" */
import { el } from "./dom.js";
import { listed } from "./filter.js";
import { say } from "./words.js";

/** @param {Page} page */
export function emptyNote({ model, store }) {
  const told = el("p", {});
  const clear = el("button", { type: "button", class: "small-toggle", onclick: () => store.clear() });
  const box = el("div", { class: "none-left", hidden: true }, told, clear);
  const refresh = () => {
    told.textContent = say("nothing_left");
    clear.textContent = say("all_claims");
    box.hidden = !model.claims.size || listed(model, store.state).size > 0;
  };
  return { box, refresh };
}
