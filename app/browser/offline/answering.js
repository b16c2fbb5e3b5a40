/** Answering practice without network: marked by the browser's own marking, and kept to be sent. */

import { ConversationView } from "../../../course/player/conversation.js";
import { all, make, one } from "../../../course/player/dom.js";
import { feedbackElement } from "../../../course/player/feedback.js";
import { ResponseError, mark, parseResponse } from "../../../course/player/marking.js";
import { clearError, fillIn, readResponse, showError } from "../../../course/player/questions.js";
import { owner } from "./network.js";
import { waiting } from "./queue.js";

/** @typedef {import("../../../course/player/marking.js").Question} Question */
/** @typedef {{questions: Question[], words: import("../../../course/player/feedback.js").Words}} Practice */

const UNMARKED =
  "Your answer is kept on this phone. Keep this module on this phone to see at once, also without network, whether an answer is right.";

export class OfflineAnswers {
  /** @param {import("./network.js").Network} network @param {HTMLElement} page with `data-module`, `data-topic`, `data-practice` */
  constructor(network, page) {
    this.network = network;
    this.module = page.dataset.module ?? "";
    this.topic = page.dataset.topic ?? "";
    this.address = page.dataset.practice ?? "";
    /** @type {Practice|null} */
    this.practice = null;
  }

  /** Show again what was answered on this phone and is not sent yet. */
  async restore() {
    const acts = (await waiting(owner())).filter(
      (act) => act.kind === "answered" && act.module === this.module && act.topic === this.topic,
    );
    for (const act of acts) {
      const question = await this.question(act.what);
      const form = formOf(act.what);
      if (!question || !form || !isAnswer(question, act.response)) continue;
      if (question.type === "conversation") this.talk(question, form).restore(act.response);
      else fillIn(question, form, act.response);
      this.showFeedback(question, form, act.response);
    }
  }

  /** Take an answer that did not reach the server. @param {HTMLFormElement} form @param {HTMLElement|null} submitter @returns {Promise<boolean>} whether it is kept, or said what is wrong with it */
  async take(form, submitter) {
    const id = one("[data-question]", form).dataset.question ?? "";
    const question = await this.question(id);
    if (!question) return this.takeUnmarked(id, form);
    if (question.type === "conversation") {
      this.takeOverTalk(question, form, /** @type {HTMLButtonElement|null} */ (submitter));
      return true;
    }
    const root = one("[data-question]", form);
    try {
      const response = readResponse(question, form);
      clearError(root);
      if (!(await this.keep(id, response))) return true;
      this.showFeedback(question, form, response);
      focusOn(form.querySelector(".fs-result"));
    } catch (problem) {
      if (!(problem instanceof ResponseError)) throw problem;
      showError(question, root, problem.message);
    }
    return true;
  }

  /** Without what marking needs, an answer is kept as it was given. @param {string} id @param {HTMLFormElement} form */
  async takeUnmarked(id, form) {
    const talks = form.querySelector("[data-talk]") !== null;
    const given = new FormData(form).getAll("answer").map(String);
    // What somebody writes for themselves is kept nowhere, and a talk cannot go on without its lines.
    if (talks || form.querySelector("textarea") || !given.some((value) => value.trim())) return false;
    if (!(await this.keep(id, given))) return true;
    one("[data-feedback]", form).replaceChildren(make("p", { class: "fs-result" }, UNMARKED));
    focusOn(form.querySelector(".fs-result"));
    return true;
  }

  /** @param {Question} question @param {HTMLFormElement} form @param {HTMLButtonElement|null} pressed */
  takeOverTalk(question, form, pressed) {
    const said = all("input[type=hidden][name=answer]", form).map(
      (field) => /** @type {HTMLInputElement} */ (field).value,
    );
    const step = pressed?.name === "step" ? pressed.value : "";
    const view = this.talk(question, form);
    if (step === "again") view.goBackTo([]);
    else if (step === "back") view.goBackTo(said.slice(0, -1));
    else {
      view.restore(said);
      if (pressed?.name === "answer") view.say(pressed.value);
    }
  }

  /** Let a talk go on in the browser. @param {Question} question @param {HTMLFormElement} form */
  talk(question, form) {
    for (const field of all("input[type=hidden][name=answer]", form)) field.remove();
    return new ConversationView(question, form, {
      onEnd: (path) => {
        this.showFeedback(question, form, path);
        this.keep(question.id, path);
      },
      onRestart: () => one("[data-feedback]", form).replaceChildren(),
    });
  }

  /** @param {Question} question @param {HTMLFormElement} form @param {readonly string[]} response */
  showFeedback(question, form, response) {
    const { words } = /** @type {Practice} */ (this.practice);
    const element = feedbackElement(question, response, mark(question, response), words);
    one("[data-feedback]", form).replaceChildren(element);
  }

  /** @param {string} id @param {readonly string[]} response */
  keep(id, response) {
    const { module, topic } = this;
    return this.network.keep({ owner: owner(), kind: "answered", module, topic, what: id, response: [...response] });
  }

  /** @param {string} id @returns {Promise<Question|undefined>} */
  async question(id) {
    this.practice ??= await practiceAt(this.address);
    return this.practice?.questions.find((each) => each.id === id);
  }
}

/** Say whether a question still takes an answer: the module may have changed. @param {Question} question @param {readonly string[]} response */
function isAnswer(question, response) {
  try {
    parseResponse(question, response);
    return true;
  } catch (problem) {
    if (problem instanceof ResponseError) return false;
    throw problem;
  }
}

/** What the browser marks with; null where this phone does not keep it. @param {string} address @returns {Promise<Practice|null>} */
async function practiceAt(address) {
  try {
    const answer = await fetch(address);
    return answer.ok && !answer.redirected ? await answer.json() : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** @param {string} question @returns {HTMLFormElement|null} */
const formOf = (question) =>
  document.querySelector(`[data-question="${CSS.escape(question)}"]`)?.closest("form") ?? null;

/** @param {HTMLElement|null} news */
function focusOn(news) {
  news?.setAttribute("tabindex", "-1");
  news?.focus();
}
