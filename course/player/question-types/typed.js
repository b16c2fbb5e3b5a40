/** Typing a word or two, or a number. */

import { BASE, rightAndWrongTexts, rightOrWrong } from "./base.js";
import { meantBy } from "./near-miss.js";
import { bounds, clean, comparable, number, plainNumber, within } from "./typed-text.js";

/** @typedef {import("./base.js").Question} Question @typedef {import("./base.js").Response} Response */

const SCORM12_CHARACTERS = 255;

/** @param {readonly string[]} texts @returns {string[]} */
const wordsOf = (texts) => texts.flatMap((text) => text.split(" "));

export const FILL_IN = {
  ...BASE,
  xapiType: "fill-in",
  scorm12Type: "fill-in",
  kept: false,
  /** @param {Question} _question @param {readonly string[]} values */
  parse: (_question, values) => [clean(values[0] ?? "")],
  /** @param {Question} question @param {Response} response */
  mark(question, response) {
    const typed = comparable(response[0]);
    const [accepted, refused] = [question.accept, question.refuse].map((texts) => texts.map(comparable));
    if (accepted.includes(typed)) return rightOrWrong(true);
    if (question.spelling === "exact" || refused.includes(typed)) return rightOrWrong(false);
    const ours = wordsOf(accepted);
    const others = [...question.apart, ...wordsOf(refused).filter((word) => !ours.includes(word))];
    const written = meantBy(typed, question.accept, others);
    return written ? { ...rightOrWrong(true), written } : rightOrWrong(false);
  },
  feedbackTexts: rightAndWrongTexts,
  /** @param {Question} question @returns {string[][]} */
  right: (question) => question.accept.map((text) => [text]),
  /** The delimiters, and a brace at the start, would be read as part of the form. @param {Question} _question @param {Response} response */
  xapiResponse: (_question, [text]) => text.replace(/\[([,.:])\]/g, "$1").replace(/^\{/, "("),
  /** @param {Question} question */
  xapiPatterns: (question) =>
    FILL_IN.right(question).map((each) => `{case_matters=false}${FILL_IN.xapiResponse(question, each)}`),
  /** @param {Question} _question @param {Response} response */
  scorm12Response: (_question, response) => [...response[0]].slice(0, SCORM12_CHARACTERS).join(""),
};

export const NUMERIC = {
  ...BASE,
  xapiType: "numeric",
  scorm12Type: "numeric",
  kept: false,
  /** @param {Question} _question @param {readonly string[]} values */
  parse(_question, values) {
    const typed = clean(values[0] ?? "");
    number(typed);
    return [typed];
  },
  /** @param {Question} question @param {Response} response */
  mark(question, response) {
    const [given, answer, tolerance] = [response[0], question.answer, question.tolerance].map(number);
    return rightOrWrong(within(given, answer, tolerance));
  },
  feedbackTexts: rightAndWrongTexts,
  /** @param {Question} question @returns {string[][]} */
  right: (question) => [[question.answer]],
  /** @param {Question} _question @param {Response} response */
  xapiResponse: (_question, response) => plainNumber(number(response[0])),
  /** @param {Question} question */
  xapiPatterns: (question) => [
    bounds(number(question.answer), number(question.tolerance)).map(plainNumber).join("[:]"),
  ],
  /** @param {Question} _question @param {Response} response */
  scorm12Response: (_question, response) => plainNumber(number(response[0])),
};
