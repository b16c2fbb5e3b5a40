/** Giving each source its target, and putting steps in order. */

import { BASE, ResponseError, cutScaled, ids, known, rightAndWrongTexts, same } from "./base.js";

/** @typedef {import("./base.js").Question} Question @typedef {import("./base.js").Response} Response */

/** A list left at its first, empty entry sends "a."; that is no answer yet. @param {readonly string[]} values */
export const complete = (values) => values.filter((value) => !value.trim().endsWith("."));

/** @param {readonly string[]} values */
export const sorted = (values) => [...values].sort();

export const MATCHING = {
  ...BASE,
  xapiType: "matching",
  scorm12Type: "matching",
  /** @param {Question} question */
  shuffledIds: (question) => ids(question.targets),
  /** @param {Question} question @param {readonly string[]} values */
  parse(question, values) {
    const sources = ids(question.pairs);
    const pairs = sources.flatMap((source) => ids(question.targets).map((t) => `${source}.${t}`));
    const given = known(complete(values), pairs);
    if (!same(sorted(given.map((value) => value.split(".")[0])), sorted(sources))) {
      throw new ResponseError("Choose one answer for each line.");
    }
    return sorted(given);
  },
  /** @param {Question} question @param {Response} response */
  mark(question, response) {
    const parts = question.pairs.map((pair) => ({
      id: pair.id,
      correct: response.includes(`${pair.id}.${pair.target}`),
    }));
    const right = parts.filter((part) => part.correct).length;
    return {
      success: right === parts.length,
      scaled: cutScaled(right, parts.length),
      parts,
      feedback: ids(parts),
    };
  },
  /** @param {Question} question @returns {Record<string, string>} */
  feedbackTexts: (question) =>
    Object.fromEntries(question.pairs.map((pair) => [pair.id, pair.feedback])),
  /** @param {Question} question @returns {string[][]} */
  right: (question) => [sorted(question.pairs.map((pair) => `${pair.id}.${pair.target}`))],
  /** @param {Response} response */
  toCharacters: (response) => response.join("").replaceAll(".", ""),
  /** @param {Question} _question @param {string} characters */
  fromCharacters: (_question, characters) =>
    (characters.match(/../g) ?? []).map(([source, target]) => `${source}.${target}`),
};

/**
 * Return the ids in the order given: as they come, or as `id.place` (places count from 1).
 * @param {readonly string[]} values @param {readonly string[]} things ids @param {string} sentence where one is left out
 */
export function parseOrder(values, things, sentence) {
  const places = things.map((_, at) => String(at + 1));
  const placed = things.flatMap((thing) => places.map((place) => `${thing}.${place}`));
  let given = known(complete(values), [...things, ...placed]);
  if (given.length > 0 && given.every((value) => value.includes("."))) {
    const pairs = given.map((value) => value.split("."));
    pairs.sort((a, b) => Number(a[1]) - Number(b[1]));
    if (!same(pairs.map((pair) => pair[1]), places)) throw new ResponseError(sentence);
    given = pairs.map((pair) => pair[0]);
  }
  if (!same(sorted(given), sorted(things))) throw new ResponseError(sentence);
  return given;
}

export const SEQUENCING = {
  ...BASE,
  xapiType: "sequencing",
  scorm12Type: "sequencing",
  orderIsTheAnswer: true,
  /** @param {Question} question */
  named: (question) => question.steps,
  /** @param {Question} question */
  shuffledIds: (question) => ids(question.steps),
  /** @param {Question} question @param {readonly string[]} values */
  parse: (question, values) =>
    parseOrder(values, ids(question.steps), "Give each step a place of its own."),
  /** @param {Question} question @param {Response} response */
  mark(question, response) {
    const right = ids(question.steps);
    const parts = response.map((id, at) => ({ id, correct: id === right[at] }));
    const inPlace = parts.filter((part) => part.correct).length;
    const success = inPlace === parts.length;
    const scaled = cutScaled(inPlace, parts.length);
    return { success, scaled, parts, feedback: [success ? "right" : "wrong"] };
  },
  feedbackTexts: rightAndWrongTexts,
  /** @param {Question} question @returns {string[][]} */
  right: (question) => [ids(question.steps)],
};
