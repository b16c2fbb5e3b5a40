/** How far the learner is, in words: at the top, and beside each section in the list. */

import { all, one } from "./dom.js";

/** @typedef {import("./state.js").State} State @typedef {Record<string, any>} Module */

/** Bring every place that tells of progress up to date. @param {State} state @param {Module} module */
export function showProgress(state, module) {
  const practice = module.questions.filter((question) => question.purpose === "practice");
  const answered = practice.filter((question) => state.answers.has(question.id)).length;
  const opened = module.topics.filter((topic) => state.topicsSeen.has(topic.slug)).length;
  one("[data-progress-words]").textContent =
    `${opened} of ${module.topics.length} topics opened, ` +
    `${answered} of ${practice.length} questions answered`;
  /** @type {HTMLProgressElement} */ (one("[data-progress-bar]")).value = opened;
  for (const step of all("[data-step]")) {
    one("[data-step-state]", step).textContent = stepState(step.dataset.step ?? "", state, module);
  }
}

/** @param {string} id @param {State} state @param {Module} module */
function stepState(id, state, module) {
  if (id === "assessment") return assessmentState(state);
  const slug = id.replace(/^topic-/, "");
  if (slug === id) return "";
  if (!state.topicsSeen.has(slug)) return "Not opened yet";
  const left = module.questions.filter(
    (question) =>
      question.topic === slug && question.purpose === "practice" && !state.answers.has(question.id),
  ).length;
  if (left === 0) return "Done";
  return left === 1 ? "1 question left" : `${left} questions left`;
}

/** @param {State} state */
function assessmentState(state) {
  if (state.passed) return `Passed with ${state.bestPercent}%`;
  if (state.attempt) return "Under way";
  return state.bestPercent === null ? "Not taken yet" : `Best so far ${state.bestPercent}%`;
}
