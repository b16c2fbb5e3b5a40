/**
 * The tracker for SCORM 2004, 3rd and 4th Edition: its names, its words, its order.
 *
 * Source: SCORM 2004 4th Edition, Run-Time Environment, section 3 (API) and 4 (data model); the 3rd
 * Edition differs in nothing that is used here. Two of its traps shape the code: without
 * `cmi.exit=suspend` the next visit is a new attempt, and all is gone; and an interaction's elements
 * are refused before its id and its type are there.
 */

import { objectiveId } from "../journal-ids.js";
import { duration, timestamp } from "../time.js";
import { ScormTracker } from "./scorm.js";
import { progressMeasure, statuses } from "./statuses.js";

const NAVIGATION = "adl.nav.request";

/** What every system has room for in a `localized_string_type` of a description. */
const MAX_DESCRIPTION_CHARACTERS = 250;

/** @typedef {import("./interface.js").Snapshot} Snapshot @typedef {import("./interface.js").Recorded} Recorded */

/** @type {import("./scorm.js").Standard} */
const STANDARD = {
  functions: {
    initialize: "Initialize",
    terminate: "Terminate",
    getValue: "GetValue",
    setValue: "SetValue",
    commit: "Commit",
    getLastError: "GetLastError",
  },
  elements: {
    mode: "cmi.mode",
    credit: "cmi.credit",
    location: "cmi.location",
    suspendData: "cmi.suspend_data",
    exit: "cmi.exit",
    sessionTime: "cmi.session_time",
  },
  alreadyInitialised: "103",
  exitForGood: "normal",
  maxInteractions: 250,
  duration,
  objective: {
    read: (get) => ({
      completed: get("completion_status") === "completed",
      scaled: get("score.scaled") === "" ? null : Number(get("score.scaled")),
    }),
    first: ({ title }) => [["description", described(title)]],
    words({ status, progress, scaled }) {
      if (status === "not attempted") return [];
      const completed = status === "completed";
      return [
        ...(scaled === null ? [] : scores("", scaled)),
        ["progress_measure", decimal(progressMeasure(progress, completed))],
        // Practice that is not all right fails nobody: then success is left unknown.
        ...(scaled === 1 ? [/** @type {[string, string]} */ (["success_status", "passed"])] : []),
        ["completion_status", status],
      ];
    },
  },
};

/** @param {number} value */
const decimal = (value) => String(Number(value.toFixed(4)));

/** A brace at the start would be read as the mark of a language. @param {string} text */
const described = (text) => text.replace(/^\{/, "(").slice(0, MAX_DESCRIPTION_CHARACTERS);

/** @param {string} at the element, or empty @param {number} scaled @returns {[string, string][]} */
const scores = (at, scaled) => [
  [`${at}score.scaled`, decimal(scaled)],
  [`${at}score.raw`, decimal(scaled * 100)],
  [`${at}score.min`, "0"],
  [`${at}score.max`, "100"],
];

export class Scorm2004Tracker extends ScormTracker {
  /**
   * @param {any} api the LMS's object
   * @param {import("./interface.js").TrackerOptions} options
   * @param {(recorded: Recorded) => import("./interface.js").Words2004} inWords gives an answer in the words of
   *   the standard; who knows the types of questions stands outside, so that a page can do without them
   */
  constructor(api, options, inWords) {
    super(api, STANDARD, options);
    this.inWords = inWords;
    this.held = { completion: "", success: "" };
  }

  readStatus() {
    this.held = {
      completion: this.known("cmi.completion_status"),
      success: this.known("cmi.success_status"),
    };
  }

  get tellsStatus() {
    return this.held.completion !== "";
  }

  writeFirstStatus() {
    if (!this.reports) return;
    if (!this.isDone) this.held.completion = "incomplete";
    this.write("cmi.completion_status", this.held.completion);
  }

  /** @param {Snapshot} snapshot */
  writeOutcome({ standing, percent, progress }) {
    this.held = statuses(standing, this.options.reporting, this.held);
    if (percent !== null && this.mayScore(standing)) {
      for (const [element, value] of scores("cmi.", percent / 100)) this.write(element, value);
    }
    const { completion, success } = this.held;
    const measure = progressMeasure(progress, this.isDone);
    // Nothing done would read as `not attempted`.
    if (measure > 0) this.write("cmi.progress_measure", decimal(measure));
    this.write("cmi.success_status", success);
    this.write("cmi.completion_status", completion);
  }

  /** @param {string} at @param {Recorded} recorded */
  writeAnswer(at, recorded) {
    const { module, question, latencyMs } = recorded;
    const words = this.inWords(recorded);
    this.api.offer(`${at}.type`, words.type);
    if (question.topic) this.api.offer(`${at}.objectives.0.id`, objectiveId(module, question.topic));
    words.patterns.forEach((pattern, m) => {
      this.api.offer(`${at}.correct_responses.${m}.pattern`, pattern);
    });
    if (words.response !== null) this.api.offer(`${at}.learner_response`, words.response);
    this.api.offer(`${at}.result`, words.result);
    this.api.offer(`${at}.latency`, duration(latencyMs));
    this.api.offer(`${at}.weighting`, "1");
    this.api.offer(`${at}.timestamp`, timestamp(new Date()));
    this.api.offer(`${at}.description`, described(words.description));
  }

  get isDone() {
    return this.held.completion === "completed";
  }

  get isSettled() {
    const judges = this.options.reporting.statusMapping === "passed-failed";
    return judges ? this.held.success === "passed" : this.isDone;
  }

  /**
   * Ending the session stores everything: no commit goes before it. Where the system should go next is
   * said only when the learner pressed our button, never when a page goes away by itself: that would
   * take the learner along.
   * @param {boolean} byButton
   */
  end(byButton) {
    this.writeRest();
    const done = byButton && !this.mayBeResumed;
    if (byButton) this.api.offer(NAVIGATION, done ? "exitAll" : "suspendAll");
    let ended = this.api.terminate();
    // Moodle 4.5 stumbles over `exitAll` and ends nothing; nor may it be taken back, but for another word.
    if (!ended && done) {
      this.api.offer(NAVIGATION, "suspendAll");
      ended = this.api.terminate();
    }
    return ended && this.refused.size === 0;
  }

  /** Whether there is something to come back to: not after the end, nor after a look around. */
  get mayBeResumed() {
    return this.mode === "normal" && !this.isDone;
  }
}
