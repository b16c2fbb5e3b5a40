/**
 * The tracker for SCORM 1.2: its names, its words, its order.
 *
 * Source: SCORM 1.2 Run-Time Environment, section 3.3 (API) and 3.4 (data model). One of its traps
 * shapes the code: a status left at `not attempted` becomes `completed` at the end, so `incomplete` is
 * the first thing written.
 */

import { objectiveId } from "../journal-ids.js";
import { timeOfDay, timespan } from "../time.js";
import { lessonStatus } from "./lesson-status.js";
import { ScormTracker } from "./scorm.js";

/** CMIFeedback. */
const MAX_FEEDBACK_CHARACTERS = 255;

/** @typedef {import("./interface.js").Snapshot} Snapshot @typedef {import("./interface.js").Recorded} Recorded */

/** @type {import("./scorm.js").Standard} */
const STANDARD = {
  functions: {
    initialize: "LMSInitialize",
    terminate: "LMSFinish",
    getValue: "LMSGetValue",
    setValue: "LMSSetValue",
    commit: "LMSCommit",
    getLastError: "LMSGetLastError",
  },
  elements: {
    mode: "cmi.core.lesson_mode",
    credit: "cmi.core.credit",
    location: "cmi.core.lesson_location",
    suspendData: "cmi.suspend_data",
    exit: "cmi.core.exit",
    sessionTime: "cmi.core.session_time",
  },
  alreadyInitialised: "101",
  // `normal` is no word of SCORM 1.2.
  exitForGood: "",
  maxInteractions: 200,
  duration: timespan,
  objective: {
    read: (get) => ({
      completed: ["completed", "passed"].includes(get("status")),
      scaled: get("score.raw") === "" ? null : Number(get("score.raw")) / 100,
    }),
    first: () => [],
    words({ status, scaled }) {
      if (status === "not attempted") return [];
      const word = scaled === 1 ? "passed" : status;
      return [...(scaled === null ? [] : scores("", scaled * 100)), ["status", word]];
    },
  },
};

/** @param {string} at the element, or empty @param {number} percent @returns {[string, string][]} */
function scores(at, percent) {
  const raw = String(Number(percent.toFixed(2)));
  return [
    [`${at}score.raw`, raw],
    [`${at}score.min`, "0"],
    [`${at}score.max`, "100"],
  ];
}

export class Scorm12Tracker extends ScormTracker {
  /**
   * @param {any} api the LMS's object
   * @param {import("./interface.js").TrackerOptions} options
   * @param {(recorded: Recorded) => import("./interface.js").Words12} inWords gives an answer in the words of
   *   the standard; who knows the types of questions stands outside, so that a page can do without them
   */
  constructor(api, options, inWords) {
    super(api, STANDARD, options);
    this.inWords = inWords;
  }

  readStatus() {
    this.held = this.known("cmi.core.lesson_status");
  }

  get tellsStatus() {
    return this.held !== "";
  }

  writeFirstStatus() {
    const untouched = this.held === "" || this.held === "not attempted";
    if (this.reports && (untouched || this.held === "browsed")) this.held = "incomplete";
    if (this.mode === "browse" && untouched) this.held = "browsed";
    if (this.reports || this.mode === "browse") this.write("cmi.core.lesson_status", this.held);
  }

  /** @param {Snapshot} snapshot */
  writeOutcome({ standing, percent }) {
    this.held = lessonStatus(standing, this.options.reporting, this.held);
    if (percent !== null && this.mayScore(standing)) {
      for (const [element, value] of scores("cmi.core.", percent)) this.write(element, value);
    }
    this.write("cmi.core.lesson_status", this.held);
  }

  /** @param {string} at @param {Recorded} recorded */
  writeAnswer(at, recorded) {
    const { module, question, latencyMs } = recorded;
    const words = this.inWords(recorded);
    this.api.offer(`${at}.type`, words.type);
    if (question.topic) this.api.offer(`${at}.objectives.0.id`, objectiveId(module, question.topic));
    this.api.offer(`${at}.time`, timeOfDay(new Date()));
    words.patterns.forEach((pattern, m) => {
      this.api.offer(`${at}.correct_responses.${m}.pattern`, pattern.slice(0, MAX_FEEDBACK_CHARACTERS));
    });
    if (words.response !== null) {
      this.api.offer(`${at}.student_response`, words.response.slice(0, MAX_FEEDBACK_CHARACTERS));
    }
    this.api.offer(`${at}.result`, words.result);
    this.api.offer(`${at}.latency`, timespan(latencyMs));
    this.api.offer(`${at}.weighting`, "1");
  }

  get isDone() {
    return this.held === "passed" || this.held === "completed";
  }

  get isSettled() {
    return this.isDone;
  }

  /** A commit goes before the end. */
  end() {
    const saved = this.commitNow();
    return this.api.terminate() && saved;
  }
}
