/** A question and a response in the words of SCORM 1.2: the twin of `course/interactions.py`. */

import { isJudged } from "./marking.js";
import { typeOf } from "./question-types/index.js";

/** @typedef {import("./question-types/base.js").Question} Question */

/** Return the value of `cmi.interactions.n.type`. @param {Question} question */
export const scorm12Type = (question) => typeOf(question).scorm12Type;

/** Return the value of `cmi.interactions.n.student_response`. @param {Question} question @param {readonly string[]} response */
export const scorm12Response = (question, response) =>
  typeOf(question).scorm12Response(question, response);

/** Return the values of `cmi.interactions.n.correct_responses.m.pattern`. @param {Question} question */
export const scorm12Patterns = (question) =>
  typeOf(question).patterns(question).map((response) => scorm12Response(question, response));

/** Return one answer in the words of SCORM 1.2. @param {import("./tracker/interface.js").Recorded} recorded */
export const inScorm12 = ({ module, question, response, correct, nth }) => ({
  id: interactionId(module, question.id, nth),
  type: scorm12Type(question),
  // What somebody wrote for themselves is no response: then nothing stands here.
  response: (response && scorm12Response(question, response)) || null,
  patterns: scorm12Patterns(question),
  result: !isJudged(question) ? "neutral" : correct ? "correct" : "wrong",
});

/**
 * Return the id of an answer in an LMS's journal: the same stem for every answer to a question, so
 * that reports can group by it, and a number from the second answer on.
 * @param {string} module
 * @param {string} question
 * @param {number} nth the how many-th answer of this learner it is, from 1
 */
export const interactionId = (module, question, nth) =>
  nth > 1 ? `fs.${module}.${question}.${nth}` : `fs.${module}.${question}`;
