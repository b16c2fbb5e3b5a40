/**
 * The tracker for SCORM 1.2: the only file that knows `cmi.*`.
 *
 * Source: SCORM 1.2 Run-Time Environment, section 3.3 (API) and 3.4 (data model). Two of its traps
 * shape the code: a status left at `not attempted` becomes `completed` at the end, so `incomplete` is
 * the first thing written; and a page may be killed without a word, so everything is written as it
 * happens and only the end of the session waits for the end.
 */

import { NO_SYSTEM } from "../banner.js";
import { inScorm12 } from "../interactions.js";
import { timeOfDay, timespan } from "../time.js";
import { findApi } from "./find-api.js";
import { lessonStatus } from "./lesson-status.js";

const COMMIT_GAP_MS = 4_000;
const RETRY_DELAYS_MS = [5_000, 20_000, 60_000];
/** How many interactions an LMS is trusted to hold for one learner. */
const MAX_INTERACTIONS = 200;
/** CMIFeedback. */
const MAX_FEEDBACK_CHARACTERS = 255;
const ALREADY_INITIALISED = "101";

/** @typedef {import("./interface.js").Resume} Resume @typedef {import("./interface.js").Snapshot} Snapshot */
/** @typedef {import("./interface.js").Recorded} Recorded @typedef {import("./interface.js").TrackerOptions} Options */

export class Scorm12Tracker {
  records = true;

  /** @param {any} api the LMS's object @param {Options} options */
  constructor(api, options) {
    this.api = api;
    this.options = options;
    this.startedAt = Date.now();
    /** @type {Map<string, string>} what the LMS has taken */
    this.written = new Map();
    /** @type {Map<string, string>} what it has refused, to be offered again */
    this.refused = new Map();
    this.interactions = 0;
    this.takesInteractions = true;
    this.finished = false;
    this.failedCommits = 0;
    this.lastCommitAt = 0;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.timer = undefined;
  }

  /**
   * Begin the session; once a page.
   * @returns {Resume|null} what an earlier visit left, or null where the LMS opens no session
   */
  start() {
    if (!this.call("LMSInitialize", "") && !this.isAlreadyOpen()) return null;
    this.startedAt = Date.now();
    this.mode = lessonMode(this.read("cmi.core.lesson_mode"));
    this.credit = this.read("cmi.core.credit") !== "no-credit";
    this.held = this.read("cmi.core.lesson_status");
    this.interactions = Number.parseInt(this.read("cmi.interactions._count"), 10) || 0;
    const resume = {
      location: this.read("cmi.core.lesson_location"),
      suspendData: this.read("cmi.suspend_data"),
      mode: this.mode,
    };
    this.written.set("cmi.core.lesson_location", resume.location);
    this.written.set("cmi.suspend_data", resume.suspendData);
    this.written.set("cmi.core.lesson_status", this.held);
    this.writeFirstStatus();
    return resume;
  }

  /** Offer the whole present state to the LMS, in the order that survives a cut best. @param {Snapshot} snapshot */
  save(snapshot) {
    if (this.finished) return;
    if (this.mode === "normal") this.write("cmi.suspend_data", snapshot.suspendData);
    this.write("cmi.core.lesson_location", snapshot.location);
    if (!this.reports) return;
    const { reporting } = this.options;
    this.held = lessonStatus(snapshot.standing, reporting, this.held);
    if (snapshot.percent !== null && this.mayScore(snapshot.standing)) {
      this.write("cmi.core.score.raw", String(snapshot.percent));
      this.write("cmi.core.score.min", "0");
      this.write("cmi.core.score.max", "100");
    }
    this.write("cmi.core.lesson_status", this.held);
    this.write("cmi.core.exit", this.exitWord());
  }

  /** Append one answer to the LMS's journal. @param {Recorded} recorded */
  answered(recorded) {
    if (!this.reports || this.finished || !this.takesInteractions) return;
    if (this.interactions >= MAX_INTERACTIONS) return;
    const at = `cmi.interactions.${this.interactions}`;
    const words = inScorm12(recorded);
    if (!this.set(`${at}.id`, words.id)) {
      this.takesInteractions = false;
      return;
    }
    this.interactions += 1;
    this.set(`${at}.type`, words.type);
    this.set(`${at}.time`, timeOfDay(new Date()));
    words.patterns.forEach((pattern, m) => {
      this.set(`${at}.correct_responses.${m}.pattern`, pattern.slice(0, MAX_FEEDBACK_CHARACTERS));
    });
    if (words.response !== null) {
      this.set(`${at}.student_response`, words.response.slice(0, MAX_FEEDBACK_CHARACTERS));
    }
    this.set(`${at}.result`, words.result);
    this.set(`${at}.latency`, timespan(recorded.latencyMs));
    this.set(`${at}.weighting`, "1");
  }

