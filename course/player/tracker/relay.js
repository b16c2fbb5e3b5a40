/**
 * The tracker of a course that stands on our server: what it says goes to the page in the LMS, which
 * holds the session (`course/player/dispatch/`). Nothing is kept here, and no name is known.
 *
 * That page may go at any moment, and this one with it: so everything is sent as it happens, and nothing
 * on the way out. What is called saved is what that page has said is saved.
 */

import { NO_SYSTEM } from "../banner.js";
import { Holding } from "../dispatch/holding.js";
import { MOST, TO_COURSE } from "../dispatch/letters.js";
import { Line } from "../dispatch/line.js";
import { inScorm12, inScorm2004 } from "../interactions.js";

const HELLO_MS = 2_000;
const HELLOS = 5;
const ANSWER_MS = 8_000;

/** @typedef {import("./interface.js").Resume} Resume @typedef {import("./interface.js").Snapshot} Snapshot */
/** @typedef {import("./interface.js").Recorded} Recorded @typedef {import("./interface.js").TrackerOptions} Options */

/**
 * @typedef {object} Launch what the server wrote into the page for this launch
 * @property {string} parent the origin of the page in the LMS
 * @property {string} nonce
 * @property {string|null} seat
 */

class RelayTracker {
  records = true;
  finished = false;
  credit = true;
  /** Whether there has been any state to store, and the seat with it. */
  offered = false;

  /** @param {Window} peer the page in the LMS @param {Launch} launch @param {Options} options */
  constructor(peer, { parent, nonce, seat }, options) {
    this.seat = seat;
    this.options = options;
    this.holding = new Holding();
    this.requests = 0;
    /** @type {Map<number, (done: boolean) => void>} */
    this.waiting = new Map();
    /** Whether the last state was taken. @type {Promise<boolean>} */
    this.taken = Promise.resolve(true);
    /** @type {(welcome: any) => void} */
    this.welcomed = () => {};
    this.line = new Line({ peer, origin: parent, nonce }, TO_COURSE, (type, body) => {
      if (type === "welcome") this.welcomed(body);
      else if (type === "taken") this.waiting.get(body.n)?.(body.done);
      else this.stored(body.saved);
    });
  }

  /** @returns {Promise<Resume|null>} null where nobody answers */
  async start() {
    const welcome = await this.hello();
    if (!welcome) return null;
    this.credit = welcome.credit;
    this.inWords = { scorm12: inScorm12, scorm2004: inScorm2004 }[
      /** @type {import("../dispatch/letters.js").Standard} */ (welcome.standard)
    ];
    const { location, suspendData, mode } = welcome;
    return { location, suspendData, mode };
  }

  /** @returns {Promise<any>} */
  hello() {
    return new Promise((resolve) => {
      let left = HELLOS;
      const ask = () => {
        if (left === 0) return done(null);
        left -= 1;
        this.line.send("hello", { seat: this.seat });
      };
      const timer = setInterval(ask, HELLO_MS);
      const done = (/** @type {any} */ welcome) => {
        clearInterval(timer);
        resolve(welcome);
      };
      this.welcomed = done;
      ask();
    });
  }

  /** @param {Snapshot} snapshot */
  save({ location, suspendData, percent, standing, progress, topics }) {
    const { hasAssessment, read, passed, tried, exhausted } = standing;
    const snapshot = {
      location,
      suspendData,
      percent,
      standing: { hasAssessment, read, passed, tried, exhausted },
      progress,
      topics: topics.map(told),
    };
    this.offered = true;
    this.taken = this.ask("save", { snapshot });
  }

  /** @param {Recorded} recorded */
  answered(recorded) {
    const { module, question, nth, latencyMs } = recorded;
    const words = cut(this.inWords?.(recorded));
    const topic = question.topic || null;
    const took = Math.min(Math.max(latencyMs, 0), MOST.latencyMs);
    this.ask("answered", { module, question: question.id, topic, nth, latencyMs: took, words });
  }

  /** @param {{now?: boolean}} [when] */
  async commit({ now = false } = {}) {
    const stored = this.ask("commit", { now });
    return (await this.taken) && (await stored);
  }

  /**
   * The system has stored what it was told, or could not. Where the visit was ended with its licence, the
   * page then gives way to the server's, which says why.
   * @param {boolean} saved
   */
  async stored(saved) {
    this.options.onSaving(saved);
    if (!saved || !this.offered) return;
    const goesOn = await this.holding.goesOn();
    if (!goesOn && !this.finished) window.location.reload();
  }

  /**
   * End the session, where the learner's button says so. A page that merely goes away ends nothing: it
   * may be loaded again, and the page around it ends with the LMS's own.
   * @param {{byButton?: boolean}} [how]
   */
  async finish({ byButton = false } = {}) {
    if (this.finished || !byButton) return true;
    this.finished = true;
    const stored = this.ask("finish", {});
    return (await this.taken) && (await stored);
  }

  /**
   * Ask for something, and return whether it was done. Who does not answer has not done it.
   * @param {string} type
   * @param {Record<string, unknown>} body
   * @returns {Promise<boolean>}
   */
  ask(type, body) {
    this.requests += 1;
    const n = this.requests;
    return new Promise((resolve) => {
      const answer = (/** @type {boolean} */ done) => {
        clearTimeout(timer);
        this.waiting.delete(n);
        resolve(done);
      };
      const timer = setTimeout(() => {
        this.options.onSaving(false);
        answer(false);
      }, ANSWER_MS);
      this.waiting.set(n, answer);
      this.line.send(type, { n, ...body });
    });
  }
}

/** @param {import("./interface.js").TopicProgress} topic */
const told = ({ module = null, id, title, status, progress, scaled }) => ({
  module,
  id,
  title: title.slice(0, MOST.title),
  status,
  progress,
  scaled,
});

/** No system has room for more. @param {any} words */
function cut(words) {
  const short = (/** @type {string} */ value) => value.slice(0, MOST.answer);
  return {
    ...words,
    response: words.response === null ? null : short(words.response),
    patterns: words.patterns.slice(0, MOST.patterns).map(short),
    ...(words.description === undefined ? {} : { description: words.description.slice(0, MOST.title) }),
  };
}

/** A page in an LMS that carries this one, in a frame or in a window. @type {import("./interface.js").World} */
export const RELAY = {
  silence: NO_SYSTEM,
  find(options) {
    const launch = /** @type {any} */ (window).FS_LAUNCH;
    const peer = window.parent === window ? window.opener : window.parent;
    return launch && peer ? new RelayTracker(peer, launch, options) : null;
  },
};
