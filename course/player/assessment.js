/** The end assessment on the page: one question at a time, a look over all, the result, another try. */

import { introView, overviewView, questionView } from "./assessment-views.js";
import { markAttempt, newAttempt, percentOf, withAnswer } from "./attempt.js";
import { focusOn, one } from "./dom.js";
import { ResponseError } from "./marking.js";
import { clearError, readResponse, showError } from "./questions.js";
import { resultView } from "./result-view.js";
import { ASSESSMENT } from "./state.js";

/** @typedef {import("./attempt.js").Marked} Marked */

export class Assessment {
  /**
   * @param {Record<string, any>} module
   * @param {import("./state.js").Store} store
   * @param {import("./session.js").Session} session
   */
  constructor(module, store, session) {
    this.module = module;
    this.store = store;
    this.session = session;
    this.place = one("[data-assessment]");
    /** @type {Map<string, number>} milliseconds spent on each question of this attempt */
    this.spent = new Map();
    this.shownAt = Date.now();
    if (this.attempt) this.resume();
    else this.show(introView(this), false);
  }

  get attempt() {
    return this.store.state.attempt;
  }

  /** Show a view; its heading takes the focus. @param {HTMLElement} view @param {boolean} [focus] */
  show(view, focus = true) {
    this.place.replaceChildren(view);
    this.shownAt = Date.now();
    if (focus) focusOn(view.querySelector("h2"));
  }

  /** Open the attempt that was left, at its first question without an answer. */
  resume() {
    const attempt = this.attempt;
    if (!attempt) return;
    const { drawn, answers } = attempt;
    const next = drawn.findIndex((id) => !answers.has(id));
    if (next < 0) this.lookOver(false);
    else this.open(next, false);
  }

  /** The section comes into view: time on its question begins now. */
  entered() {
    this.shownAt = Date.now();
  }

  begin() {
    this.spent.clear();
    this.store.update({ attempt: newAttempt(this.module), location: ASSESSMENT });
    this.open(0);
  }

  /** @param {number} at place in the attempt, from 0 @param {boolean} [focus] */
  open(at, focus = true) {
    const attempt = this.attempt;
    if (!attempt) return;
    const question = this.question(attempt.drawn[at]);
    this.show(questionView(this, question, at, attempt), focus);
  }

  /** @param {boolean} [focus] */
  lookOver(focus = true) {
    if (this.attempt) this.show(overviewView(this, this.attempt), focus);
  }

  /** Keep the answer of the form, and go on. @param {Record<string, any>} question @param {number} at @param {HTMLElement} form */
  answer(question, at, form) {
    const root = one("[data-question]", form);
    try {
      const response = readResponse(question, form);
      clearError(root);
      this.spend(question.id);
      if (this.attempt) this.store.update({ attempt: withAnswer(this.attempt, question, response) });
      this.session.settle();
      this.goOn(at);
    } catch (problem) {
      if (!(problem instanceof ResponseError)) throw problem;
      showError(question, root, problem.message);
    }
  }

  /** @param {number} at */
  goOn(at) {
    const isLast = at + 1 >= (this.attempt?.drawn.length ?? 0);
    if (isLast) this.lookOver();
    else this.open(at + 1);
  }

  /** Send the attempt: mark it, record each answer, keep the best score. A pass is never lost. */
  send() {
    const attempt = this.attempt;
    if (!attempt) return;
    const { attempts, bestPercent, passed } = this.store.state;
    const marked = markAttempt(this.module, attempt);
    const percent = percentOf(marked);
    for (const each of marked) this.record(each, attempts + 1);
    const passedNow = percent >= this.module.pass_mark;
    const change = {
      attempt: null,
      attempts: attempts + 1,
      bestPercent: Math.max(bestPercent ?? 0, percent),
      passed: passed || passedNow,
    };
    this.session.judged(percent, passedNow, { ...this.store.state, ...change });
    this.store.update(change);
    this.session.settle();
    this.show(resultView(this, marked, percent));
  }

  /** @param {Marked} marked @param {number} nth */
  record({ question, response, result, answered }, nth) {
    if (!answered) return;
    const spent = this.spent.get(question.id) ?? 0;
    this.session.answered(question, response, result, spent, nth);
  }

  /** @param {string} id */
  spend(id) {
    this.spent.set(id, (this.spent.get(id) ?? 0) + Date.now() - this.shownAt);
  }

  /** @param {string} id @returns {Record<string, any>} */
  question(id) {
    return this.module.questions.find((question) => question.id === id);
  }
}
