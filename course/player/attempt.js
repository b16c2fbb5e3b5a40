/** An attempt at the assessment, without the page: draw, answer, mark. */

import { draw } from "./drawing.js";
import { mark, scorePercent } from "./marking.js";

/** @typedef {import("./state.js").Attempt} Attempt @typedef {import("./state.js").Given} Given */
/** @typedef {import("./marking.js").Question} Question @typedef {import("./marking.js").Result} Result */
/** @typedef {{question: Question, response: readonly string[]|null, result: Result, answered: boolean}} Marked */

const UNANSWERED = { success: false, scaled: 0, parts: [], feedback: [] };

/** Begin an attempt. @param {Record<string, any>} module @returns {Attempt} */
export function newAttempt(module) {
  const [seed] = crypto.getRandomValues(new Uint32Array(1));
  return { seed, drawn: draw(module, seed), answers: new Map() };
}

/** Return the attempt with one more answer. @param {Attempt} attempt @param {Question} question @param {readonly string[]} response @returns {Attempt} */
export function withAnswer(attempt, question, response) {
  const given = { correct: mark(question, response).success, response };
  return { ...attempt, answers: new Map(attempt.answers).set(question.id, given) };
}

/** Mark every question of an attempt, in the order shown. @param {Record<string, any>} module @param {Attempt} attempt @returns {Marked[]} */
export const markAttempt = (module, attempt) =>
  attempt.drawn.map((id) => {
    const question = module.questions.find((each) => each.id === id);
    const given = attempt.answers.get(id);
    const response = given ? given.response : [];
    return { question, response, result: resultOf(question, given), answered: given !== undefined };
  });

/** Return the score of what was marked, in per cent. @param {readonly Marked[]} marked */
export const percentOf = (marked) => scorePercent(marked.map((each) => each.result));

/** What was typed in an earlier visit is gone, but not whether it was right. @param {Question} question @param {Given|undefined} given @returns {Result} */
function resultOf(question, given) {
  if (!given) return UNANSWERED;
  if (given.response) return mark(question, given.response);
  return { ...UNANSWERED, success: given.correct, scaled: Number(given.correct) };
}
