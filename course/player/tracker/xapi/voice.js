/** What a package tells, verb by verb. What surrounds a statement is the launch's: see `Surroundings`. */

import { duration, resultOf, scoreOf, statement, uuid } from "./statements.js";

/** @typedef {import("./statements.js").Statement} Statement @typedef {import("./statements.js").Activity} Activity */

/**
 * @typedef {object} Surroundings what a kind of launch says of its statements
 * @property {Record<string, any>} actor
 * @property {Activity} root the activity that was launched
 * @property {boolean} wholeScores whether a raw score may only be a whole number
 * @property {(name: string) => any} ofRoot the context of a statement about the root, by its verb
 * @property {(parts: {parent: Activity, extensions?: Record<string, any>}) => any} ofPart of one about a part of it
 * @property {(nth: number) => {object: Activity, context: any}} ofTry of one about a try at the assessment
 */

/**
 * @typedef {object} Try a try at the assessment
 * @property {number} percent
 * @property {boolean} passed
 * @property {number} nth from 1
 * @property {number} spentMs
 * @property {number} at when it was sent, milliseconds since 1970
 */

export class Voice {
  /** @param {import("./statements.js").XapiData} data @param {Surroundings} surroundings */
  constructor(data, surroundings) {
    this.data = data;
    this.around = surroundings;
  }

  initialized() {
    return this.aboutRoot("initialized", Date.now());
  }

  /** @param {number} sessionMs */
  terminated(sessionMs) {
    return this.aboutRoot("terminated", Date.now(), { duration: duration(sessionMs) });
  }

  /** @param {number} spentMs in the module so far */
  completed(spentMs) {
    return this.aboutRoot("completed", Date.now(), {
      completion: true,
      duration: duration(spentMs),
    });
  }

  /**
   * Tell of the root that it was passed or failed.
   * @param {{percent: number, passed: boolean, spentMs: number, at: number}} judgement
   */
  judged({ percent, passed, spentMs, at }) {
    const name = passed ? "passed" : "failed";
    return this.aboutRoot(name, at, this.verdict(percent, passed, spentMs));
  }

  /** Tell of one try at the assessment. @param {Try} tried */
  tried({ percent, passed, nth, spentMs, at }) {
    const { object, context } = this.around.ofTry(nth);
    const result = this.verdict(percent, passed, spentMs);
    return this.statement(passed ? "passed" : "failed", object, context, at, result);
  }

  /** @param {string} slug @param {number|null} progress per cent */
  experienced(slug, progress) {
    const context = this.around.ofPart({ parent: this.around.root });
    const result = this.withProgress({}, progress);
    return this.statement("experienced", this.data.topics[slug], context, Date.now(), result);
  }

  /**
   * @param {import("../interface.js").Recorded} recorded
   * @param {number|null} progress per cent
   * @param {number} at when it was given, milliseconds since 1970
   */
  answered(recorded, progress, at) {
    const { question, nth } = recorded;
    const { extensions, assessment, topics, items } = this.data;
    const isExam = question.purpose === "assessment";
    const context = this.around.ofPart({
      parent: isExam ? assessment : topics[question.topic],
      extensions: {
        [extensions.purpose]: question.purpose,
        ...(isExam ? { [extensions.attempt]: nth } : {}),
      },
    });
    const result = this.withProgress(resultOf(recorded), progress);
    return this.statement("answered", items[question.id], context, at, result);
  }

  /** @param {number} percent @param {boolean} success @param {number} spentMs */
  verdict(percent, success, spentMs) {
    const score = scoreOf(percent, this.around.wholeScores);
    return { success, score, duration: duration(spentMs) };
  }

  /** @param {Record<string, any>} result @param {number|null} progress */
  withProgress(result, progress) {
    if (progress === null) return Object.keys(result).length > 0 ? result : undefined;
    return { ...result, extensions: { [this.data.extensions.progress]: progress } };
  }

  /** @param {string} name @param {number} at @param {any} [result] */
  aboutRoot(name, at, result) {
    return this.statement(name, this.around.root, this.around.ofRoot(name), at, result);
  }

  /** @param {string} name @param {Activity} object @param {any} context @param {number} at @param {any} [result] @returns {Statement} */
  statement(name, object, context, at, result) {
    const { actor } = this.around;
    return statement({ id: uuid(), at, actor, verb: this.data.verbs[name], object, context, result });
  }
}
