/** Drawing an attempt's questions, and the order of answers: the twin of `course/drawing.py`. */

import { typeOf } from "./question-types/index.js";
import { shuffled } from "./random32.js";

/** Return the ids of the questions that an attempt gets, evenly over the topics. @param {Record<string, any>} module @param {number} seed 0 to 2**32 - 1 */
export function draw(module, seed) {
  const bank = module.questions.filter((question) => question.purpose === "assessment");
  /** @type {Map<string, string[]>} */
  const mixed = new Map();
  for (const { slug } of module.topics) {
    const ids = bank.filter((question) => question.topic === slug).map((question) => question.id);
    if (ids.length > 0) mixed.set(slug, shuffled(ids, seed, `draw:${slug}`));
  }
  const topics = shuffled([...mixed.keys()], seed, "draw-topics");
  const rounds = Math.max(0, ...[...mixed.values()].map((ids) => ids.length));
  /** @type {string[]} */
  const inTurn = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const slug of topics) {
      const id = mixed.get(slug)?.[round];
      if (id !== undefined) inTurn.push(id);
    }
  }
  return shuffled(inTurn.slice(0, module.assessment.draw), seed, "draw-order");
}

/** Return the ids of options, steps or targets in the order in which to show them. @param {Record<string, any>} question @param {number} seed */
export function shownOrder(question, seed) {
  const kind = typeOf(question);
  const ids = kind.shuffledIds(question);
  const order = shuffled(ids, seed, question.id);
  const isRight = order.every((id, at) => id === ids[at]);
  return kind.orderIsTheAnswer && isRight ? [...order.slice(1), ...order.slice(0, 1)] : order;
}
