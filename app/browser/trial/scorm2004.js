/**
 * This page as a SCORM 2004 system with one SCO at a time: what sequencing decides is not played here.
 *
 * Source: SCORM 2004 4th Edition, Run-Time Environment, section 3 and 4. Where systems are known to be
 * stricter than one another, this one is strict: what works here works there.
 */

import { between, like, oneOf, readOnly, readWrite, text, writeOnly } from "./elements.js";
import { TrialLms, forget } from "./lms.js";
import { completion, place, success } from "./words.js";

const DURATION = like(/^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/);
// A zone may stand only after a fraction of a second: some systems refuse it elsewhere.
const MOMENT = like(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,2}(Z|[+-]\d{2}(:\d{2})?)?)?$/);
const IDENTIFIER = like(/^\S{1,4000}$/);
const DESCRIPTION = text(250);
const ANY_NUMBER = between(-1e9, 1e9);
const COMPLETION = oneOf("completed", "incomplete", "not attempted", "unknown");
const SUCCESS = oneOf("passed", "failed", "unknown");
const NAVIGATION = like(
  /^(continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|_none_|\{target=[\w-]+\}(choice|jump))$/,
);

/** @type {import("./lms.js").Standard} */
const STANDARD = {
  object: "API_1484_11",
  elements: {
    "cmi._version": readOnly("1.0"),
    "cmi.completion_status": readWrite(COMPLETION, "unknown"),
    "cmi.success_status": readWrite(SUCCESS, "unknown"),
    "cmi.progress_measure": readWrite(between(0, 1)),
    "cmi.score.scaled": readWrite(between(-1, 1)),
    "cmi.score.raw": readWrite(ANY_NUMBER),
    "cmi.score.min": readWrite(ANY_NUMBER),
    "cmi.score.max": readWrite(ANY_NUMBER),
    "cmi.score._children": readOnly("scaled,raw,min,max"),
    "cmi.scaled_passing_score": { ...readOnly(), initial: undefined },
    "cmi.completion_threshold": { ...readOnly(), initial: undefined },
    "cmi.credit": readOnly("credit"),
    "cmi.mode": readOnly("normal"),
    "cmi.entry": readOnly("ab-initio"),
    "cmi.exit": writeOnly(oneOf("time-out", "suspend", "logout", "normal", "")),
    "cmi.location": readWrite(text(1000)),
    "cmi.suspend_data": readWrite(text(64000)),
    "cmi.launch_data": { ...readOnly(), initial: undefined },
    "cmi.learner_id": readOnly("trial"),
    "cmi.learner_name": readOnly("Learner, Trial"),
    "cmi.session_time": writeOnly(DURATION),
    "cmi.total_time": readOnly("PT0S"),
    "cmi.learner_preference.language": readWrite(text(250), ""),
    "cmi.learner_preference.audio_level": readWrite(between(0, 1e6), "1"),
    "cmi.objectives._children": readOnly(
      "id,score,success_status,completion_status,progress_measure,description",
    ),
    "cmi.objectives.n.id": readWrite(IDENTIFIER),
    "cmi.objectives.n.score.scaled": readWrite(between(-1, 1)),
    "cmi.objectives.n.score.raw": readWrite(ANY_NUMBER),
    "cmi.objectives.n.score.min": readWrite(ANY_NUMBER),
    "cmi.objectives.n.score.max": readWrite(ANY_NUMBER),
    "cmi.objectives.n.success_status": readWrite(SUCCESS, "unknown"),
    "cmi.objectives.n.completion_status": readWrite(COMPLETION, "unknown"),
    "cmi.objectives.n.progress_measure": readWrite(between(0, 1)),
    "cmi.objectives.n.description": readWrite(DESCRIPTION),
    "cmi.interactions._children": readOnly(
      "id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description",
    ),
    "cmi.interactions.n.id": readWrite(IDENTIFIER),
    "cmi.interactions.n.type": readWrite(
      oneOf(
        ...["true-false", "choice", "fill-in", "long-fill-in", "matching"],
        ...["performance", "sequencing", "likert", "numeric", "other"],
      ),
    ),
    "cmi.interactions.n.objectives.n.id": readWrite(IDENTIFIER),
    "cmi.interactions.n.timestamp": readWrite(MOMENT),
    "cmi.interactions.n.correct_responses.n.pattern": readWrite(text(4000)),
    "cmi.interactions.n.weighting": readWrite(ANY_NUMBER),
    "cmi.interactions.n.learner_response": readWrite(text(4000)),
    "cmi.interactions.n.result": readWrite(
      (value) => oneOf("correct", "incorrect", "unanticipated", "neutral")(value) || ANY_NUMBER(value),
    ),
    "cmi.interactions.n.latency": readWrite(DURATION),
    "cmi.interactions.n.description": readWrite(DESCRIPTION),
    "adl.nav.request": readWrite(NAVIGATION, "_none_"),
  },
  functions: {
    initialize: "Initialize",
    terminate: "Terminate",
    getValue: "GetValue",
    setValue: "SetValue",
    commit: "Commit",
    lastError: "GetLastError",
    errorString: "GetErrorString",
    diagnostic: "GetDiagnostic",
  },
  errors: {
    none: "0",
    argument: "201",
    twice: "103",
    notRunning: "122",
    unknown: "401",
    readOnly: "404",
    writeOnly: "405",
    unfit: "406",
    gap: "351",
    empty: "403",
    keyword: "404",
  },
  told: {
    mode: "cmi.mode",
    credit: "cmi.credit",
    entry: "cmi.entry",
    totalTime: "cmi.total_time",
  },
};

