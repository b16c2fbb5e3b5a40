/** What each step of the assessment looks like; what its buttons do stands in `assessment.js`. */

import { button, copyOf, fromCourse, make } from "./dom.js";
import { shownOrder } from "./drawing.js";
import { fillIn, reorder } from "./questions.js";
import { isExhausted } from "./standing.js";

/** @typedef {import("./assessment.js").Assessment} Assessment @typedef {import("./state.js").Attempt} Attempt */

/** @param {string} text */
export const heading = (text) => make("h2", {}, text);

/** @param {...string} texts */
export const paragraphs = (...texts) => texts.filter(Boolean).map((text) => make("p", {}, text));

export const SECONDARY = "nhsuk-button--secondary";

/** Before an attempt, or between two. @param {Assessment} assessment */
export function introView(assessment) {
  const { module, store } = assessment;
  const { attempts, bestPercent, passed } = store.state;
  const view = make("div");
  view.append(
    ...paragraphs(
      attempts ? `${passed ? "You have passed" : "You have not passed yet"}. Your best score is ${bestPercent}%.` : "",
      `${module.assessment.draw} questions, one on each page. You pass with ${module.pass_mark}%.`,
      `${keepsWords(assessment)} ${triesWords(assessment)}`,
    ),
  );
  if (!isExhausted(store.state, module)) {
    view.append(button(attempts ? "Try again" : "Start the assessment", () => assessment.begin()));
  }
  return view;
}

/** What becomes of the answers. @param {Assessment} assessment */
const keepsWords = (assessment) =>
  assessment.session.keeps ? "You can stop at any time: each answer is kept." : notKeptWords(assessment);

/** @param {Assessment} assessment */
export function notKeptWords({ session, store }) {
  if (!session.tracker.records) return NOT_KEPT;
  return `${NOT_KEPT} ${store.state.passed ? PASSED_ALREADY : FOR_THE_RECORD}`;
}

const NOT_KEPT = "Nothing of this is recorded: take it to practise.";
const PASSED_ALREADY = "You have passed already, and that stays.";
const FOR_THE_RECORD =
  "To take it for your record, open the module again from your learning system; where it offers a new attempt, choose that.";

/** How often the assessment may be taken. @param {Assessment} assessment */
function triesWords({ module, store }) {
  const most = module.assessment.attempts;
  const left = most - store.state.attempts;
  if (most === 0 || store.state.passed) return "You can try as often as you like, with other questions.";
  if (left <= 0) return NO_TRY_LEFT;
  return left === 1 ? "You have one try left, with questions drawn for it." : `You have ${left} tries, each with other questions.`;
}

export const NO_TRY_LEFT =
  "You have used every try. Talk to whoever asked you to take this module: they can open it for you again.";

/** One question. @param {Assessment} assessment @param {Record<string, any>} question @param {number} at @param {Attempt} attempt */
export function questionView(assessment, question, at, attempt) {
  const given = attempt.answers.get(question.id);
  const form = make("form", { novalidate: "", class: "fs-practice" });
  form.append(copyOf(`template[data-question-template="${question.id}"]`));
  reorder(form, shownOrder(question, attempt.seed));
  if (given?.response) fillIn(question, form, given.response);
  form.append(buttons(assessment, at, attempt));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    assessment.answer(question, at, form);
  });
  const saved = make("p", { class: "fs-assessment__saved" }, savedWords(attempt, assessment.session.keeps));
  const view = make("div", {}, heading(`Question ${at + 1} of ${attempt.drawn.length}`), saved);
  if (given && !given.response) view.append(...paragraphs(TYPED_EARLIER));
  view.append(form);
  return view;
}

const TYPED_EARLIER =
  "You answered this in an earlier visit. Your answer counts, although what you typed is not shown again. Type only if you want to change it.";

/** @param {Attempt} attempt @param {boolean} keeps */
function savedWords({ answers }, keeps) {
  const count = answers.size === 1 ? "1 answer" : `${answers.size} answers`;
  return `${count} ${keeps ? "saved" : "given"}`;
}

/** @param {Assessment} assessment @param {number} at @param {Attempt} attempt */
function buttons(assessment, at, attempt) {
  const row = make("div", { class: "fs-assessment__buttons" });
  row.append(make("button", { class: "nhsuk-button", type: "submit" }, "Save and go on"));
  row.append(button("Leave it for now", () => assessment.goOn(at), SECONDARY));
  if (at > 0) row.append(button("Back", () => assessment.open(at - 1), SECONDARY));
  if (attempt.answers.size === attempt.drawn.length) {
    row.append(button("See all answers", () => assessment.lookOver(), SECONDARY));
  }
  return row;
}

/** All questions before they are sent. @param {Assessment} assessment @param {Attempt} attempt */
export function overviewView(assessment, attempt) {
  const left = attempt.drawn.length - attempt.answers.size;
  const list = make("ol", { class: "fs-assessment__list" });
  attempt.drawn.forEach((id, at) => {
    const state = attempt.answers.has(id) ? "Answered" : "Not answered yet";
    const change = make("button", { type: "button", class: "fs-assessment__change" });
    change.append(
      attempt.answers.has(id) ? "Change" : "Answer",
      make("span", { class: "nhsuk-u-visually-hidden" }, ` question ${at + 1}`),
    );
    change.addEventListener("click", () => assessment.open(at));
    const stem = fromCourse("span", assessment.question(id).stem, { class: "fs-assessment__stem" });
    const words = make("span", { class: "fs-assessment__state" }, state);
    list.append(make("li", {}, stem, words, change));
  });
  const warning = left === 1 ? "1 question has no answer yet and would count as not right." : `${left} questions have no answer yet and would count as not right.`;
  const view = make("div", {}, heading("Look over your answers"));
  view.append(
    ...paragraphs(left ? warning : "Every question has an answer. You can still change any of them."),
    list,
    button(left ? "Send it as it is" : "Send my answers", () => assessment.send()),
  );
  return view;
}
