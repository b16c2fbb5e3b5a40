/** What a call of a module means, as a sentence for an administrator. */

/** @typedef {import("./lms.js").Call} Call */

const OPENED = ["LMSInitialize", "Initialize"];
const ENDED = ["LMSFinish", "Terminate"];
const STORED = ["LMSCommit", "Commit"];
const READ = ["LMSGetValue", "GetValue"];

/** By the end of an element's name. @type {[RegExp, (value: string, name: string) => string][]} */
const WRITTEN = [
  [/lesson_status$/, (value) => `set the status to “${value}”`],
  [/cmi\.completion_status$/, (value) => `set completion to “${value}”`],
  [/cmi\.success_status$/, (value) => `set success to “${value}”`],
  [/cmi\.(core\.)?score\.raw$/, (value) => `sent the score ${value}`],
  [/cmi\.(core\.)?score\.\w+$/, (value, name) => `sent ${name.split(".").at(-1)} of the score, ${value}`],
  [/cmi\.progress_measure$/, (value) => `said how far it is: ${Math.round(Number(value) * 100)} %`],
  [/location$/, (value) => (value ? `saved the place: ${value}` : "saved the place: the beginning")],
  [/suspend_data$/, (value) => `saved its state in ${value.length} characters`],
  [/exit$/, (value) => (value === "suspend" ? "asked to be resumed next time" : "asked to be closed for good")],
  [/session_time$/, (value) => `said how long the visit has lasted: ${value}`],
  [/adl\.nav\.request$/, (value) => `asked the system to go on: ${value}`],
  [/objectives\.\d+\.id$/, (value) => `named a topic: ${value}`],
  [/objectives\.\d+\.(status|completion_status|success_status)$/, (value) => `said that a topic is ${value}`],
  [/objectives\.\d+\./, (value, name) => `said more of a topic: ${name.split(".").slice(3).join(".")} is ${value}`],
  [/interactions\.\d+\.id$/, (value) => `recorded an answer: ${value}`],
  [/interactions\.\d+\.result$/, (value) => `said how that answer was: ${value}`],
  [/(student|learner)_response$/, (value) => `said what was answered: ${value}`],
  [/interactions\.\d+\./, (value, name) => `said more of that answer: ${name.split(".").slice(3).join(".")} is ${value}`],
];

/** @param {Call} call @returns {string} */
export function sentenceOf(call) {
  const said = told(call);
  return call.answer === "false" ? `Refused (error ${call.error}): the module ${said}.` : `The module ${said}.`;
}

/** @param {Call} call */
function told({ name, values }) {
  if (OPENED.includes(name)) return "opened the session";
  if (ENDED.includes(name)) return "ended the session";
  if (STORED.includes(name)) return "asked to have all of it stored";
  const [element = "", value = ""] = values;
  if (READ.includes(name)) return `read ${element}`;
  const [, words] = WRITTEN.find(([pattern]) => pattern.test(element)) ?? [];
  return words ? words(value, element) : `set ${element} to “${value}”`;
}

/** Whether a call says something that an administrator looks for; reading does not. @param {Call} call */
export const isTelling = ({ name, answer }) => !READ.includes(name) || answer === "false";

/** Return a call as it was made. @param {Call} call */
export function rawOf({ name, values, answer, error }) {
  const written = values.map((value) => JSON.stringify(value)).join(", ");
  return `${name}(${written}) → ${JSON.stringify(answer)}${error === "0" ? "" : `, error ${error}`}`;
}
