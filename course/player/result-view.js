/** What the end of a try looks like: the result in words, by topic, and of each question what the module shows. */

import { NO_TRY_LEFT, SECONDARY, heading, notKeptWords, paragraphs } from "./assessment-views.js";
import { button, fromCourse, make } from "./dom.js";
import { reviewElement } from "./feedback.js";
import { shownOfATry } from "./reviewing.js";
import { isExhausted } from "./standing.js";

/** @typedef {import("./assessment.js").Assessment} Assessment @typedef {import("./attempt.js").Marked} Marked */

/** @param {Assessment} assessment @param {readonly Marked[]} marked @param {number} percent */
export function resultView(assessment, marked, percent) {
  const { module } = assessment;
  const right = marked.filter((each) => each.result.success).length;
  const passedNow = percent >= module.pass_mark;
  const view = make("div", {}, heading(passedNow ? `You passed with ${percent}%` : `Not this time: ${percent}%`));
  view.append(
    ...paragraphs(
      `${right} of ${marked.length} questions were wholly right. The pass mark is ${module.pass_mark}%.`,
      resultWords(passedNow, assessment),
    ),
    make("h3", {}, "By topic"),
    byTopic(module, marked),
    ...again(assessment, passedNow),
    ...questions(assessment, marked),
  );
  return view;
}

/** @param {Assessment} assessment */
const shownOf = ({ module, store }) => shownOfATry(module.assessment.review, store.state.passed);

/** What the module shows of each question. @param {Assessment} assessment @param {readonly Marked[]} marked */
function questions(assessment, marked) {
  const { module } = assessment;
  switch (shownOf(assessment)) {
    case "feedback":
      return [
        make("h3", {}, "Your answers"),
        ...marked.map((each) => reviewElement(each.question, each.response, each.result, module.words)),
      ];
    case "marks":
      return [
        make("h3", {}, "Which questions were right"),
        ...later(assessment, "You see the right answers, and why, as soon as you have passed."),
        onlyMarks(marked),
      ];
    default:
      return later(
        assessment,
        "You see the questions of a try, with the right answers and why, as soon as you have passed.",
      );
  }
}

/** What comes with a pass, where one can still come. @param {Assessment} assessment @param {string} words */
const later = ({ module, store }, words) => (isExhausted(store.state, module) ? [] : paragraphs(words));

/** @param {readonly Marked[]} marked */
function onlyMarks(marked) {
  const list = make("ol", { class: "fs-assessment__list" });
  for (const { question, result } of marked) {
    const stem = fromCourse("span", question.stem, { class: "fs-assessment__stem" });
    const words = make("span", { class: "fs-assessment__state" }, result.success ? "Right" : "Not right");
    list.append(make("li", {}, stem, words));
  }
  return list;
}

/** @param {Assessment} assessment @param {boolean} passedNow */
function again(assessment, passedNow) {
  const { module, store } = assessment;
  if (isExhausted(store.state, module)) return paragraphs(NO_TRY_LEFT);
  return [button("Try again with other questions", () => assessment.begin(), passedNow ? SECONDARY : "")];
}

/** @param {boolean} passedNow @param {Assessment} assessment */
function resultWords(passedNow, assessment) {
  const { module, store, session } = assessment;
  if (!session.keeps) return notKeptWords(assessment);
  if (passedNow) return "Well done. You can look through the topics whenever you like.";
  if (store.state.passed) return "You passed before, and that pass stays.";
  const answers = shownOf(assessment) === "feedback";
  if (isExhausted(store.state, module)) {
    return answers ? "Look at the answers below: they say what to read again." : "The list below says which topics to read again.";
  }
  return answers
    ? "Look at the answers below, go back to the topics that you want, and try again whenever you are ready."
    : "Go back to the topics below that you want, and try again whenever you are ready.";
}

/** @param {Record<string, any>} module @param {readonly Marked[]} marked */
function byTopic(module, marked) {
  const list = make("ul");
  for (const { slug, title } of module.topics) {
    const mine = marked.filter((each) => each.question.topic === slug);
    if (mine.length === 0) continue;
    const right = mine.filter((each) => each.result.success).length;
    list.append(
      make("li", {}, make("a", { href: `#topic-${slug}` }, title), `: ${right} of ${mine.length} right`),
    );
  }
  return list;
}
