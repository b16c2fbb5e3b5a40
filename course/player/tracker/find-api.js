/**
 * Finding the object through which an LMS listens.
 *
 * Source: SCORM 1.2 Run-Time Environment, section 3.3.6 (parents, then the opener); the standard's
 * sample stops after 7 parents, frames of real systems need a few more.
 */

const MAX_STEPS = 10;

/**
 * Read one property of a window that may belong to somebody else: there every access throws.
 * @param {any} holder
 * @param {string} name
 * @returns {any} the value, or null
 */
function peek(holder, name) {
  try {
    return holder[name] ?? null;
  } catch {
    return null;
  }
}

/**
 * Look in a window and in its parents.
 * @param {any} start
 * @param {string} name
 * @returns {any} the API, or null
 */
function findUpwards(start, name) {
  let current = start;
  for (let step = 0; current && step <= MAX_STEPS; step += 1) {
    const api = peek(current, name);
    if (api) return api;
    const parent = peek(current, "parent");
    if (parent === current) return null;
    current = parent;
  }
  return null;
}

/**
 * Return the LMS's API object, or null where no window in reach holds one.
 * @param {any} start the window to begin in
 * @param {string} name `API` in SCORM 1.2
 */
export function findApi(start, name) {
  return (
    findUpwards(start, name) ??
    findUpwards(peek(start, "opener"), name) ??
    findUpwards(peek(peek(start, "top"), "opener"), name)
  );
}
