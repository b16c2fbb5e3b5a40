/** Between what the learner does and the tracker: every change of state goes to the system from here. */

import { isExhausted, progressOf, standingOf, topicsOf } from "./standing.js";
import { encode } from "./suspend-data.js";

/** @typedef {import("./marking.js").Question} Question @typedef {import("./marking.js").Result} Result */
/** @typedef {import("./state.js").State} State */

export class Session {
  /**
   * @param {Record<string, any>} module
   * @param {import("./state.js").Store} store
   * @param {import("./tracker/interface.js").Tracker} tracker
   * @param {boolean} keeps whether anything of this visit is kept
   */
  constructor(module, store, tracker, keeps) {
    this.keeps = keeps;
    this.module = module;
    this.store = store;
    this.tracker = tracker;
    store.subscribe((state) => this.save(state));
  }

  /** @param {State} state */
  save(state) {
    this.tracker.save({
      location: state.location,
      suspendData: encode(state, this.module),
      percent: state.bestPercent,
      standing: standingOf(state, this.module),
      progress: progressOf(state, this.module),
      topics: topicsOf(state, this.module),
    });
    this.tracker.commit();
  }

  /** An answer that is said to be kept, or a result, is stored now: the learner may close the page on it. */
  settle() {
    this.tracker.commit({ now: true });
  }

  /**
   * Record one try at the assessment, after its answers.
   * @param {number} percent
   * @param {boolean} passed
   * @param {State} next the state that follows from it
   */
  judged(percent, passed, next) {
    const final = isExhausted(next, this.module);
    this.tracker.judged?.({
      module: this.module.slug,
      percent,
      passed,
      nth: next.attempts,
      final,
    });
  }

  /**
   * Record one answer.
   * @param {Question} question
   * @param {readonly string[]|null} response null where what was typed is no longer known
   * @param {Result} result
   * @param {number} latencyMs
   * @param {number} nth which answer of this learner to this question it is, from 1
   */
  answered(question, response, result, latencyMs, nth) {
    const scaled = response === null ? null : result.scaled;
    this.tracker.answered({
      module: this.module.slug,
      question,
      response,
      correct: result.success,
      scaled,
      latencyMs,
      nth,
    });
  }
}
