/** Marking an answer: the twin of `course/marking.py`; `course/vectors/marking.json` binds the two. */

import { typeOf } from "./question-types/index.js";

export { ResponseError } from "./question-types/base.js";

/** @typedef {import("./question-types/base.js").Question} Question */
/** @typedef {import("./question-types/base.js").Result} Result */

const UNITS = 840;

/**
 * Bring what a form sent into normal form. Throws ResponseError with a sentence for the learner.
 * @param {Question} question
 * @param {readonly string[]} values
 * @returns {string[]}
 */
export const parseResponse = (question, values) => typeOf(question).parse(question, values);

/**
 * Mark a response in normal form.
 * @param {Question} question
 * @param {readonly string[]} response
 * @returns {Result}
 */
export const mark = (question, response) => typeOf(question).mark(question, response);

/** Return each text of feedback by the key that a result names. @param {Question} question */
export const feedbackTexts = (question) => typeOf(question).feedbackTexts(question);

/** Return whether an answer to it is right or wrong at all. @param {Question} question */
export const isJudged = (question) => typeOf(question).judged;

/** Return what a response names by its id alone. @param {Question} question */
export const namedIn = (question) => typeOf(question).named(question);

/** Return whether its feedback names what is right. @param {Question} question */
export const tellsRight = (question) => typeOf(question).tellsRight;

/** Return whether the order of an answer's parts is the answer. @param {Question} question */
export const isOrdered = (question) => typeOf(question).orderIsTheAnswer;

/** Return a response that is wholly right. @param {Question} question */
export const rightResponse = (question) => typeOf(question).right(question)[0];

/** Return the mean score in per cent, cut to two decimals. @param {readonly Result[]} results at least one */
export function scorePercent(results) {
  const units = results.reduce((sum, result) => sum + Math.round(result.scaled * UNITS), 0);
  return Math.floor((units * 10000) / (UNITS * results.length)) / 100;
}
