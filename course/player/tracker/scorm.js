/**
 * What the trackers for both SCORM standards share: the session, its saving and its end.
 *
 * A page may be killed without a word, so everything is written as it happens and only the end of the
 * session waits for the end. What a standard calls things, and in which order it wants them, stands in
 * `scorm12.js` and `scorm2004.js`.
 */

import { interactionId } from "../journal-ids.js";
import { Objectives } from "./objectives.js";
import { START } from "./place.js";
import { ScormApi } from "./scorm-api.js";
import { ServerCheck } from "./server-check.js";

const COMMIT_GAP_MS = 4_000;
const RETRY_DELAYS_MS = [5_000, 20_000, 60_000];
/** In SCORM 2004 an element that holds nothing yet is answered with 403, which is no fault. */
const NO_FAULT = ["0", "403"];

/** @typedef {import("./interface.js").Resume} Resume @typedef {import("./interface.js").Snapshot} Snapshot */
/** @typedef {import("./interface.js").Recorded} Recorded @typedef {import("./interface.js").TrackerOptions} Options */

/**
 * @typedef {object} Standard
 * @property {import("./scorm-api.js").Functions} functions
 * @property {{mode: string, credit: string, location: string, suspendData: string, exit: string,
 *   sessionTime: string}} elements
 * @property {string} alreadyInitialised the error of a session that is open already
 * @property {string} exitForGood the word for an end after which nothing is resumed
 * @property {number} maxInteractions how many an LMS is trusted to hold for one learner
 * @property {(milliseconds: number) => string} duration
 * @property {import("./objectives.js").ObjectiveWords} objective
 */

/** @abstract */
export class ScormTracker {
  records = true;

  /** @param {any} api the LMS's object @param {Standard} standard @param {Options} options */
  constructor(api, standard, options) {
    this.api = new ScormApi(api, standard.functions);
    this.standard = standard;
    this.options = options;
    this.server = new ServerCheck(options.asked);
    this.objectives = new Objectives(this.api, standard.objective);
    this.startedAt = Date.now();
    /** @type {Map<string, string>} what the LMS has taken */
    this.written = new Map();
    /** @type {Map<string, string>} of that, what this visit has written */
    this.sent = new Map();
    /** @type {Map<string, string>} what it has refused, to be offered again */
    this.refused = new Map();
    this.interactions = 0;
    this.takesInteractions = true;
    this.finished = false;
    this.failedCommits = 0;
    this.lastCommitAt = 0;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.timer = undefined;
    /** @type {Promise<boolean>|undefined} a commit that waits for the server's answer */
    this.checked = undefined;
    window.addEventListener("online", () => this.commit({ now: true }));
  }

  /** Learn what the LMS holds of status. @abstract */
  readStatus() {}

  /** Write the first words of a visit that may report, or of one that only looks. @abstract */
  writeFirstStatus() {}

  /** Write score and status. @abstract @param {Snapshot} _snapshot */
  writeOutcome(_snapshot) {}

  /** Write one answer, whose id the LMS has taken. @abstract @param {string} _at @param {Recorded} _recorded */
  writeAnswer(_at, _recorded) {}

  /** Write what is left and end the session. @abstract @param {boolean} _byButton @returns {boolean} whether all is stored */
  end(_byButton) {
    return false;
  }

  /** Whether the LMS says how the module stands; some always answer with nothing. @abstract */
  get tellsStatus() {
    return true;
  }

  /** Whether the module is done, as the LMS knows it. @abstract */
  get isDone() {
    return false;
  }

  /** Whether the LMS holds a result that a score must not put at risk. @abstract */
  get isSettled() {
    return false;
  }

  /**
   * Begin the session; once a page.
   * @returns {Resume|null} what an earlier visit left, or null where the LMS opens no session
   */
  start() {
    if (!this.api.initialize() && !this.isAlreadyOpen()) return null;
    const { elements } = this.standard;
    this.startedAt = Date.now();
    this.mode = modeNamed(this.api.get(elements.mode));
    this.credit = this.api.get(elements.credit) !== "no-credit";
    this.readStatus();
    this.interactions = this.api.count("cmi.interactions");
    const place = this.known(elements.location);
    const location = place === START ? "" : place;
    const suspendData = this.known(elements.suspendData);
    // A system that tells no status, although it kept a state, must not be told a lower one: the first
    // save says what that state says.
    if (!suspendData || this.tellsStatus) this.writeFirstStatus();
    // At the start, for a connection that is lost would otherwise take everything with it.
    if (this.mode === "normal") this.write(elements.exit, "suspend");
    this.commitNow();
    return { location, suspendData, mode: this.mode };
  }

  /** Offer the whole present state to the LMS, in the order that survives a cut best. @param {Snapshot} snapshot */
  save(snapshot) {
    if (this.finished) return;
    const { elements, exitForGood } = this.standard;
    // A look around or back leaves no trace: not even a place, at which the next visit would begin.
    if (this.mode !== "normal") return;
    this.write(elements.suspendData, snapshot.suspendData);
    this.write(elements.location, snapshot.location || START);
    if (!this.reports) return;
    this.writeOutcome(snapshot);
    this.write(elements.exit, this.isDone && !this.options.keepSuspend ? exitForGood : "suspend");
    this.objectives.save(snapshot.topics);
  }

