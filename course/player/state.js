/** What a learner has done in a module: the twin of `course/state.py`, and the one place that holds it. */

/** The location of a learner who is in the end assessment. */
export const ASSESSMENT = "assessment";

/**
 * @typedef {object} Given an answer that was given
 * @property {boolean} correct
 * @property {readonly string[]|null} response null where it is not kept
 */

/**
 * @typedef {object} Attempt an attempt at the assessment that is under way
 * @property {number} seed 0 to 2**32 - 1
 * @property {readonly string[]} drawn
 * @property {ReadonlyMap<string, Given>} answers
 */

/**
 * @typedef {object} State
 * @property {string} location a topic's slug, `assessment`, or empty at the start
 * @property {ReadonlySet<string>} topicsSeen
 * @property {ReadonlyMap<string, Given>} answers of questions outside the assessment
 * @property {number} attempts how many were finished
 * @property {number|null} bestPercent
 * @property {boolean} passed
 * @property {Attempt|null} attempt
 */

/** @type {State} */
export const NEW_STATE = Object.freeze({
  location: "",
  topicsSeen: new Set(),
  answers: new Map(),
  attempts: 0,
  bestPercent: null,
  passed: false,
  attempt: null,
});

/** Holds the present state and tells its listeners of each next one; a state itself never changes. */
export class Store {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    /** @type {((state: State) => void)[]} */
    this.listeners = [];
  }

  /** @param {(state: State) => void} listener called after each change */
  subscribe(listener) {
    this.listeners.push(listener);
  }

  /** @param {Partial<State>} change */
  update(change) {
    this.state = Object.freeze({ ...this.state, ...change });
    for (const listener of this.listeners) listener(this.state);
  }
}
