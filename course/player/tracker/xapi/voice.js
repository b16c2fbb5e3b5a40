/** What a package tells, verb by verb. What surrounds a statement is the launch's: see `Surroundings`. */

import { duration } from "../../time.js";
import { resultOf, scoreOf, statement, uuid } from "./statements.js";

/** @typedef {import("./statements.js").Statement} Statement @typedef {import("./statements.js").Activity} Activity */

/**
 * @typedef {object} Surroundings what a kind of launch says of its statements
 * @property {Record<string, any>} actor
 * @property {Activity} root the activity that was launched
 * @property {boolean} wholeScores whether a raw score may only be a whole number
 * @property {(name: string) => any} ofRoot the context of a statement about the root, by its verb
 * @property {(parts: {module: string, parent: Activity, extensions?: Record<string, any>}) => any} ofPart of
 *   one about a part of it
 * @property {(module: string, nth: number) => {object: Activity, context: any}} ofTry of one about a try at
 *   a module's assessment
 */

/**
 * @typedef {object} Try a try at the assessment
 * @property {string} module its slug
 * @property {number} percent
 * @property {boolean} passed
 * @property {number} nth from 1
 * @property {boolean} final whether no other can follow
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

  /** @param {number} spentMs so far @param {string} [module] a module among several; the root without it */
  completed(spentMs, module) {
    const result = { completion: true, duration: duration(spentMs) };
    return this.about(module, "completed", Date.now(), result);
  }

  /**
   * Tell that the root, or a module among several, was passed or failed.
   * @param {{percent: number, passed: boolean, spentMs: number, at: number}} judgement
   * @param {string} [module]
   */
  judged({ percent, passed, spentMs, at }, module) {
    const name = passed ? "passed" : "failed";
    return this.about(module, name, at, this.verdict(percent, passed, spentMs));
  }

  /** Tell of one try at the assessment. @param {Try} tried */
  tried({ module, percent, passed, nth, spentMs, at }) {
    const { object, context } = this.around.ofTry(module, nth);
    const result = this.verdict(percent, passed, spentMs);
    return this.statement(passed ? "passed" : "failed", object, context, at, result);
  }

  /** @param {string} module @param {string} slug the topic's @param {number|null} progress per cent of the module */
  experienced(module, slug, progress) {
    const { topics } = this.data.modules[module];
    const context = this.around.ofPart({ module, parent: this.activity(module) });
    const result = this.withProgress({}, progress);
    return this.statement("experienced", topics[slug], context, Date.now(), result);
  }

  /**
   * @param {import("../interface.js").Recorded} recorded
   * @param {number|null} progress per cent
   * @param {number} at when it was given, milliseconds since 1970
   */
  answered(recorded, progress, at) {
    const { module, question, nth } = recorded;
    const { assessment, topics, items } = this.data.modules[module];
    const { extensions } = this.data;
    const isExam = question.purpose === "assessment";
    const context = this.around.ofPart({
      module,
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

  /** A module is the root where it is the only one. @param {string} module @returns {Activity} */
  activity(module) {
    const { activity } = this.data.modules[module];
    return activity.id === this.data.root.id ? this.around.root : activity;
  }

  /** @param {string|undefined} module @param {string} name @param {number} at @param {any} result */
  about(module, name, at, result) {
    if (module === undefined) return this.aboutRoot(name, at, result);
    const context = this.around.ofPart({ module, parent: this.around.root });
    return this.statement(name, this.activity(module), context, at, result);
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
