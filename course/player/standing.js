/** What a state says of a learner: whether it is read and passed, how far it is, topic by topic. */

import { isJudged } from "./marking.js";

/** @typedef {import("./state.js").State} State @typedef {Record<string, any>} Module */
/** @typedef {import("./tracker/interface.js").TopicProgress} TopicProgress */

/** @param {Module} module @param {string} [topic] @returns {Record<string, any>[]} */
const practiceOf = (module, topic) =>
  module.questions.filter(
    (/** @type {any} */ each) =>
      each.purpose === "practice" && (topic === undefined || each.topic === topic),
  );

/** Return whether every topic was opened and every practice question answered. @param {State} state @param {Module} module */
const isRead = (state, module) =>
  module.topics.every((/** @type {any} */ topic) => state.topicsSeen.has(topic.slug)) &&
  practiceOf(module).every((question) => state.answers.has(question.id));

/** Return whether no try at the assessment is left. @param {State} state @param {Module} module */
export const isExhausted = (state, module) => {
  const most = module.assessment.attempts;
  return !state.passed && most > 0 && state.attempts >= most;
};

/** @param {State} state @param {Module} module @returns {import("./outcome.js").Standing} */
export const standingOf = (state, module) => ({
  hasAssessment: module.questions.some((/** @type {any} */ each) => each.purpose === "assessment"),
  read: isRead(state, module),
  passed: state.passed,
  tried: state.attempts > 0,
  exhausted: isExhausted(state, module),
});

/** Return the share of topics opened and practice answered, 0 to 1. @param {State} state @param {Module} module */
export function progressOf(state, module) {
  const practice = practiceOf(module);
  const opened = module.topics.filter((/** @type {any} */ topic) => state.topicsSeen.has(topic.slug));
  const answered = practice.filter((question) => state.answers.has(question.id));
  const of = module.topics.length + practice.length;
  return of === 0 ? 1 : (opened.length + answered.length) / of;
}

/** @param {State} state @param {Module} module @returns {TopicProgress[]} */
export const topicsOf = (state, module) =>
  module.topics.map((/** @type {any} */ topic) => topicOf(topic, state, module));

/** @param {Record<string, any>} topic @param {State} state @param {Module} module @returns {TopicProgress} */
function topicOf({ slug, title }, state, module) {
  const practice = practiceOf(module, slug);
  const answered = practice.filter((question) => state.answers.has(question.id));
  const done = answered.length === practice.length;
  const judged = practice.filter(isJudged);
  const right = judged.filter((question) => state.answers.get(question.id)?.correct);
  const opened = state.topicsSeen.has(slug);
  return {
    module: module.slug,
    id: slug,
    title,
    status: !opened ? "not attempted" : done ? "completed" : "incomplete",
    progress: (Number(opened) + answered.length) / (1 + practice.length),
    scaled: opened && done && judged.length > 0 ? right.length / judged.length : null,
  };
}
