/** Choosing: one option, several options, or whether a statement is true. */

import { BASE, ResponseError, cutScaled, ids, known, oneOfThese, same } from "./base.js";

/** @typedef {import("./base.js").Question} Question @typedef {import("./base.js").Response} Response */

/** @param {Question} question @param {Response} response */
const chosenOrMissed = (question, response) =>
  question.options
    .filter((option) => option.correct || response.includes(option.id))
    .map((option) => ({
      id: option.id,
      correct: option.correct && response.includes(option.id),
    }));

const CHOICE = {
  ...BASE,
  xapiType: "choice",
  scorm12Type: "choice",
  /** @param {Question} question */
  named: (question) => question.options,
  /** @param {Question} question */
  shuffledIds: (question) => ids(question.options),
  /** @param {Question} question @returns {Record<string, string>} */
  feedbackTexts: (question) =>
    Object.fromEntries(question.options.map((option) => [option.id, option.feedback])),
  /** @param {Question} question @returns {string[][]} */
  right: (question) => [ids(question.options.filter((option) => option.correct)).sort()],
};

export const SINGLE = {
  ...CHOICE,
  /** @param {Question} question @param {readonly string[]} values */
  parse: (question, values) => oneOfThese(values, ids(question.options), "Choose one answer."),
  /** @param {Question} question @param {Response} response */
  mark(question, response) {
    const right = same(response, CHOICE.right(question)[0]);
    const parts = chosenOrMissed(question, response);
    return { success: right, scaled: right ? 1 : 0, parts, feedback: [...response] };
  },
};

export const MULTIPLE = {
  ...CHOICE,
  tellsRight: true,
  /** @param {Question} question @param {readonly string[]} values */
  parse(question, values) {
    const given = known(values, ids(question.options));
    if (given.length === 0) throw new ResponseError("Choose at least one answer.");
    return [...new Set(given)].sort();
  },
  /** @param {Question} question @param {Response} response */
  mark(question, response) {
    const right = CHOICE.right(question)[0];
    const good = response.filter((option) => right.includes(option)).length;
    const parts = chosenOrMissed(question, response);
    return {
      success: same(response, right),
      scaled: cutScaled(good - (response.length - good), right.length),
      parts,
      feedback: ids(parts),
    };
  },
};

const WORDS = ["true", "false"];

export const TRUE_FALSE = {
  ...BASE,
  xapiType: "true-false",
  scorm12Type: "true-false",
  tellsRight: true,
  /** @param {Question} _question @param {readonly string[]} values */
  parse: (_question, values) => oneOfThese(values, WORDS, "Choose true or false."),
  /** @param {Question} question @param {Response} response */
  mark(question, response) {
    const right = response[0] === String(question.answer);
    const parts = [{ id: response[0], correct: right }];
    return { success: right, scaled: right ? 1 : 0, parts, feedback: [...response] };
  },
  /** @param {Question} question @returns {Record<string, string>} */
  feedbackTexts: (question) => ({
    true: question.feedback_true,
    false: question.feedback_false,
  }),
  /** @param {Question} question @returns {string[][]} */
  right: (question) => [[String(question.answer)]],
  /** @param {Question} _question @param {Response} response */
  scorm12Response: (_question, response) => response[0][0],
  /** @param {Response} response */
  toCharacters: (response) => response[0][0],
  /** @param {Question} _question @param {string} characters */
  fromCharacters: (_question, characters) => WORDS.filter((word) => word[0] === characters),
};