  /** Append one answer to the LMS's journal. @param {Recorded} recorded */
  answered(recorded) {
    if (!this.reports || this.finished || !this.takesInteractions) return;
    if (this.interactions >= this.standard.maxInteractions) return;
    const at = `cmi.interactions.${this.interactions}`;
    const { module, question, nth } = recorded;
    this.takesInteractions = this.api.set(`${at}.id`, interactionId(module, question.id, nth));
    if (!this.takesInteractions) return;
    this.interactions += 1;
    this.writeAnswer(at, recorded);
  }

  /**
   * Have the LMS store what it was given: soon, or now where the page may be gone in a moment.
   * @param {{now?: boolean, leaving?: boolean}} [when]
   * @returns {boolean|Promise<boolean>} whether all is stored, as far as is known yet
   */
  commit({ now = false, leaving = false } = {}) {
    if (this.finished) return true;
    clearTimeout(this.timer);
    // No answer may come any more: what was there a moment ago is taken to be there.
    if (leaving && !this.server.away) return this.commitNow();
    const wait = this.lastCommitAt + COMMIT_GAP_MS - Date.now();
    if (now || wait <= 0) return this.commitSurely();
    this.timer = setTimeout(() => this.commitSurely(), wait);
    return true;
  }

  /**
   * End the session; once, for nothing works after it.
   * @param {{byButton?: boolean}} [how]
   * @returns {boolean} whether the LMS said that it has stored everything
   */
  finish({ byButton = false } = {}) {
    if (this.finished) return true;
    // First of all: an LMS may take the page away in the middle of the call.
    this.finished = true;
    const ended = this.end(byButton);
    clearTimeout(this.timer);
    return ended && !this.server.away;
  }

  /** Whether status, score and interactions may be written at all. */
  get reports() {
    return this.mode === "normal" && this.credit;
  }

  /**
   * Whether a score may be sent. An LMS that was given a pass mark judges every score by itself,
   * whatever the status says; so a result that is reached is not put at risk.
   * @param {import("../outcome.js").Standing} standing
   */
  mayScore(standing) {
    const { reportFailed } = this.options.reporting;
    return standing.passed || ((reportFailed || standing.exhausted) && !this.isSettled);
  }

  /** An LMS may have opened the session itself, and refuses the second call. */
  isAlreadyOpen() {
    if (this.api.lastError() !== this.standard.alreadyInitialised) return false;
    this.api.get(this.standard.elements.credit);
    return NO_FAULT.includes(this.api.lastError());
  }

  /** Have it stored, where the server is in reach: one that is not would never hear of it. */
  commitSurely() {
    this.checked ??= this.server.isThere().then((there) => {
      this.checked = undefined;
      if (this.finished) return there;
      if (there) return this.commitNow();
      this.noteCommit(false);
      return false;
    });
    return this.checked;
  }

  commitNow() {
    this.writeRest();
    this.lastCommitAt = Date.now();
    // Without a network some systems say that all is stored, and never send it again: so they are not asked.
    const saved = navigator.onLine && this.api.commit() && this.refused.size === 0;
    this.noteCommit(saved);
    return saved;
  }

  /** Write what waits for a commit or for the end: what was refused before, and the time. */
  writeRest() {
    for (const [element, value] of [...this.refused]) this.write(element, value);
    // A look around or back is no time of learning.
    if (this.mode !== "normal") return;
    const { elements, duration } = this.standard;
    this.api.set(elements.sessionTime, duration(Date.now() - this.startedAt));
  }

  /** @param {boolean} saved */
  noteCommit(saved) {
    this.options.onSaving(saved, this.server.signedOut);
    if (saved) {
      this.failedCommits = 0;
      return;
    }
    // A system may take what it failed to send for sent: it is told everything again.
    for (const [element, value] of this.sent) {
      this.written.delete(element);
      this.refused.set(element, value);
    }
    const delay = RETRY_DELAYS_MS[this.failedCommits];
    this.failedCommits += 1;
    clearTimeout(this.timer);
    // After the last delay only the learner's next step tries again: no loop for ever.
    if (delay !== undefined) this.timer = setTimeout(() => this.commitSurely(), delay);
  }

  /** Read an element, and note that the LMS holds this. @param {string} element */
  known(element) {
    const value = this.api.get(element);
    this.written.set(element, value);
    return value;
  }

  /** Write an element that matters, if it differs from what the LMS holds. @param {string} element @param {string} value */
  write(element, value) {
    this.refused.delete(element);
    if (this.written.get(element) === value) return;
    if (!this.api.set(element, value)) {
      this.refused.set(element, value);
      return;
    }
    this.written.set(element, value);
    this.sent.set(element, value);
  }
}

/** @param {string} text @returns {"normal"|"browse"|"review"} many systems leave it empty */
function modeNamed(text) {
  return text === "browse" || text === "review" ? text : "normal";
}
