/**
 * This page as a SCORM 1.2 system.
 *
 * Source: SCORM 1.2 Run-Time Environment, section 3.3 and 3.4. Where systems are known to be stricter than
 * one another, this one is strict: what works here works there.
 */

import { between, like, oneOf, orEmpty, readOnly, readWrite, text, writeOnly } from "./elements.js";
import { TrialLms, forget } from "./lms.js";
import { completion, place } from "./words.js";

const TIMESPAN = like(/^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
const TIME = like(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
const IDENTIFIER = like(/^[\x21-\x7E]{1,255}$/);
const FEEDBACK = text(255);
const SCORE = orEmpty(between(0, 100));
const STATUS = oneOf("passed", "completed", "failed", "incomplete", "browsed");

/** @type {import("./lms.js").Standard} */
const STANDARD = {
  object: "API",
  elements: {
    "cmi.core._children": readOnly(
      "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time",
    ),
    "cmi.core.score._children": readOnly("raw,min,max"),
    "cmi.core.student_id": readOnly("trial"),
    "cmi.core.student_name": readOnly("Learner, Trial"),
    "cmi.core.lesson_location": readWrite(text(255), ""),
    "cmi.core.credit": readOnly("credit"),
    "cmi.core.lesson_status": readWrite(STATUS, "not attempted"),
    "cmi.core.entry": readOnly("ab-initio"),
    "cmi.core.score.raw": readWrite(SCORE, ""),
    "cmi.core.score.min": readWrite(SCORE, ""),
    "cmi.core.score.max": readWrite(SCORE, ""),
    "cmi.core.total_time": readOnly("0000:00:00.00"),
    "cmi.core.lesson_mode": readOnly("normal"),
    "cmi.core.exit": writeOnly(oneOf("time-out", "suspend", "logout", "")),
    "cmi.core.session_time": writeOnly(TIMESPAN),
    "cmi.suspend_data": readWrite(text(4096), ""),
    "cmi.launch_data": readOnly(""),
    "cmi.comments": readWrite(text(4096), ""),
    "cmi.comments_from_lms": readOnly(""),
    "cmi.student_data.mastery_score": readOnly(""),
    "cmi.student_data.max_time_allowed": readOnly(""),
    "cmi.student_data.time_limit_action": readOnly(""),
    "cmi.objectives._children": readOnly("id,score,status"),
    "cmi.objectives.n.id": readWrite(IDENTIFIER),
    "cmi.objectives.n.score._children": readOnly("raw,min,max"),
    "cmi.objectives.n.score.raw": readWrite(SCORE, ""),
    "cmi.objectives.n.score.min": readWrite(SCORE, ""),
    "cmi.objectives.n.score.max": readWrite(SCORE, ""),
    "cmi.objectives.n.status": readWrite(oneOf("not attempted", "passed", "completed", "failed", "incomplete", "browsed"), "not attempted"),
    "cmi.interactions._children": readOnly(
      "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
    ),
    "cmi.interactions.n.id": writeOnly(IDENTIFIER),
    "cmi.interactions.n.objectives.n.id": writeOnly(IDENTIFIER),
    "cmi.interactions.n.time": writeOnly(TIME),
    "cmi.interactions.n.type": writeOnly(
      oneOf("true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric"),
    ),
    "cmi.interactions.n.correct_responses.n.pattern": writeOnly(FEEDBACK),
    "cmi.interactions.n.weighting": writeOnly(between(-100, 100)),
    "cmi.interactions.n.student_response": writeOnly(FEEDBACK),
    "cmi.interactions.n.result": writeOnly(
      (value) => oneOf("correct", "wrong", "unanticipated", "neutral")(value) || between(-1e6, 1e6)(value),
    ),
    "cmi.interactions.n.latency": writeOnly(TIMESPAN),
  },
  functions: {
    initialize: "LMSInitialize",
    terminate: "LMSFinish",
    getValue: "LMSGetValue",
    setValue: "LMSSetValue",
    commit: "LMSCommit",
    lastError: "LMSGetLastError",
    errorString: "LMSGetErrorString",
    diagnostic: "LMSGetDiagnostic",
  },
  errors: {
    none: "0",
    argument: "201",
    twice: "101",
    notRunning: "301",
    unknown: "401",
    readOnly: "403",
    writeOnly: "404",
    unfit: "405",
    gap: "201",
    empty: "201",
    keyword: "402",
  },
  told: {
    mode: "cmi.core.lesson_mode",
    credit: "cmi.core.credit",
    entry: "cmi.core.entry",
    totalTime: "cmi.core.total_time",
  },
};

export class Scorm12Trial extends TrialLms {
  /** @param {import("./main.js").Visit} visit */
  constructor({ values, mode, mastery, onCall }) {
    super(STANDARD, values, onCall);
    this.mastery = mastery;
    const resumed = values.get("cmi.core.exit") === "suspend";
    // What a visit writes about itself is not there in the next.
    forget(values, /^cmi\.core\.(exit|session_time)$/);
    values.set(STANDARD.told.mode, mode);
    values.set(STANDARD.told.credit, mode === "normal" ? "credit" : "no-credit");
    values.set(STANDARD.told.entry, resumed ? "resume" : values.size > 2 ? "" : "ab-initio");
    if (mastery) values.set("cmi.student_data.mastery_score", mastery);
  }

  /** A status that was never set becomes `completed`, and a mastery score overrules what was set. */
  settle() {
    const status = this.values.get("cmi.core.lesson_status") ?? "not attempted";
    if (this.values.get(STANDARD.told.mode) !== "normal") return;
    if (status === "not attempted") this.values.set("cmi.core.lesson_status", "completed");
    const raw = this.values.get("cmi.core.score.raw") ?? "";
    if (this.mastery && raw !== "") {
      const reached = Number(raw) >= Number(this.mastery);
      this.values.set("cmi.core.lesson_status", reached ? "passed" : "failed");
    }
  }

  /** @returns {import("./main.js").Summary} */
  summary() {
    const held = (/** @type {string} */ name) => this.values.get(name) ?? "";
    const status = held("cmi.core.lesson_status") || "not attempted";
    return {
      status: [status],
      said: `the status is ${completion(status)}`,
      score: held("cmi.core.score.raw"),
      place: place(held("cmi.core.lesson_location")),
      size: held("cmi.suspend_data").length,
      room: 4096,
    };
  }
}

export const SCORM12_OBJECT = STANDARD.object;
