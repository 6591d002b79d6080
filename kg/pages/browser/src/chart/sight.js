/** Where the reader looks, for coming back to it: as long as nobody has moved the map by hand since.
 * @import { Chart } from "./chart.js" */

/** @typedef {{ x: number, y: number, scale: number, moves: number }} Seen */

/** Keys that move the map. */
const MOVING = /^(Arrow\w+|[-+=0])$/;

/** @param {Chart} chart @param {HTMLElement} controls buttons that move the map */
export function sightOf({ network, container }, controls) {
  let moves = 0;
  const move = () => (moves += 1);
  for (const event of /** @type {const} */ (["dragEnd", "zoom", "resize"])) network.on(event, move);
  controls.addEventListener("click", move);
  container.addEventListener("keydown", ({ key }) => MOVING.test(key) && move());
  return {
    seen: () => ({ ...network.getViewPosition(), scale: network.getScale(), moves }),
    look: (/** @type {unknown} */ told) => {
      const seen = /** @type {Seen | null} */ (told);
      if (seen?.moves !== moves) return;
      const { x, y, scale } = seen;
      network.moveTo({ position: { x, y }, scale, animation: false });
    },
  };
}
