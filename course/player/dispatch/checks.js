/** Small checks of what came from outside, put together to describe a whole message. */

/** @typedef {(value: unknown) => boolean} Check */

/** Anything that prints, in any script: no control characters, no halves of a character. */
export const LINE = /^[^\u0000-\u001F\u007F-\u009F\u2028\u2029\uD800-\uDFFF]*$/u;
export const SLUG = /^[a-z0-9][a-z0-9-]{0,99}$/;

/** @param {number} most characters @param {RegExp} pattern @returns {Check} */
export const text = (most, pattern) => (value) =>
  typeof value === "string" && value.length <= most && pattern.test(value);

/** @param {number} least @param {number} most @returns {Check} */
export const number = (least, most) => (value) =>
  typeof value === "number" && value >= least && value <= most;

/** @param {number} least @param {number} most @returns {Check} */
export const whole = (least, most) => (value) =>
  Number.isInteger(value) && number(least, most)(value);

/** @type {Check} */
export const flag = (value) => typeof value === "boolean";

/** @param {...string} words @returns {Check} */
export const oneOf = (...words) => (value) => typeof value === "string" && words.includes(value);

/** @param {Check} check @returns {Check} */
export const orNull = (check) => (value) => value === null || check(value);

/** @param {number} most members @param {Check} check @returns {Check} */
export const listOf = (most, check) => (value) =>
  Array.isArray(value) && value.length <= most && value.every(check);

/**
 * Check an object: every field of the shape is there and good, and there is no other.
 * @param {Record<string, Check>} fields
 * @returns {Check}
 */
export const shape = (fields) => {
  const names = Object.keys(fields);
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const given = Object.keys(value);
    return (
      given.length === names.length &&
      names.every((name) => given.includes(name) && fields[name](/** @type {any} */ (value)[name]))
    );
  };
};
