/** The tracker for a page that no learning system answers: everything works, nothing is kept. */

/** @typedef {import("./interface.js").Resume} Resume */

export class NoTracker {
  /** The player says in plain words that nothing is recorded. */
  records = false;

  finished = false;

  credit = true;

  /** @returns {Resume} */
  start() {
    return { location: "", suspendData: "", mode: "normal" };
  }

  save() {}

  answered() {}

  commit() {
    return true;
  }

  finish() {
    return true;
  }
}

/** A page on the web or on a disk. @type {import("./interface.js").World} */
export const NOBODY = {
  silence: "This copy is for reading and practising. Nothing is recorded, and nothing is kept when you close it.",
  find: () => null,
};