const NEEDS_ID = /^(cmi\.(?:interactions|objectives)\.\d+)\.(?!id$)/;
const NEEDS_TYPE = /^(cmi\.interactions\.\d+)\.(?:correct_responses|learner_response)/;
const DEPENDENCY = "408";

export class Scorm2004Trial extends TrialLms {
  /** @param {import("./main.js").Visit} visit */
  constructor({ values, mode, mastery, onCall }) {
    super(STANDARD, values, onCall);
    const resumed = values.get("cmi.exit") === "suspend";
    // Without `suspend` the next visit is a new attempt: nothing is left.
    if (!resumed) values.clear();
    forget(values, /^(cmi\.(exit|session_time)|adl\.nav\.request)$/);
    values.set(STANDARD.told.mode, mode);
    values.set(STANDARD.told.credit, mode === "normal" ? "credit" : "no-credit");
    values.set(STANDARD.told.entry, resumed ? "resume" : "ab-initio");
    if (mastery) values.set("cmi.scaled_passing_score", String(Number(mastery) / 100));
  }

  /** Some elements are refused before others are there. @param {string} name @param {string} value */
  set(name, value) {
    const [, holder] = NEEDS_ID.exec(name) ?? [];
    const [, typed] = NEEDS_TYPE.exec(name) ?? [];
    const missing =
      (holder && !this.values.has(`${holder}.id`)) || (typed && !this.values.has(`${typed}.type`));
    if (this.state === "running" && missing && this.standard.elements[name.replace(/\.\d+(?=\.)/g, ".n")]) {
      return this.refuse(DEPENDENCY);
    }
    return super.set(name, value);
  }

  /** A score decides over success where the package gave a pass mark. */
  settle() {
    const mark = this.values.get("cmi.scaled_passing_score");
    const scaled = this.values.get("cmi.score.scaled");
    if (mark === undefined || scaled === undefined) return;
    this.values.set("cmi.success_status", Number(scaled) >= Number(mark) ? "passed" : "failed");
  }

  /** @returns {import("./main.js").Summary} */
  summary() {
    const held = (/** @type {string} */ name) => this.values.get(name) ?? "";
    const status = [held("cmi.completion_status") || "unknown", held("cmi.success_status") || "unknown"];
    return {
      status,
      said: `completion is ${completion(status[0])} and success is ${success(status[1])}`,
      score: held("cmi.score.raw"),
      place: place(held("cmi.location")),
      size: held("cmi.suspend_data").length,
      room: 64000,
    };
  }
}

export const SCORM2004_OBJECT = STANDARD.object;
