/** What the types of question share: the twin of `course/question_types/base.py`. */

/**
 * @typedef {readonly string[]} Response what a learner answered, in normal form
 * @typedef {{id: string, correct: boolean}} Part
 * @typedef {{success: boolean, scaled: number, parts: Part[], feedback: string[], written?: string}} Result
 * @typedef {Record<string, any>} Question as `course/player_data.py` writes it
 */

/** Thrown when what a learner sent is no answer; the message is a sentence for the learner. */
export class ResponseError extends Error {}

export const NOT_SHOWN = "That answer is not one of those shown. Choose again.";

/** Return the values without blanks. @param {readonly string[]} values @param {readonly string[]} ids */
export function known(values, ids) {
  const given = values.map((value) => value.trim()).filter(Boolean);
  if (given.some((value) => !ids.includes(value))) throw new ResponseError(NOT_SHOWN);
  return given;
}

/** Return the one id that was chosen. @param {readonly string[]} values @param {readonly string[]} ids @param {string} sentence for the learner */
export function oneOfThese(values, ids, sentence) {
  const given = known(values, ids);
  if (given.length !== 1) throw new ResponseError(sentence);
  return given;
}

/** Return points as a share of all, not below 0, cut to four decimals. @param {number} points @param {number} of */
export const cutScaled = (points, of) => Math.floor((Math.max(points, 0) * 10000) / of) / 10000;

/** @param {readonly string[]} a @param {readonly string[]} b */
export const same = (a, b) => a.length === b.length && a.every((value, at) => value === b[at]);

/** Return the ids of things, in their order. @param {readonly {id: string}[]} things */
export const ids = (things) => things.map((thing) => thing.id);

/**
 * Return an id of ours as SCORM 2004 takes it inside a response: without hyphens. Our slugs hold hyphens and
 * never an underscore, so that no two of them become one. Outside responses hyphens may stay.
 * Source: SCORM 2004, Run-Time Environment, 4.1 (`short_identifier_type`).
 * @param {string} text
 */
export const shortIdentifier = (text) => text.replaceAll("-", "_");

/** What a type does unless it says otherwise. */
export const BASE = {
  kept: true,
  orderIsTheAnswer: false,
  judged: true,
  tellsRight: false,
  /** What a response names by its id alone. @param {Question} _question @returns {readonly {id: string, text: string}[]} */
  named: (_question) => [],
  /** @param {Question} _question @returns {string[]} */
  shuffledIds: (_question) => [],
  /** @param {Question} _question @param {Response} response */
  xapiResponse: (_question, response) =>
    response.map((part) => part.replaceAll(".", "[.]")).join("[,]"),
  /** @param {Question} _question @param {Response} response */
  scorm12Response: (_question, response) => response.join(","),
  /** @param {Response} response */
  toCharacters: (response) => response.join(""),
  /** @param {Question} _question @param {string} characters @returns {string[]} */
  fromCharacters: (_question, characters) => [...characters],
};

/**
 * Return a type whose every right response is what counts as success.
 * @template {{right: (question: Question) => string[][]}} T
 * @param {T} kind
 */
export const asRight = (kind) => ({ ...kind, patterns: kind.right });

/** Return the result of an answer that is right or wrong as a whole. @param {boolean} right @returns {Result} */
export const rightOrWrong = (right) => ({
  success: right,
  scaled: right ? 1 : 0,
  parts: [],
  feedback: [right ? "right" : "wrong"],
});

/** @param {Question} question @returns {Record<string, string>} */
export const rightAndWrongTexts = (question) => ({
  right: question.feedback_right,
  wrong: question.feedback_wrong,
});
