/** What is neither right nor wrong: placing oneself on a scale, and writing for oneself. */

import { BASE, ResponseError, ids, oneOfThese } from "./base.js";

/** @typedef {import("./base.js").Question} Question @typedef {import("./base.js").Response} Response */

/** @param {readonly string[]} feedback */
const noted = (feedback) => ({ success: true, scaled: 1, parts: [], feedback: [...feedback] });

const UNJUDGED = {
  ...BASE,
  judged: false,
  /** @param {Question} _question @returns {string[][]} */
  right: (_question) => [],
};

export const LIKERT = {
  ...UNJUDGED,
  xapiType: "likert",
  scorm12Type: "likert",
  /** @param {Question} question */
  named: (question) => question.scale,
  /** @param {Question} question @param {readonly string[]} values */
  parse: (question, values) =>
    oneOfThese(values, ids(question.scale), "Choose where you are on the scale."),
  /** @param {Question} _question @param {Response} response */
  mark: (_question, response) => noted(response),
  /** @param {Question} question @returns {Record<string, string>} */
  feedbackTexts: (question) =>
    Object.fromEntries(question.scale.map((level) => [level.id, level.feedback])),
};

/** All that a response says: what was written is private, and no part of it. */
const WRITTEN = "written";

export const LONG_TEXT = {
  ...UNJUDGED,
  xapiType: "long-fill-in",
  scorm12Type: "fill-in",
  kept: false,
  /** @param {Question} _question @param {readonly string[]} values */
  parse(_question, values) {
    if (!values.some((value) => value.trim())) {
      throw new ResponseError("Write a few words first. Nobody but you will read them.");
    }
    return [WRITTEN];
  },
  /** @param {Question} question */
  mark: (question) => noted(Object.keys(LONG_TEXT.feedbackTexts(question))),
  /** @param {Question} question @returns {Record<string, string>} */
  feedbackTexts: (question) =>
    Object.fromEntries(question.compare.map((text, at) => [String(at + 1), text])),
  /** @param {Question} _question @param {Response} _response */
  xapiResponse: (_question, _response) => "",
  /** @param {Question} _question @param {Response} _response */
  scorm12Response: (_question, _response) => "",
};
