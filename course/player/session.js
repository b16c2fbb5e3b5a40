/** Between what the learner does and the tracker: every change of state goes to the LMS from here. */

import { interactionId, scorm12Patterns, scorm12Response, scorm12Type } from "./interactions.js";
import { isJudged } from "./marking.js";
import { isCompleted } from "./state.js";
import { encode } from "./suspend-data.js";

/** @typedef {import("./marking.js").Question} Question @typedef {import("./state.js").State} State */

export class Session {
  /**
   * @param {Record<string, any>} module
   * @param {import("./state.js").Store} store
   * @param {any} tracker one of those in `tracker/`; the player never asks which
   */
  constructor(module, store, tracker) {
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
      score: state.bestPercent === null ? null : String(state.bestPercent),
      standing: {
        hasAssessment: this.module.questions.some((question) => question.purpose === "assessment"),
        completed: isCompleted(state, this.module),
        passed: state.passed,
        tried: state.attempts > 0,
      },
    });
    this.tracker.commit();
  }

  /**
   * Record one answer.
   * @param {Question} question
   * @param {readonly string[]|null} response null where what was typed is no longer known
   * @param {boolean} correct
   * @param {number} latencyMs
   * @param {number} nth which answer of this learner to this question it is, from 1
   */
  answered(question, response, correct, latencyMs, nth) {
    this.tracker.answered({
      id: interactionId(this.module.slug, question.id, nth),
      type: scorm12Type(question),
      // What somebody wrote for themselves is no response: then nothing stands here.
      response: (response && scorm12Response(question, response)) || null,
      patterns: scorm12Patterns(question),
      result: resultWord(question, correct),
      latencyMs,
    });
  }
}

/** SCORM's word for how an answer was. @param {Question} question @param {boolean} correct */
function resultWord(question, correct) {
  if (!isJudged(question)) return "neutral";
  return correct ? "correct" : "wrong";
}
