/** Talking with a simulated person: a path of choices from the first turn to an ending. */

import { ASPECTS, bestPath, bestSaying, follow, keyOf, pointsOf, turnOf } from "../talk.js";
import { BASE, NOT_SHOWN, ResponseError, cutScaled, shortIdentifier } from "./base.js";

/** @typedef {import("./base.js").Question} Question @typedef {import("./base.js").Response} Response */

const SCORM12_CHARACTERS = 255;

export const CONVERSATION = {
  ...BASE,
  xapiType: "performance",
  scorm12Type: "performance",
  tellsRight: true,
  /** @param {Question} question @param {readonly string[]} values */
  parse(question, values) {
    const path = values.map((value) => value.trim()).filter(Boolean);
    const talk = follow(question, path);
    if (talk === null) throw new ResponseError(NOT_SHOWN);
    if (talk.now.choices.length > 0) throw new ResponseError("Choose what to say.");
    return path;
  },
  /** @param {Question} question @param {Response} response */
  mark(question, response) {
    const talk = /** @type {import("../talk.js").Talk} */ (follow(question, response));
    const points = ASPECTS.map((aspect) => pointsOf(talk, aspect));
    const [won, best] = [0, 1].map((at) => points.reduce((sum, each) => sum + each[at], 0));
    return {
      success: talk.now.ending === "good",
      scaled: best ? cutScaled(Math.min(won, best), best) : 1,
      parts: talk.said.map(({ turn, saying }) => ({
        id: keyOf(turn, saying),
        correct: saying === bestSaying(turn),
      })),
      feedback: [...response],
    };
  },
  /** @param {Question} question @returns {Record<string, string>} */
  feedbackTexts: (question) =>
    Object.fromEntries(
      question.turns.flatMap((turn) =>
        turn.choices.map((saying) => [keyOf(turn, saying), saying.feedback]),
      ),
    ),
  /** @param {Question} question @returns {string[][]} */
  right: (question) => [bestPath(question)],
  /** Many talks end well: too many to list. @param {Question} _question @returns {string[][]} */
  patterns: (_question) => [],
  /** A turn's slug is the name of a step there. @param {Question} question @param {Response} response */
  scorm2004Response: (question, response) =>
    BASE.xapiResponse(question, response.map(shortIdentifier)),
  /** @param {Question} _question @param {Response} response */
  scorm12Response(_question, response) {
    const shown = [...response];
    while (shown.join(",").length > SCORM12_CHARACTERS) shown.pop();
    return shown.join(",");
  },
  /** @param {Response} response */
  toCharacters: (response) => response.map((part) => part.split(".").at(-1)).join(""),
  /** @param {Question} question @param {string} characters */
  fromCharacters(question, characters) {
    const path = [];
    let turn = turnOf(question, question.start);
    for (const character of characters) {
      const saying = turn.choices.find((each) => each.id === character);
      if (saying === undefined) throw new ResponseError(NOT_SHOWN);
      path.push(keyOf(turn, saying));
      turn = turnOf(question, saying.next);
    }
    return path;
  },
};
