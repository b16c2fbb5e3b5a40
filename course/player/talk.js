/** A conversation as it goes: the twin of `course/talk.py`. */

/**
 * @typedef {Record<string, any>} Turn
 * @typedef {Record<string, any>} Saying
 * @typedef {{turn: Turn, saying: Saying}} Said
 * @typedef {{said: Said[], now: Turn}} Talk now: where it stands; without choices it is over
 */

export const ASPECTS = ["empathy", "clarity", "safety"];

/** A choice as it stands in a response. @param {Turn} turn @param {Saying} saying */
export const keyOf = (turn, saying) => `${turn.id}.${saying.id}`;

/** @param {Record<string, any>} conversation @param {string} id @returns {Turn} */
export const turnOf = (conversation, id) => conversation.turns.find((turn) => turn.id === id);

/** @param {Saying} saying */
const marks = (saying) => ASPECTS.reduce((sum, aspect) => sum + saying[aspect], 0);

/** The line with the highest marks. @param {Turn} turn @returns {Saying} */
export const bestSaying = (turn) =>
  turn.choices.reduce((best, saying) => (marks(saying) > marks(best) ? saying : best));

/** Return where a path leads; null where it cannot be walked. @param {Record<string, any>} conversation @param {readonly string[]} keys @returns {Talk|null} */
export function follow(conversation, keys) {
  let turn = turnOf(conversation, conversation.start);
  const said = [];
  for (const key of keys) {
    const saying = turn.choices.find((each) => keyOf(turn, each) === key);
    if (saying === undefined) return null;
    said.push({ turn, saying });
    turn = turnOf(conversation, saying.next);
  }
  return { said, now: turn };
}

/** Return the marks won in an aspect, and those that the best lines would have won. @param {Talk} talk @param {string} aspect */
export function pointsOf({ said }, aspect) {
  const sum = (sayings) => sayings.reduce((points, saying) => points + saying[aspect], 0);
  return [sum(said.map((each) => each.saying)), sum(said.map((each) => bestSaying(each.turn)))];
}

/** Return the path of the best lines. @param {Record<string, any>} conversation @returns {string[]} */
export function bestPath(conversation) {
  const keys = [];
  let turn = turnOf(conversation, conversation.start);
  while (turn.choices.length > 0) {
    const saying = bestSaying(turn);
    keys.push(keyOf(turn, saying));
    turn = turnOf(conversation, saying.next);
  }
  return keys;
}
