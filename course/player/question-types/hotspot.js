/** Choosing a place on a picture. */

import { BASE, ids, oneOfThese } from "./base.js";

/** @typedef {import("./base.js").Question} Question @typedef {import("./base.js").Response} Response */

export const HOTSPOT = {
  ...BASE,
  xapiType: "choice",
  scorm12Type: "choice",
  /** @param {Question} question */
  named: (question) => question.spots,
  /** @param {Question} question @param {readonly string[]} values */
  parse: (question, values) => oneOfThese(values, ids(question.spots), "Choose one place."),
  /** @param {Question} question @param {Response} response */
  mark(question, response) {
    const right = response[0] === HOTSPOT.right(question)[0][0];
    const parts = [{ id: response[0], correct: right }];
    return { success: right, scaled: right ? 1 : 0, parts, feedback: [...response] };
  },
  /** @param {Question} question @returns {Record<string, string>} */
  feedbackTexts: (question) =>
    Object.fromEntries(question.spots.map((spot) => [spot.id, spot.feedback])),
  /** @param {Question} question @returns {string[][]} */
  right: (question) => [ids(question.spots.filter((spot) => spot.correct))],
};
