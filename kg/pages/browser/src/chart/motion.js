/** Gentle motion on demand: claims swing around their places and follow one that is pulled; off, all is where it was.
 * @import { Node } from "../types"
 * @import { Chart } from "./chart.js" */

/** With more things than this, a step of motion takes longer than a frame. */
const MOST = 1200;
const ANCHOR = "anchor of ";

/** @param {Chart} chart */
export function motion(chart) {
  const { network, points, model } = chart;
  let on = false;

  /** How far two things are from each other. @param {Node} one @param {Node} other */
  const apart = (one, other) => {
    const [here, there] = [chart.at(one), chart.at(other)];
    return Math.hypot(here.x - there.x, here.y - there.y);
  };

  /** Each thing hangs on a place that does not move, and linked claims pull at each other. */
  const start = () => {
    const nodes = [...model.nodes.values()];
    points.add(nodes.map((node) => ({ id: node.id, ...chart.at(node) })));
    points.add(nodes.map((node) => ({ id: ANCHOR + node.id, ...chart.at(node), fixed: true, hidden: true, physics: true, mass: 0.01 })));
    const ties = model.ties.filter(({ from, to }) => from.sort === "claim" && to.sort === "claim");
    chart.ties.add([
      ...nodes.map((node) => ({ from: node.id, to: ANCHOR + node.id, hidden: true, length: 1 })),
      ...ties.map(({ from, to }) => ({ from: from.id, to: to.id, hidden: true, length: Math.max(90, 0.75 * apart(from, to)) })),
    ]);
    chart.move(true);
    network.setOptions({
      physics: {
        enabled: true,
        solver: "barnesHut",
        barnesHut: { gravitationalConstant: -60, centralGravity: 0, springLength: 1, springConstant: 0.03, damping: 0.25, avoidOverlap: 0 },
        minVelocity: 0.4,
        maxVelocity: 18,
        stabilization: false,
      },
      interaction: { dragNodes: true },
    });
  };
  const stop = () => {
    network.setOptions({ physics: { enabled: false }, interaction: { dragNodes: false } });
    chart.ties.clear();
    points.clear();
    chart.move(false);
  };
  return {
    isPossible: model.nodes.size > 1 && model.nodes.size <= MOST,
    isOn: () => on,
    toggle() {
      on = !on;
      if (on) start();
      else stop();
    },
  };
}
