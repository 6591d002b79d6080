/** Arrow keys inside a grid or a list, of which only one place is a stop for Tab. */

/** Moves through the head of each row and its cells. Enter, Space or a click choose.
 * @param {HTMLTableElement} grid @param {HTMLElement} body @param {number} rows how many there will be
 * @param {(row: number) => void} reach puts a row on the page @param {(cell: Element) => void} choose */
export function gridKeys(grid, body, rows, reach, choose) {
  const first = /** @type {HTMLElement | null} */ (body.querySelector("tr:not(.group) > [tabindex]"));
  if (first) first.tabIndex = 0;
  const go = (/** @type {HTMLElement | undefined} */ cell) => {
    if (!cell) return;
    for (const old of body.querySelectorAll("[tabindex='0']")) /** @type {HTMLElement} */ (old).tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const cells = (/** @type {Element | undefined} */ row) => /** @type {HTMLElement[]} */ ([...(row?.querySelectorAll("[tabindex]") ?? [])]);
  body.addEventListener("click", (event) => {
    const cell = event.target instanceof Element ? event.target.closest("[tabindex]") : null;
    if (!(cell instanceof HTMLElement)) return;
    go(cell);
    choose(cell);
  });
  body.addEventListener("keydown", (event) => {
    const cell = event.target instanceof Element ? event.target.closest("[tabindex]") : null;
    const row = cell?.closest("tr");
    if (!cell || !row || event.altKey || event.metaKey) return;
    const at = cells(row).indexOf(/** @type {HTMLElement} */ (cell));
    const down = (/** @type {number} */ by) => {
      const here = [...body.children].indexOf(row);
      let there = Math.min(Math.max(here + by, 0), rows - 1);
      reach(there);
      const step = Math.sign(by);
      // A title between rows is passed over; past the first or last there is nowhere to go.
      while (step && body.children[there]?.classList.contains("group") && body.children[there + step]) there += step;
      reach(there);
      return cells(body.children[there])[at];
    };
    /** @type {Record<string, () => HTMLElement | undefined>} */
    const moves = {
      ArrowRight: () => cells(row)[at + 1],
      ArrowLeft: () => cells(row)[at - 1],
      ArrowDown: () => down(1),
      ArrowUp: () => down(-1),
      PageDown: () => down(10),
      PageUp: () => down(-10),
      Home: () => (event.ctrlKey ? down(-rows) : cells(row)[0]),
      End: () => (event.ctrlKey ? down(rows) : cells(row).at(-1)),
    };
    const move = moves[event.key];
    if (move) go(move());
    else if (event.key === "Enter" || event.key === " ") choose(cell);
    else return;
    event.preventDefault();
  });
  return grid;
}

/** Moves through the buttons of a list.
 * @param {HTMLElement} list @param {string} buttons a selector @param {(index: number) => void} reach puts a row on the page */
export function listKeys(list, buttons, reach) {
  const all = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll(buttons)]);
  list.addEventListener("focusin", (event) => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches(buttons)) return;
    for (const one of list.querySelectorAll(`${buttons}[tabindex='0']`)) /** @type {HTMLElement} */ (one).tabIndex = -1;
    event.target.tabIndex = 0;
  });
  list.addEventListener("keydown", (event) => {
    const here = all().indexOf(/** @type {HTMLElement} */ (event.target));
    if (here < 0 || event.altKey || event.metaKey || event.ctrlKey) return;
    /** @type {Record<string, number>} */
    const moves = { ArrowDown: here + 1, ArrowUp: here - 1, PageDown: here + 10, PageUp: here - 10, Home: 0, End: Infinity };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    reach(to);
    const there = all()[Math.min(Math.max(0, to), all().length - 1)];
    there?.focus({ preventScroll: true });
    there?.scrollIntoView({ block: "nearest" });
  });
}
