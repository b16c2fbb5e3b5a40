/** The questions that stand in the text: answered one by one, with feedback at once. */

import { feedbackElement } from "./feedback.js";
import { ConversationView } from "./conversation.js";
import { ResponseError, isJudged, mark } from "./marking.js";
import { all, make, one } from "./dom.js";
import { clearError, fillIn, readResponse, showError } from "./questions.js";

/** @typedef {import("./marking.js").Question} Question */

export class Practice {
  /**
   * @param {Record<string, any>} module
   * @param {import("./state.js").Store} store
   * @param {import("./session.js").Session} session
   * @param {() => number} shownAt when the section in view came into view
   */
  constructor(module, store, session, shownAt) {
    this.module = module;
    this.store = store;
    this.session = session;
    this.shownAt = shownAt;
    /** @type {Map<string, {times: number, at: number}>} */
    this.given = new Map();
    for (const form of all("[data-practice]")) this.bind(/** @type {HTMLFormElement} */ (form));
  }

  /** @param {HTMLFormElement} form */
  bind(form) {
    const question = this.module.questions.find((each) => each.id === form.dataset.practice);
    if (question.type === "conversation") {
      this.bindTalk(question, form);
      return;
    }
    one("[data-check]", form).hidden = false;
    this.restore(question, form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.check(question, form);
    });
  }

  /** A conversation answers itself: its last line is the end of it. @param {Question} question @param {HTMLFormElement} form */
  bindTalk(question, form) {
    const view = new ConversationView(question, form, {
      onEnd: (path) => {
        this.showFeedback(question, form, path);
        this.record(question, path);
      },
      onRestart: () => one("[data-feedback]", form).replaceChildren(),
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    const earlier = this.store.state.answers.get(question.id);
    if (!earlier?.response) return;
    view.restore(earlier.response);
    this.showFeedback(question, form, earlier.response);
  }

  /** Show what was answered in an earlier visit. @param {Question} question @param {HTMLFormElement} form */
  restore(question, form) {
    const earlier = this.store.state.answers.get(question.id);
    if (!earlier) return;
    if (earlier.response) {
      fillIn(question, form, earlier.response);
      this.showFeedback(question, form, earlier.response);
    } else {
      one("[data-feedback]", form).replaceChildren(make("p", {}, notKept(question, earlier.correct)));
    }
  }

  /** @param {Question} question @param {HTMLFormElement} form */
  check(question, form) {
    const root = one("[data-question]", form);
    try {
      const response = readResponse(question, form);
      clearError(root);
      this.showFeedback(question, form, response);
      this.record(question, response);
    } catch (problem) {
      if (!(problem instanceof ResponseError)) throw problem;
      one("[data-feedback]", form).replaceChildren();
      showError(question, root, problem.message);
    }
  }

  /** @param {Question} question @param {HTMLFormElement} form @param {readonly string[]} response */
  showFeedback(question, form, response) {
    const element = feedbackElement(question, response, mark(question, response), this.module.words);
    one("[data-feedback]", form).replaceChildren(element);
  }

  /** @param {Question} question @param {readonly string[]} response */
  record(question, response) {
    const result = mark(question, response);
    const answers = this.store.state.answers;
    const before = this.given.get(question.id);
    const times = (before?.times ?? Number(answers.has(question.id))) + 1;
    const now = Date.now();
    const latency = now - Math.max(before?.at ?? 0, this.shownAt());
    this.given.set(question.id, { times, at: now });
    this.session.answered(question, response, result, latency, times);
    const given = { correct: result.success, response };
    this.store.update({ answers: new Map(answers).set(question.id, given) });
  }
}

/** What stands where an answer was, of which the text was not kept. @param {Question} question @param {boolean} correct */
function notKept(question, correct) {
  if (!isJudged(question)) return "You wrote something here before. It was not kept.";
  const words = correct ? "right" : "not right yet";
  return `Last time your answer was ${words}. What you typed was not kept.`;
}
