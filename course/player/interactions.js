/**
 * A question and a response in the words of each world. Of xAPI it is the twin of `course/interactions.py`.
 * Sources: SCORM 2004 4th Edition, Run-Time Environment, 4.2.9; SCORM 1.2 Run-Time Environment, 3.4.7.
 */

import { fromCourse } from "./dom.js";
import { isJudged } from "./marking.js";
import { typeOf } from "./question-types/index.js";

/** @typedef {import("./question-types/base.js").Question} Question */

/**
 * How many patterns of one interaction every SCORM 2004 system has room for, choices aside: of one with many
 * accepted spellings the first are the best. Source: SCORM 2004 4th Edition, RTE 4.2.9.1.
 */
const SCORM2004_PATTERNS = 5;

/** Return xAPI's `interactionType`. @param {Question} question */
export const xapiType = (question) => typeOf(question).xapiType;

/** Return a response as `result.response` holds it: `a[,]c`. @param {Question} question @param {readonly string[]} response */
export const xapiResponse = (question, response) =>
  typeOf(question).xapiResponse(question, response);

/** Return xAPI's `correctResponsesPattern`, each a whole answer. @param {Question} question @returns {string[]} */
export function xapiPatterns(question) {
  const kind = typeOf(question);
  if (kind.xapiPatterns) return kind.xapiPatterns(question);
  return kind.patterns(question).map((response) => kind.xapiResponse(question, response));
}

/** Return SCORM 2004's `cmi.interactions.n.type`: the same word as in xAPI. */
export const scorm2004Type = xapiType;

/** Return the value of `cmi.interactions.n.learner_response`. @param {Question} question @param {readonly string[]} response @returns {string} */
export function scorm2004Response(question, response) {
  const kind = typeOf(question);
  return (kind.scorm2004Response ?? kind.xapiResponse)(question, response);
}

/** Return SCORM 2004's patterns, none twice, and no more than every system has room for. @param {Question} question */
export const scorm2004Patterns = (question) =>
  [...new Set(xapiPatterns(question))].slice(0, SCORM2004_PATTERNS);

/** Return SCORM 1.2's `cmi.interactions.n.type`. @param {Question} question */
export const scorm12Type = (question) => typeOf(question).scorm12Type;

/** Return the value of `cmi.interactions.n.student_response`. @param {Question} question @param {readonly string[]} response */
export const scorm12Response = (question, response) =>
  typeOf(question).scorm12Response(question, response);

/**
 * Return the values of `cmi.interactions.n.correct_responses.m.pattern`: of a numeric question the middle
 * alone, since SCORM 1.2 has no form for a range.
 * @param {Question} question
 */
export const scorm12Patterns = (question) =>
  typeOf(question).patterns(question).map((response) => scorm12Response(question, response));

/** @typedef {import("./tracker/interface.js").Recorded} Recorded */

/**
 * Return one answer in the words of SCORM 1.2.
 * @param {Recorded} recorded
 */
export const inScorm12 = ({ question, response, correct }) => ({
  type: scorm12Type(question),
  // What somebody wrote for themselves is no response: then nothing stands here.
  response: (response && scorm12Response(question, response)) || null,
  patterns: scorm12Patterns(question),
  result: !isJudged(question) ? "neutral" : correct ? "correct" : "wrong",
});

/**
 * Return one answer in the words of SCORM 2004.
 * @param {Recorded} recorded
 */
export const inScorm2004 = ({ question, response, correct }) => ({
  type: scorm2004Type(question),
  response: (response && scorm2004Response(question, response)) || null,
  patterns: scorm2004Patterns(question),
  result: !isJudged(question) ? "neutral" : correct ? "correct" : "incorrect",
  description: plainText(question.stem),
});

/** Return an author's line, which is HTML here, as its words. @param {string} html */
const plainText = (html) =>
  (fromCourse("p", html).textContent ?? "").replace(/\s+/g, " ").trim();
