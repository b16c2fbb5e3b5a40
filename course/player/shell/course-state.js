/** Several modules' states as one short text: the twin of `course/course_state.py`, where its form is told. */

const MARK = "c1";

/** Thrown where a text is no course's state. */
export class CourseStateError extends Error {}

/**
 * @typedef {object} ModuleState what is kept of one module
 * @property {string} suspendData
 * @property {string} location
 * @property {number|null} percent best score, 0 to 100 with two decimals
 * @property {number} progress 0 to 1, in thousandths
 * @property {boolean} read @property {boolean} passed @property {boolean} tried @property {boolean} exhausted
 */

const FLAGS = /** @type {const} */ (["read", "passed", "tried", "exhausted"]);

/** Return the modules' states as text, in their order. @param {ReadonlyMap<string, ModuleState>} states by slug */
export function encodeCourse(states) {
  const parts = [...states].map(([slug, state]) => {
    const flags = FLAGS.reduce((sum, flag, at) => sum + (state[flag] ? 1 << at : 0), 0);
    const percent = state.percent === null ? "" : String(Math.round(state.percent * 100));
    const progress = String(Math.round(state.progress * 1000));
    const fields = [slug, flags.toString(16), percent, progress, state.location];
    return [...fields, String(state.suspendData.length), state.suspendData].join("~");
  });
  return [MARK, ...parts].join("~");
}

/** Return the states that a text holds, by slug. Throws CourseStateError. @param {string} text @returns {Map<string, ModuleState>} */
export function decodeCourse(text) {
  const states = new Map();
  let rest = text;
  const field = () => {
    const end = rest.indexOf("~");
    if (end < 0) throw new CourseStateError("the state of the course was cut");
    const value = rest.slice(0, end);
    rest = rest.slice(end + 1);
    return value;
  };
  if (rest !== MARK && field() !== MARK) throw new CourseStateError(`it does not begin with ${MARK}~`);
  while (rest !== "" && rest !== MARK) {
    const [slug, flags, percent, progress, location] = [field(), field(), field(), field(), field()];
    const length = number(field(), 10);
    if (rest.length < length) throw new CourseStateError("the state of the course was cut");
    const bits = number(flags, 16);
    states.set(slug, {
      suspendData: rest.slice(0, length),
      location,
      percent: percent === "" ? null : number(percent, 10) / 100,
      progress: number(progress, 10) / 1000,
      ...Object.fromEntries(FLAGS.map((flag, at) => [flag, (bits & (1 << at)) !== 0])),
    });
    rest = rest.slice(length);
    if (rest === "") break;
    if (field() !== "") throw new CourseStateError("the state of the course was changed");
  }
  return states;
}

/** @param {string} text @param {10|16} base */
function number(text, base) {
  if (!(base === 16 ? /^[0-9a-f]+$/ : /^[0-9]+$/).test(text)) {
    throw new CourseStateError(`'${text}' is no number`);
  }
  return Number.parseInt(text, base);
}
