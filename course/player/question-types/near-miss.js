/** Which accepted answer a slip of the finger meant: the twin of `course/question_types/near_miss.py`. */

import { allowedSlips, distance } from "../slips.js";
import { comparable } from "./typed-text.js";

/** @param {string} text */
const wordsOf = (text) => comparable(text).split(" ");

/**
 * Return the accepted text that somebody meant who misspelt it; empty where none is near enough.
 * @param {string} typed none of those accepted
 * @param {readonly string[]} accepted
 * @param {readonly string[]} others words that mean something else
 */
export function meantBy(typed, accepted, others) {
  let [meant, least] = ["", Infinity];
  for (const text of accepted) {
    const slips = slipsBetween(wordsOf(typed), wordsOf(text), others);
    if (slips < least) [meant, least] = [text, slips];
  }
  return meant;
}

/** @param {readonly string[]} words @param {readonly string[]} meant @param {readonly string[]} others */
function slipsBetween(words, meant, others) {
  if (words.length !== meant.length) return Infinity;
  let slips = 0;
  for (const [at, word] of words.entries()) {
    if (word === meant[at]) continue;
    const far = distance(word, meant[at]);
    const other = others.some((each) => distance(word, each) <= far);
    if (far > allowedSlips(meant[at]) || other) return Infinity;
    slips += far;
  }
  return slips;
}
