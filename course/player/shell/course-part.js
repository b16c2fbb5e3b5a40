/** The tracker of one module inside a course: what it says goes to the session of the whole. */

/** @typedef {import("./course-session.js").CourseSession} CourseSession */
/** @typedef {import("../tracker/interface.js").Snapshot} Snapshot */

export class CoursePart {
  finished = false;

  /**
   * @param {CourseSession} course
   * @param {string} slug
   * @param {{onSaving: import("../tracker/interface.js").TrackerOptions["onSaving"], onHome: () => void,
   *   onEnd: () => Promise<void>}} listeners
   */
  constructor(course, slug, { onSaving, onHome, onEnd }) {
    this.course = course;
    this.slug = slug;
    this.onSaving = onSaving;
    /** Where the list of modules is. */
    this.home = onHome;
    this.onEnd = onEnd;
    this.records = course.tracker.records;
    this.credit = course.tracker.credit;
  }

  /** @returns {import("../tracker/interface.js").Resume} */
  start() {
    this.course.savingListeners.add(this.onSaving);
    const { location, suspendData } = this.course.state(this.slug);
    return { location, suspendData, mode: this.course.mode };
  }

  /** @param {Snapshot} snapshot */
  save(snapshot) {
    if (!this.finished) this.course.saveModule(this.slug, snapshot);
  }

  /** @param {import("../tracker/interface.js").Recorded} recorded */
  answered(recorded) {
    if (!this.finished) this.course.tracker.answered(recorded);
  }

  /** @param {import("../tracker/interface.js").Judged} judged */
  judged(judged) {
    if (!this.finished) this.course.tracker.judged?.(judged);
  }

  /** @param {{now?: boolean, leaving?: boolean}} [when] */
  commit(when) {
    return this.finished ? true : this.course.tracker.commit(when);
  }

  /**
   * The module's page is left: the session of the course goes on, unless the learner ends it.
   * @param {{byButton?: boolean}} [how]
   */
  finish({ byButton = false } = {}) {
    if (this.finished) return true;
    const saved = this.commit({ now: true });
    this.finished = true;
    this.course.savingListeners.delete(this.onSaving);
    if (byButton) this.onEnd();
    return saved;
  }
}
