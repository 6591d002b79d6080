/** What can be chosen on the map: its sort and uid, as in `claim:c12`, and what is part of it.
 * @import { Model } from "./types" */

/** A concept with all that are part of it.
 * @param {Model} model @param {string} uid */
export function below(model, uid) {
  const found = new Set([uid]);
  let before = 0;
  while (found.size > before) {
    before = found.size;
    for (const concept of model.concepts.values()) {
      if (concept.broader && found.has(concept.broader)) found.add(concept.uid);
    }
  }
  return found;
}

/** The sort and the uid of what is chosen. @param {string} chosen @returns {[string, string]} */
export function split(chosen) {
  const colon = chosen.indexOf(":");
  return [chosen.slice(0, colon), chosen.slice(colon + 1)];
}
