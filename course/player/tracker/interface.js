/**
 * What the player and a tracker say to each other. There is one tracker for each kind of learning
 * system; the player never asks which. Only types stand here.
 */

/**
 * @typedef {object} Resume what an earlier visit left
 * @property {string} location
 * @property {string} suspendData
 * @property {"normal"|"browse"|"review"} mode
 * @property {number} [passMark] per cent, where the system has a mark of its own
 * @property {"on"|"off"} [audio] whether the learner wants to hear anything, where the system knows
 */

/**
 * @typedef {object} TopicProgress one topic, as learning systems keep objectives
 * @property {string} [module] the slug of its module; absent where a module stands for a topic of a course
 * @property {string} id its slug
 * @property {string} title
 * @property {"not attempted"|"incomplete"|"completed"} status
 * @property {number} progress share of it that is done, 0 to 1: opening it, and each practice question
 * @property {number|null} scaled share of its practice that was right, 0 to 1; null until all is answered
 */

/**
 * @typedef {object} Snapshot the whole present state
 * @property {string} location
 * @property {string} suspendData
 * @property {number|null} percent best score so far, 0 to 100 with two decimals; null before the first
 * @property {import("../outcome.js").Standing} standing
 * @property {number} progress share of topics and practice that is done, 0 to 1
 * @property {readonly TopicProgress[]} topics
 */

/**
 * @typedef {object} Recorded one answer
 * @property {string} module the module's slug
 * @property {Record<string, any>} question
 * @property {readonly string[]|null} response in normal form; null where what was typed is no longer known
 * @property {boolean} correct
 * @property {number|null} scaled the answer's mark, 0 to 1; null where it is no longer known
 * @property {number} latencyMs
 * @property {number} nth which answer of this learner to this question it is, from 1
 */

/** @typedef {{type: string, response: string|null, patterns: string[], result: string}} Words12 an answer in SCORM 1.2 */
/** @typedef {Words12 & {description: string}} Words2004 an answer in SCORM 2004 */

/**
 * @typedef {object} Judged one try at the assessment
 * @property {string} module the module's slug
 * @property {number} percent 0 to 100 with two decimals
 * @property {boolean} passed
 * @property {number} nth which try of this learner it is, from 1
 * @property {boolean} final whether no try is left
 */

/**
 * @typedef {object} TrackerOptions
 * @property {import("../outcome.js").Reporting} reporting
 * @property {boolean} keepSuspend whether a finished module opens again where it was left
 * @property {string} [asked] the address of a small file, by which a server is known to be in reach
 * @property {(saved: boolean, signedOut?: boolean) => void} onSaving told whenever the system begins or
 *   ceases to save, and whether it seems to have signed the learner out
 * @property {(sentence: string) => void} onNotice told what the learner should know from now on
 * @property {(sentence: string) => void} onEnded told that the system has ended the session by itself
 */

/**
 * @typedef {object} Tracker
 * @property {boolean} records whether anything is kept at all
 * @property {boolean} finished
 * @property {boolean} credit false where the visit does not count; known after `start`
 * @property {() => Resume|null|Promise<Resume|null>} start begin the session, once a page; null where
 *   the system opens none
 * @property {(snapshot: Snapshot) => void} save offer the whole present state
 * @property {(recorded: Recorded) => void} answered append one answer to the system's journal
 * @property {(judged: Judged) => void} [judged] tell one try, after its answers and before the snapshot
 *   that holds it
 * @property {(module: string, snapshot: Snapshot) => void} [savePart] offer the state of one of several
 *   modules, before that of the whole
 * @property {(when?: {now?: boolean, leaving?: boolean}) => boolean|Promise<boolean>} commit have it
 *   stored, soon, or now, or before the page may be gone; whether all is stored as far as is known yet
 * @property {(how?: {byButton?: boolean}) => boolean|Promise<boolean>} finish end the session, once. On
 *   the way out of a page nothing after the first `await` may matter. Whether the system has stored all
 * @property {string} [refusal] what the learner reads where `start` gave null; empty for the usual words
 * @property {() => void} [home] leads to the list of modules, where the page stands inside a course
 * @property {string} [returnTo] where the learner goes after our own button; empty to stay
 */

/**
 * @typedef {object} World a kind of learning system
 * @property {string} silence what a learner reads where no system answers
 * @property {(options: TrackerOptions & Record<string, any>) => Tracker|null} find the tracker, where a
 *   system is in reach
 */

export {};
