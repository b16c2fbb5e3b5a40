/** A learner's state as one short text: the twin of `course/suspend_data.py`, where its form is told. */

import { BitReader, BitWriter, SuspendDataError } from "./bits.js";
import { typeOf } from "./question-types/index.js";
import { fnv1a32 } from "./random32.js";
import { ASSESSMENT } from "./state.js";

export { SuspendDataError } from "./bits.js";

/** @typedef {import("./state.js").State} State @typedef {import("./state.js").Given} Given */
/** @typedef {Record<string, any>} Module @typedef {Record<string, any>|undefined} MaybeQuestion */

const MARK = "v1";
const LIMIT_CHARACTERS = 4096;
const CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Return a learner's state as text. Throws SuspendDataError where it would not fit. @param {State} state @param {Module} module */
export function encode(state, module) {
  const bits = new BitWriter();
  bits.writeVarint(module.index_topics.length);
  for (const slug of module.index_topics) bits.write(Number(state.topicsSeen.has(slug)), 1);
  bits.writeVarint(Math.max(0, places(module).indexOf(state.location)));
  bits.writeVarint(module.index_questions.length);
  for (const id of module.index_questions) {
    writeAnswer(bits, find(module, id), state.answers.get(id));
  }
  writeScores(bits, state);
  writeAttempt(bits, state.attempt, module);
  const body = bits.text();
  const version = /^[0-9.]*$/.test(module.version) ? module.version : "";
  const text = [MARK, version, body, checksum(module, version, body)].join("~");
  if (text.length > LIMIT_CHARACTERS) {
    throw new SuspendDataError(`the state takes ${text.length} characters; ${LIMIT_CHARACTERS} fit`);
  }
  return text;
}

/** Return the state that a text holds. Throws SuspendDataError where it is none of this module's. @param {string} text @param {Module} module @returns {State} */
export function decode(text, module) {
  const bits = new BitReader(bodyOf(text, module));
  const seen = Array.from({ length: bits.readVarint() }, () => bits.read(1));
  const location = locationAt(bits.readVarint(), module);
  const answers = readAnswers(bits, module);
  const attempts = bits.readVarint();
  const best = bits.read(1) ? bits.read(14) : null;
  const passed = bits.read(1) === 1;
  const attempt = bits.read(1) ? readAttempt(bits, module) : null;
  bits.finish();
  const slugs = module.index_topics.filter((slug, at) => seen[at] && hasTopic(module, slug));
  return {
    location,
    topicsSeen: new Set(slugs),
    answers,
    attempts,
    bestPercent: best === null ? null : Math.min(best, 10000) / 100,
    passed,
    attempt,
  };
}

/** @param {Module} module @param {string} version @param {string} body */
const checksum = (module, version, body) =>
  fnv1a32([module.slug, version, body].join("~")).toString(16).padStart(8, "0");

/** @param {string} text @param {Module} module */
function bodyOf(text, module) {
  const fields = text.split("~");
  if (fields[0] !== MARK) throw new SuspendDataError(`suspend data does not begin with ${MARK}~`);
  if (fields.length !== 4) throw new SuspendDataError("suspend data has not its four fields");
  const [, version, body, sum] = fields;
  if (sum !== checksum(module, version, body)) {
    throw new SuspendDataError("suspend data was cut, changed, or is another module's");
  }
  return body;
}

/** @param {Module} module @returns {string[]} */
const places = (module) => ["", ASSESSMENT, ...module.index_topics];

/** @param {Module} module @param {string} slug */
const hasTopic = (module, slug) => module.topics.some((topic) => topic.slug === slug);

/** @param {number} number @param {Module} module */
function locationAt(number, module) {
  const place = places(module)[number] ?? "";
  return place === ASSESSMENT || hasTopic(module, place) ? place : "";
}

/** @param {Module} module @param {string} id @returns {MaybeQuestion} */
const find = (module, id) => module.questions.find((question) => question.id === id);

/** @param {BitWriter} bits @param {MaybeQuestion} question @param {Given|undefined} given */
function writeAnswer(bits, question, given) {
  if (question === undefined || given === undefined) {
    bits.write(0, 1);
    return;
  }
  const kind = typeOf(question);
  const characters = kind.kept && given.response ? kind.toCharacters(given.response) : "";
  bits.write(1, 1);
  bits.write(Number(given.correct), 1);
  bits.writeVarint(characters.length);
  for (const character of characters) bits.write(CHARACTERS.indexOf(character), 6);
}

/** @param {BitReader} bits @param {MaybeQuestion} question @returns {Given|null} */
function readAnswer(bits, question) {
  if (!bits.read(1)) return null;
  const correct = bits.read(1) === 1;
  const values = Array.from({ length: bits.readVarint() }, () => bits.read(6));
  return question === undefined ? null : { correct, response: responseOf(question, values) };
}

/** @param {Record<string, any>} question @param {number[]} values */
function responseOf(question, values) {
  const kind = typeOf(question);
  const characters = values.map((value) => CHARACTERS[value] ?? "").join("");
  if (!kind.kept || !characters) return null;
  try {
    return kind.parse(question, kind.fromCharacters(question, characters));
  } catch {
    return null; // the question has changed since
  }
}

/** @param {BitReader} bits @param {Module} module */
function readAnswers(bits, module) {
  /** @type {Map<string, Given>} */
  const answers = new Map();
  const count = bits.readVarint();
  for (let place = 0; place < count; place += 1) {
    const id = module.index_questions[place] ?? "";
    const given = readAnswer(bits, find(module, id));
    if (given) answers.set(id, given);
  }
  return answers;
}

/** @param {BitWriter} bits @param {State} state */
function writeScores(bits, state) {
  bits.writeVarint(state.attempts);
  bits.write(Number(state.bestPercent !== null), 1);
  if (state.bestPercent !== null) bits.write(Math.round(state.bestPercent * 100), 14);
  bits.write(Number(state.passed), 1);
}

/** @param {BitWriter} bits @param {State["attempt"]} attempt @param {Module} module */
function writeAttempt(bits, attempt, module) {
  const kept = attempt !== null && attempt.drawn.every((id) => find(module, id)) ? attempt : null;
  bits.write(Number(kept !== null), 1);
  if (kept === null) return;
  bits.write(kept.seed, 32);
  bits.writeVarint(kept.drawn.length);
  for (const id of kept.drawn) {
    bits.writeVarint(module.index_questions.indexOf(id));
    writeAnswer(bits, find(module, id), kept.answers.get(id));
  }
}

/** @param {BitReader} bits @param {Module} module @returns {State["attempt"]} */
function readAttempt(bits, module) {
  const seed = bits.read(32);
  const count = bits.readVarint();
  /** @type {string[]} */
  const drawn = [];
  /** @type {Map<string, Given>} */
  const answers = new Map();
  for (let nth = 0; nth < count; nth += 1) {
    const id = module.index_questions[bits.readVarint()] ?? "";
    const question = find(module, id);
    const given = readAnswer(bits, question);
    drawn.push(question ? id : "");
    if (given) answers.set(id, given);
  }
  return drawn.includes("") ? null : { seed, drawn, answers };
}
