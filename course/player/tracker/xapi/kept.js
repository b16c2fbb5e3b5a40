/** A value that this browser keeps: in this tab, or beyond it. Where it may keep nothing, nothing is kept. */

import { fnv1a32 } from "../../random32.js";

export class Kept {
  /**
   * @param {"localStorage"|"sessionStorage"} store the second ends with the tab
   * @param {string} key
   */
  constructor(store, key) {
    this.store = store;
    this.key = `first-shift:${key}`;
  }

  /** @returns {any} the value, or null */
  read() {
    try {
      return JSON.parse(window[this.store].getItem(this.key) ?? "null");
    } catch {
      return null; // closed to a page in somebody else's frame, or not ours
    }
  }

  /** @param {any} value @returns {boolean} whether it is kept */
  write(value) {
    try {
      window[this.store].setItem(this.key, JSON.stringify(value));
      return true;
    } catch {
      return false; // closed, or full
    }
  }

  clear() {
    try {
      window[this.store].removeItem(this.key);
    } catch {
      // closed: nothing was kept
    }
  }
}

/** Return a key that names nobody. @param {...string} parts */
export const keyOf = (...parts) => fnv1a32(parts.join("\n")).toString(16).padStart(8, "0");
