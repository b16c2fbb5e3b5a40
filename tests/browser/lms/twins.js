// Runs the shared vectors through the browser's twins. Each function returns the names of the cases
// that disagree, with what came out.
import { draw, shownOrder } from "/player/drawing.js";
import * as interactions from "/player/interactions.js";
import { ResponseError, mark, parseResponse, scorePercent } from "/player/marking.js";
import { shownOfATry } from "/player/reviewing.js";
import { fnv1a32, mulberry32, shuffled } from "/player/random32.js";
import { CourseStateError, decodeCourse, encodeCourse } from "/player/shell/course-state.js";
import { SuspendDataError, decode, encode } from "/player/suspend-data.js";

const text = (value) => JSON.stringify(value, Object.keys(flat(value)).sort());

// Every key that occurs anywhere in a value, so that the order of keys does not count.
function flat(value, keys = {}) {
  if (value && typeof value === "object") {
    for (const [key, part] of Object.entries(value)) {
      keys[key] = true;
      flat(part, keys);
    }
  }
  return keys;
}

function disagreements(cases, answer, expected) {
  return cases
    .map((each) => ({ name: each.name ?? JSON.stringify(each), got: answer(each), want: expected(each) }))
    .filter(({ got, want }) => text(got) !== text(want))
    .map(({ name, got, want }) => `${name}: got ${text(got)}, want ${text(want)}`);
}

function attempt(action, error) {
  try {
    return action();
  } catch (problem) {
    if (!(problem instanceof error)) throw problem;
    return { error: problem.message };
  }
}

export function marking({ questions, cases, scores, reviews }) {
  return [
    ...disagreements(
      cases,
      (each) =>
        attempt(() => {
          const response = parseResponse(questions[each.question], each.values);
          return { response, result: mark(questions[each.question], response) };
        }, ResponseError),
      (each) => ("error" in each ? { error: each.error } : { response: each.response, result: each.result }),
    ),
    ...disagreements(
      scores,
      (each) => scorePercent(each.scaled.map((scaled) => ({ scaled }))),
      (each) => each.percent,
    ),
    ...disagreements(reviews, (each) => shownOfATry(each.review, each.passed), (each) => each.shown),
  ];
}

export function drawing({ hashes, numbers, orders, questions, shown, modules, draws }) {
  const next = (each) => {
    const generator = mulberry32(each.seed);
    return each.numbers.map(() => generator());
  };
  return [
    ...disagreements(hashes, (each) => fnv1a32(each.text), (each) => each.hash),
    ...disagreements(numbers, next, (each) => each.numbers),
    ...disagreements(orders, (each) => shuffled(each.ids, each.seed, each.salt), (each) => each.order),
    ...disagreements(shown, (each) => shownOrder(questions[each.question], each.seed), (each) => each.order),
    ...disagreements(draws, (each) => draw(modules[each.module], each.seed), (each) => each.drawn),
  ];
}

export function responses({ questions, responses: given, patterns }) {
  return [
    ...disagreements(
      given,
      ({ question, response }) => [
        interactions.xapiResponse(questions[question], response),
        interactions.scorm2004Response(questions[question], response),
        interactions.scorm12Response(questions[question], response),
      ],
      (each) => [each.xapi, each.scorm2004, each.scorm12],
    ),
    ...disagreements(
      patterns,
      ({ question }) => ({
        xapi_type: interactions.xapiType(questions[question]),
        xapi_patterns: interactions.xapiPatterns(questions[question]),
        scorm2004_type: interactions.scorm2004Type(questions[question]),
        scorm2004_patterns: interactions.scorm2004Patterns(questions[question]),
        scorm12_type: interactions.scorm12Type(questions[question]),
        scorm12_patterns: interactions.scorm12Patterns(questions[question]),
      }),
      ({ question, ...words }) => words,
    ),
  ];
}

// A state as the vectors write it, to and from the player's own form.
const fromVector = (state) => ({
  location: state.location,
  topicsSeen: new Set(state.topics_seen),
  answers: new Map(Object.entries(state.answers)),
  attempts: state.attempts,
  bestPercent: state.best_percent,
  passed: state.passed,
  attempt: state.attempt && { ...state.attempt, answers: new Map(Object.entries(state.attempt.answers)) },
});

const toVector = (state) => ({
  location: state.location,
  topics_seen: [...state.topicsSeen].sort(),
  answers: Object.fromEntries(state.answers),
  attempts: state.attempts,
  best_percent: state.bestPercent,
  passed: state.passed,
  attempt: state.attempt && { ...state.attempt, answers: Object.fromEntries(state.attempt.answers) },
});

const ofVector = ({ version, ...state }) => ({ ...state, topics_seen: [...state.topics_seen].sort() });

export function suspendData({ modules, written, read, refused }) {
  const isRefused = (each) =>
    "error" in Object(attempt(() => toVector(decode(each.text, modules[each.module])), SuspendDataError));
  return [
    ...disagreements(written, (each) => encode(fromVector(each.state), modules[each.module]), (each) => each.text),
    ...disagreements(
      [...written, ...read],
      (each) => toVector(decode(each.text, modules[each.module])),
      (each) => ofVector(each.state),
    ),
    ...disagreements(refused, isRefused, () => true),
  ];
}

// One module's state in a course, from and to the names of the vectors.
const fromModule = ({ suspend_data: suspendData, ...rest }) => ({ suspendData, ...rest });
const toModule = ({ suspendData, ...rest }) => ({ suspend_data: suspendData, ...rest });
const mapped = (entries, change) => entries.map(([slug, state]) => [slug, change(state)]);

export function courseState({ written, refused }) {
  const isRefused = (each) => "error" in Object(attempt(() => decodeCourse(each.text), CourseStateError));
  return [
    ...disagreements(
      written,
      (each) => encodeCourse(new Map(mapped(Object.entries(each.states), fromModule))),
      (each) => each.text,
    ),
    ...disagreements(
      written,
      (each) => Object.fromEntries(mapped([...decodeCourse(each.text)], toModule)),
      (each) => each.states,
    ),
    ...disagreements(refused, isRefused, () => true),
  ];
}
