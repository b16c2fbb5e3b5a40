/** The tracker for a page that no learning system answers: everything works, nothing is kept. */

export class NoTracker {
  /** The player says in plain words that nothing is recorded. */
  records = false;

  finished = false;

  start() {
    return { location: "", suspendData: "", held: "", mode: "normal" };
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
