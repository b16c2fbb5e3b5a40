/**
 * Every message between a course on our server and the page in the LMS that carries it, with what each
 * field may hold. What is not here is not heard.
 *
 * The course asks with a number `n`; the page answers `taken` with the same number, and whether it was done.
 *
 * Zips that were imported years ago hear the course of today: no message may get another field, or lose
 * one. What is new is a message of its own, which an old page does not hear, and must not be needed.
 */

import { flag, LINE, listOf, number, oneOf, orNull, shape, SLUG, text, whole } from "./checks.js";
import { PREFIX_CHARACTERS, SEAT } from "./seat.js";

/** @typedef {import("./checks.js").Check} Check @typedef {ReadonlyMap<string, Check>} Letters */
/** @typedef {"scorm12"|"scorm2004"} Standard */

/** How long a course's texts may be; it cuts them by itself, so that none is lost for its length. */
export const MOST = Object.freeze({
  answer: 4_000,
  patterns: 100,
  title: 250,
  state: 64_000 - PREFIX_CHARACTERS,
  latencyMs: 7 * 24 * 60 * 60 * 1_000,
});

const MOST_TOPICS = 500;
const MOST_REQUESTS = 1_000_000;
const MOST_ANSWERS = 100_000;

const n = whole(1, MOST_REQUESTS);
const share = number(0, 1);
const place = text(100, /^[a-z0-9-]*$/);
const state = text(MOST.state, /^[\x20-\x7E]*$/);
const answerText = text(MOST.answer, LINE);

/** The words that the standards have for an interaction; 2004 has two more types than 1.2. */
const TYPES = ["true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric"];

/** @param {string[]} types @param {string[]} results @param {Record<string, Check>} [more] */
const words = (types, results, more = {}) =>
  shape({
    type: oneOf(...types),
    response: orNull(answerText),
    patterns: listOf(MOST.patterns, answerText),
    result: oneOf(...results),
    ...more,
  });

const WORDS = Object.freeze({
  scorm12: words(TYPES, ["correct", "wrong", "neutral"]),
  scorm2004: words([...TYPES, "long-fill-in", "other"], ["correct", "incorrect", "neutral"], {
    description: text(MOST.title, LINE),
  }),
});

const topic = {
  id: text(100, SLUG),
  title: text(MOST.title, LINE),
  status: oneOf("not attempted", "incomplete", "completed"),
  progress: share,
  scaled: orNull(share),
};

const snapshot = shape({
  location: place,
  suspendData: state,
  percent: orNull(number(0, 100)),
  standing: shape({ hasAssessment: flag, read: flag, passed: flag, tried: flag, exhausted: flag }),
  progress: share,
  // A module's topic names its module; a course's modules stand for themselves.
  topics: listOf(MOST_TOPICS, shape({ ...topic, module: orNull(text(100, SLUG)) })),
});

/** What the course may say. @param {Standard} standard of the LMS, whose words an answer comes in @returns {Letters} */
export const fromCourse = (standard) =>
  new Map(
    Object.entries({
      hello: shape({ seat: orNull(text(12, SEAT)) }),
      refused: shape({}),
      save: shape({ n, snapshot }),
      answered: shape({
        n,
        module: text(100, SLUG),
        question: text(100, SLUG),
        topic: orNull(text(100, SLUG)),
        nth: whole(1, MOST_ANSWERS),
        latencyMs: number(0, MOST.latencyMs),
        words: WORDS[standard],
      }),
      commit: shape({ n, now: flag }),
      finish: shape({ n }),
    }),
  );

/** What the page in the LMS may say. @type {Letters} */
export const TO_COURSE = new Map(
  Object.entries({
    welcome: shape({
      standard: oneOf("scorm12", "scorm2004"),
      location: text(1_000, LINE),
      suspendData: text(MOST.state, LINE),
      mode: oneOf("normal", "browse", "review"),
      credit: flag,
    }),
    taken: shape({ n, done: flag }),
    saving: shape({ saved: flag }),
  }),
);
