/** The data model of a trial: which elements there are, who may read and write them, and what fits. */

/**
 * @typedef {object} Element
 * @property {boolean} read whether a module may read it
 * @property {boolean} write whether a module may write it
 * @property {(value: string) => boolean} fits whether it takes a value
 * @property {string} [initial] what it holds before anything was written
 */

/** @param {number} most */
export const text = (most) => (/** @type {string} */ value) => value.length <= most;

/** @param {RegExp} pattern */
export const like = (pattern) => (/** @type {string} */ value) => pattern.test(value);

/** @param {...string} words */
export const oneOf = (...words) => (/** @type {string} */ value) => words.includes(value);

/** @param {number} least @param {number} most */
export const between = (least, most) => (/** @type {string} */ value) =>
  /^-?\d+(\.\d+)?$/.test(value) && Number(value) >= least && Number(value) <= most;

/** @param {(value: string) => boolean} fits */
export const orEmpty = (fits) => (/** @type {string} */ value) => value === "" || fits(value);

const NOTHING = () => false;

/** @param {string} [initial] @returns {Element} */
export const readOnly = (initial = "") => ({ read: true, write: false, fits: NOTHING, initial });

/** @param {(value: string) => boolean} fits @param {string} [initial] @returns {Element} */
export const readWrite = (fits, initial) => ({ read: true, write: true, fits, initial });

/** @param {(value: string) => boolean} fits @returns {Element} */
export const writeOnly = (fits) => ({ read: false, write: true, fits });

/** Return an element's name with every index as `n`. @param {string} name */
export const general = (name) => name.replace(/\.\d+(?=\.|$)/g, ".n");

/** Return each list that a name goes into, with the index. @param {string} name @returns {[string, number][]} */
export function listsOf(name) {
  const parts = name.split(".");
  return parts.flatMap((part, at) =>
    /^\d+$/.test(part)
      ? [/** @type {[string, number]} */ ([parts.slice(0, at).join("."), Number(part)])]
      : [],
  );
}
