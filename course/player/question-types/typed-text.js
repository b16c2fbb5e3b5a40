/** Cleaning and comparing what people type: the twin of `course/question_types/typed_text.py`. */

import { ResponseError } from "./base.js";

const MAX_TYPED_CHARACTERS = 250;
const MAX_DIGITS = 30;
const NUMBER = /^([+-]?)([0-9]*)(?:[.,]([0-9]*))?$/;
const THOUSANDS = /^[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?$/;

/** Blanks collapsed to one, none at the ends; no other white space is touched. @param {string} text */
const collapsed = (text) => text.replace(/ +/g, " ").replace(/^ | $/g, "");

/** Return typed text on one line, without marks that cannot be seen. @param {string} text */
export function clean(text) {
  const spaced = text
    .replace(/[\t\n\v\f\r\p{Zs}\p{Zl}\p{Zp}]/gu, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "");
  const line = collapsed(spaced);
  if (!line) throw new ResponseError("Type an answer.");
  if ([...line].length > MAX_TYPED_CHARACTERS) {
    throw new ResponseError(`Keep your answer under ${MAX_TYPED_CHARACTERS} characters.`);
  }
  return line;
}

/** Return a text as it is compared. @param {string} text */
export const comparable = (text) =>
  collapsed(text.normalize("NFKC").toLowerCase()).replace(/\.+$/, "").replace(/ +$/, "");

/** @typedef {{negative: boolean, whole: string, fraction: string}} Decimal digits as typed */

/** Return the number that a person typed: decimal point or comma, blanks anywhere. @param {string} text @returns {Decimal} */
export function number(text) {
  const compact = text.normalize("NFKC").replaceAll("\u2212", "-").replaceAll(" ", "");
  if (THOUSANDS.test(compact)) {
    throw new ResponseError("Type thousands without a comma, such as 1000.");
  }
  const match = NUMBER.exec(compact);
  if (match === null || !(match[2] || match[3])) {
    throw new ResponseError("Type a number, such as 30 or 2.5.");
  }
  const [, sign, whole, fraction = ""] = match;
  if (whole.length + fraction.length > MAX_DIGITS) {
    throw new ResponseError(`Type a number of at most ${MAX_DIGITS} digits.`);
  }
  return { negative: sign === "-", whole, fraction };
}

/** @param {Decimal} value @param {number} places @returns {bigint} the number times ten to the power of places */
function scaledUp({ negative, whole, fraction }, places) {
  const digits = BigInt(`${whole}${fraction.padEnd(places, "0")}` || "0");
  return negative ? -digits : digits;
}

/** Return whether a number lies within a tolerance, the ends included. @param {Decimal} given @param {Decimal} answer @param {Decimal} tolerance */
export function within(given, answer, tolerance) {
  const places = Math.max(...[given, answer, tolerance].map((value) => value.fraction.length));
  const distance = scaledUp(given, places) - scaledUp(answer, places);
  return (distance < BigInt(0) ? -distance : distance) <= scaledUp(tolerance, places);
}

/** Return the least and the greatest number within a tolerance. @param {Decimal} answer @param {Decimal} tolerance */
export function bounds(answer, tolerance) {
  const places = Math.max(answer.fraction.length, tolerance.fraction.length);
  const [middle, reach] = [scaledUp(answer, places), scaledUp(tolerance, places)];
  return [scaledDown(middle - reach, places), scaledDown(middle + reach, places)];
}

/** @param {bigint} value @param {number} places @returns {Decimal} the number divided by ten to the power of places */
function scaledDown(value, places) {
  const negative = value < BigInt(0);
  const digits = String(negative ? -value : value).padStart(places + 1, "0");
  const point = digits.length - places;
  return { negative, whole: digits.slice(0, point), fraction: digits.slice(point) };
}

/** Return a number with a decimal point, no needless zeros or sign. @param {Decimal} value */
export function plainNumber({ negative, whole, fraction }) {
  const left = whole.replace(/^0+/, "") || "0";
  const right = fraction.replace(/0+$/, "");
  const digits = right ? `${left}.${right}` : left;
  return negative && digits !== "0" ? `-${digits}` : digits;
}