  /**
   * Have the LMS store what it was given: soon, or now where the page may be gone in a moment.
   * @param {{now?: boolean}} [when]
   * @returns {boolean} whether all is stored, as far as is known yet
   */
  commit({ now = false } = {}) {
    if (this.finished) return true;
    clearTimeout(this.timer);
    const wait = this.lastCommitAt + COMMIT_GAP_MS - Date.now();
    if (now || wait <= 0) return this.commitNow();
    this.timer = setTimeout(() => this.commitNow(), wait);
    return true;
  }

  /**
   * End the session; once. In SCORM 1.2 a commit goes before it, and nothing works after it.
   * @returns {boolean} whether the LMS said that it has stored everything
   */
  finish() {
    if (this.finished) return true;
    clearTimeout(this.timer);
    const saved = this.commitNow();
    clearTimeout(this.timer);
    this.finished = true;
    return this.call("LMSFinish", "") && saved;
  }

  /** Whether status, score and interactions may be written at all. */
  get reports() {
    return this.mode === "normal" && this.credit;
  }

  /**
   * Whether a score may be sent. Where the manifest holds a mastery score, an LMS turns any score below
   * it into `failed` at the end, whatever the status says; so a status reached is not put at risk.
   * @param {import("../outcome.js").Standing} standing
   */
  mayScore(standing) {
    const reached = this.held === "passed" || this.held === "completed";
    const { reportFailed } = this.options.reporting;
    return standing.passed || ((reportFailed || standing.exhausted) && !reached);
  }

  /** An LMS may have opened the session itself, and says 101 to the second call. */
  isAlreadyOpen() {
    if (this.lastError() !== ALREADY_INITIALISED) return false;
    this.read("cmi.core.lesson_status");
    return this.lastError() === "0";
  }

  writeFirstStatus() {
    const untouched = this.held === "" || this.held === "not attempted";
    if (this.reports) {
      if (untouched || this.held === "browsed") this.held = "incomplete";
      this.write("cmi.core.lesson_status", this.held);
    } else if (this.mode === "browse" && untouched) {
      this.held = "browsed";
      this.write("cmi.core.lesson_status", this.held);
    }
    if (this.mode === "normal") this.write("cmi.core.exit", "suspend");
    this.commitNow();
  }

  /** `normal` is no word of SCORM 1.2: what is not to be resumed ends with an empty text. */
  exitWord() {
    const done = this.held === "passed" || this.held === "completed";
    return done && !this.options.keepSuspend ? "" : "suspend";
  }

  commitNow() {
    for (const [element, value] of [...this.refused]) this.write(element, value);
    this.set("cmi.core.session_time", timespan(Date.now() - this.startedAt));
    this.lastCommitAt = Date.now();
    const saved = this.call("LMSCommit", "") && this.refused.size === 0;
    this.noteCommit(saved);
    return saved;
  }

  /** @param {boolean} saved */
  noteCommit(saved) {
    this.options.onSaving(saved);
    if (saved) {
      this.failedCommits = 0;
      return;
    }
    const delay = RETRY_DELAYS_MS[this.failedCommits];
    this.failedCommits += 1;
    // After the last delay only the learner's next step tries again: no loop for ever.
    if (delay !== undefined) this.timer = setTimeout(() => this.commitNow(), delay);
  }

  /** Write an element that matters, if it differs from what the LMS holds. @param {string} element @param {string} value */
  write(element, value) {
    if (this.written.get(element) === value) return;
    if (this.set(element, value)) {
      this.written.set(element, value);
      this.refused.delete(element);
    } else {
      this.refused.set(element, value);
    }
  }

  /** @param {string} element @param {string} value */
  set(element, value) {
    return this.call("LMSSetValue", element, String(value));
  }

  /** @param {string} element */
  read(element) {
    try {
      const value = this.api.LMSGetValue(element);
      return value === null || value === undefined ? "" : String(value);
    } catch {
      return "";
    }
  }

  lastError() {
    try {
      return String(this.api.LMSGetLastError());
    } catch {
      return "";
    }
  }

  /** Every call answers with a text; an LMS that throws has not done it. @param {string} name @param {...string} values */
  call(name, ...values) {
    try {
      return String(this.api[name](...values)) === "true";
    } catch {
      return false;
    }
  }
}

/** @param {string} text @returns {"normal"|"browse"|"review"} many systems leave it empty */
function lessonMode(text) {
  return text === "browse" || text === "review" ? text : "normal";
}

/** A learning system that speaks SCORM 1.2. @type {import("./interface.js").World} */
export const SCORM12 = {
  silence: NO_SYSTEM,
  find(options) {
    const api = findApi(window, "API");
    return api && new Scorm12Tracker(api, options);
  },
};
