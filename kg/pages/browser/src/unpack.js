/** Reads data that kg/pages/packing.py has packed: columns back into lists of records.
 * @import { Packed } from "./types" */

/** @param {Packed} packed @returns {any} */
export function unpack({ texts, value }) {
  return read(value);

  /** A value that stands alone. @param {any} told @returns {any} */
  function read(told) {
    if (told === null || typeof told !== "object") return told;
    if ("t" in told) return texts[told.t];
    if ("o" in told) return Object.fromEntries(Object.entries(told.o).map(([key, one]) => [key, read(one)]));
    if ("l" in told) return told.l.map(read);
    return column(told);
  }

  /** A list, in which null is missing. @param {any} told @returns {any[]} */
  function column(told) {
    if ("v" in told) return told.v;
    if ("m" in told) return told.m.map((/** @type {any} */ one) => (typeof one === "number" ? texts[one] : one));
    if ("s" in told) return told.s.map((/** @type {number} */ one) => (one < 0 ? null : texts[one]));
    if ("d" in told) return summed(told.d);
    return "n" in told ? lists(told) : rows(told);
  }

  /** @param {{ n: number[], of: any }} told */
  function lists({ n, of }) {
    const all = column(of);
    let from = 0;
    return n.map((length) => (length < 0 ? null : all.slice(from, (from += length))));
  }

  /** @param {{ r: number, no: number[], of: Record<string, any> }} told */
  function rows({ r, no, of }) {
    const keys = Object.keys(of);
    const columns = keys.map((key) => column(of[key]));
    const absent = new Set(no);
    /** @type {(Record<string, any> | null)[]} */
    const made = [];
    for (let row = 0; row < r; row++) {
      /** @type {Record<string, any>} */
      const record = {};
      for (let index = 0; index < keys.length; index++) {
        const [key, cell] = [/** @type {string} */ (keys[index]), columns[index]?.[row] ?? null];
        if (cell === null) continue;
        // To set `__proto__` would be to set something else.
        if (key === "__proto__") Object.defineProperty(record, key, { value: cell, enumerable: true });
        else record[key] = cell;
      }
      made.push(absent.has(row) ? null : record);
    }
    return made;
  }
}

/** Numbers of which each was given as what it is more than the one before. @param {number[]} steps */
function summed(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}
