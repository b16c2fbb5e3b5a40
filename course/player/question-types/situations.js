/** Situational judgement: ranking responses, and rating actions. */

import { BASE, ResponseError, cutScaled, ids, known, same } from "./base.js";
import { complete, parseOrder, sorted } from "./arranged.js";

/** @typedef {import("./base.js").Question} Question @typedef {import("./base.js").Response} Response */

const NEARLY = 2;

/** @param {readonly {id: string, feedback: string}[]} things @returns {Record<string, string>} */
const feedbackOf = (things) => Object.fromEntries(things.map((each) => [each.id, each.feedback]));

export const RANKING = {
  ...BASE,
  xapiType: "sequencing",
  scorm12Type: "sequencing",
  orderIsTheAnswer: true,
  tellsRight: true,
  /** @param {Question} question */
  named: (question) => question.options,
  /** @param {Question} question */
  shuffledIds: (question) => ids(question.options),
  /** @param {Question} question @param {readonly string[]} values */
  parse: (question, values) =>
    parseOrder(values, ids(question.options), "Give each response a place of its own."),
  /** @param {Question} question @param {Response} response */
  mark(question, response) {
    const experts = ids(question.options);
    const off = response.reduce((sum, id, at) => sum + Math.abs(at - experts.indexOf(id)), 0);
    const most = Math.floor(experts.length ** 2 / 2);
    return {
      success: off <= NEARLY,
      scaled: cutScaled(most - off, most),
      parts: response.map((id, at) => ({ id, correct: id === experts[at] })),
      feedback: experts,
    };
  },
  /** @param {Question} question */
  feedbackTexts: (question) => feedbackOf(question.options),
  /** @param {Question} question @returns {string[][]} */
  right: (question) => [ids(question.options)],
  /** The order of the experts, and each that differs by one neighbouring swap. @param {Question} question */
  patterns(question) {
    const experts = ids(question.options);
    const swapped = experts.slice(1).map((_, at) => {
      const order = [...experts];
      [order[at], order[at + 1]] = [order[at + 1], order[at]];
      return order;
    });
    return [experts, ...swapped];
  },
};

const RATINGS = ["1", "2", "3", "4"];

export const RATING = {
  ...BASE,
  xapiType: "matching",
  scorm12Type: "matching",
  tellsRight: true,
  /** @param {Question} question @param {readonly string[]} values */
  parse(question, values) {
    const actions = ids(question.actions);
    const rated = actions.flatMap((action) => RATINGS.map((rating) => `${action}.${rating}`));
    const given = known(complete(values), rated);
    if (!same(sorted(given.map((value) => value.split(".")[0])), sorted(actions))) {
      throw new ResponseError("Rate each action.");
    }
    return sorted(given);
  },
  /** @param {Question} question @param {Response} response */
  mark(question, response) {
    const ratings = new Map(response.map((part) => /** @type {[string, string]} */ (part.split("."))));
    const off = question.actions.map((each) =>
      Math.abs(Number(ratings.get(each.id)) - Number(each.rating)),
    );
    const points = off.reduce((sum, each) => sum + Math.max(0, 2 - each), 0);
    const of = 2 * off.length;
    return {
      success: points * 4 >= of * 3,
      scaled: cutScaled(points, of),
      parts: question.actions.map((each, at) => ({ id: each.id, correct: off[at] === 0 })),
      feedback: [...ratings.keys()],
    };
  },
  /** @param {Question} question */
  feedbackTexts: (question) => feedbackOf(question.actions),
  /** @param {Question} question @returns {string[][]} */
  right: (question) => [sorted(question.actions.map((each) => `${each.id}.${each.rating}`))],
  /** Near ratings count too, and are too many to list. @param {Question} _question @returns {string[][]} */
  patterns: (_question) => [],
  /** @param {Response} response */
  toCharacters: (response) => response.join("").replaceAll(".", ""),
  /** @param {Question} _question @param {string} characters */
  fromCharacters: (_question, characters) =>
    (characters.match(/../g) ?? []).map(([action, rating]) => `${action}.${rating}`),
};
