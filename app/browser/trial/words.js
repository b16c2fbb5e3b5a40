/** What SCORM writes in codes, in words. */

import { START } from "../../../course/player/tracker/place.js";

const DURATION =
  /^P(?=\d|T\d)(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+(?:\.\d+)?)S)?)?$/;
const TIMESPAN = /^(?<hours>\d{2,4}):(?<minutes>\d{2}):(?<seconds>\d{2}(?:\.\d+)?)$/;
const UNITS = /** @type {[string, number][]} */ ([
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
]);

/** @type {Record<string, string>} */
const COMPLETION = {
  incomplete: "begun and not finished",
  "not attempted": "not begun",
  browsed: "looked at, which does not count",
  failed: "tried and not passed",
  unknown: "nothing was said of it",
};
/** @type {Record<string, string>} */
const SUCCESS = { unknown: "not judged yet", failed: "tried and not passed" };

/** @param {string} word a status of SCORM 1.2, or of completion in SCORM 2004 */
export const completion = (word) => explained(word, COMPLETION);

/** @param {string} word of success in SCORM 2004 */
export const success = (word) => explained(word, SUCCESS);

/** @param {string} location */
export const place = (location) => (location === "" || location === START ? "the beginning" : location);

/** Return a length of time as people say it; one that nobody can read, as it is. @param {string} code */
export function lasting(code) {
  const parts = (DURATION.exec(code) ?? TIMESPAN.exec(code))?.groups;
  if (!parts) return code;
  const { days = "0", hours = "0", minutes = "0", seconds = "0" } = parts;
  let left = Math.round(((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds));
  const words = UNITS.flatMap(([name, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count ? [counted(count, name)] : [];
  });
  return words.join(" ") || "less than a second";
}

/** @param {number} number @param {string} thing */
export const counted = (number, thing) => (number === 1 ? `1 ${thing}` : `${number} ${thing}s`);

/** Return such as "a, b and c". @param {string[]} parts */
export function listed(parts) {
  const [last] = parts.slice(-1);
  const before = parts.slice(0, -1);
  return before.length ? `${before.join(", ")} and ${last}` : last;
}

/** @param {string} word @param {Record<string, string>} meanings */
const explained = (word, meanings) => (meanings[word] ? `“${word}” (${meanings[word]})` : `“${word}”`);
