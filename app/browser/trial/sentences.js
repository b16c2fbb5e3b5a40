/** What calls of a module mean, as a sentence for an administrator. */

import { completion, counted, lasting, listed, place, success } from "./words.js";

/** @typedef {import("./lms.js").Call} Call */

const OPENED = ["LMSInitialize", "Initialize"];
const ENDED = ["LMSFinish", "Terminate"];
const STORED = ["LMSCommit", "Commit"];
const READ = ["LMSGetValue", "GetValue"];

/** What one call says, by the end of the element's name. @type {[RegExp, (value: string) => string][]} */
const WRITTEN = [
  [/lesson_status$/, (value) => `set the status to ${completion(value)}`],
  [/cmi\.completion_status$/, (value) => `set completion to ${completion(value)}`],
  [/cmi\.success_status$/, (value) => `set success to ${success(value)}`],
  [/cmi\.progress_measure$/, (value) => `said how far it is: ${Math.round(Number(value) * 100)} %`],
  [/location$/, (value) => `saved its place: ${place(value)}`],
  [/suspend_data$/, (value) => `saved its state in ${counted(value.length, "character")}`],
  [/exit$/, (value) => (value === "suspend" ? "asked to go on from here next time" : "asked to be closed for good")],
  [/session_time$/, (value) => `said that the visit has lasted ${lasting(value)}`],
  [/adl\.nav\.request$/, (value) => `asked the LMS to go on: ${value}`],
];

/** What comes and goes with every saving, and is told in one sentence. */
const SAVING = /^cmi\.((core\.)?(lesson_)?location|suspend_data|(core\.)?exit|(core\.)?session_time|progress_measure)$/;

/** What is written in several calls. @type {[RegExp, (calls: Call[]) => string][]} */
const IN_PARTS = [
  [/^cmi\.objectives/, (calls) => `said how it stands with ${counted(new Set(calls.map(indexOf)).size, "topic")}`],
  [/^cmi\.interactions\.\d+/, answered],
  [/^cmi\.(core\.)?score/, (calls) => `sent the score ${last(calls, /raw$/) ?? last(calls, /scaled$/)}`],
];

/** @type {Record<string, string>} */
const RESULTS = { correct: "right", wrong: "not right", incorrect: "not right", neutral: "not judged" };

/** Whether a call says something that an administrator looks for; reading does not. @param {Call} call */
export const isTelling = ({ name, answer }) => !READ.includes(name) || answer === "false";

/** Return the thing of which a call tells a part; empty for a call that stands by itself. @param {Call} call */
export function thingOf({ name, values, answer }) {
  if (answer === "false") return "";
  if (STORED.includes(name) || SAVING.test(values[0])) return "saving";
  const [found] = IN_PARTS.flatMap(([pattern]) => pattern.exec(values[0])?.[0] ?? []);
  return found ?? "";
}

/** Whether nothing of the same thing follows: what was to be stored is stored. @param {Call} call */
export const isTheLast = ({ name }) => STORED.includes(name);

/** Return what calls say together: those of one thing, or one by itself. @param {Call[]} calls */
export function sentenceOf(calls) {
  const [call] = calls;
  if (call.answer === "false") return `Refused (error ${call.error}): the module ${told(call)}.`;
  const [, inParts] = IN_PARTS.find(([pattern]) => pattern.test(call.values[0])) ?? [];
  return `The module ${inParts ? inParts(calls) : listed([...new Set(calls.map(told))])}.`;
}

/** Return a call as it was made. @param {Call} call */
export function rawOf({ name, values, answer, error }) {
  const written = values.map((value) => JSON.stringify(value)).join(", ");
  return `${name}(${written}) → ${JSON.stringify(answer)}${error === "0" ? "" : `, error ${error}`}`;
}

/** @param {Call} call */
function told({ name, values }) {
  if (OPENED.includes(name)) return "opened the session";
  if (ENDED.includes(name)) return "ended the session";
  if (STORED.includes(name)) return "asked to have all of it stored";
  const [element = "", value = ""] = values;
  if (READ.includes(name)) return `read ${element}`;
  const [, words] = WRITTEN.find(([pattern]) => pattern.test(element)) ?? [];
  return words ? words(value) : `set ${element} to “${value}”`;
}

/** @param {Call[]} calls that write one interaction */
function answered(calls) {
  const id = last(calls, /^cmi\.interactions\.\d+\.id$/);
  const result = last(calls, /\.result$/) ?? "";
  const latency = last(calls, /\.latency$/);
  const said = [id, RESULTS[result] ?? result, latency && `after ${lasting(latency)}`].filter(Boolean);
  return [id ? "recorded an answer" : "said more of an answer", said.join(", ")].filter(Boolean).join(": ");
}

/** @param {Call[]} calls @param {RegExp} element @returns {string|undefined} what was last written to such an element */
const last = (calls, element) => calls.findLast(({ values }) => element.test(values[0]))?.values[1];

/** @param {Call} call of a list's element */
const indexOf = ({ values }) => values[0].split(".")[2];
