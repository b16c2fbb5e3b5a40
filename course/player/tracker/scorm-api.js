/** An LMS's API object, called so that nothing it does can stop the page. */

/**
 * @typedef {object} Functions what the standard calls them
 * @property {string} initialize
 * @property {string} terminate
 * @property {string} getValue
 * @property {string} setValue
 * @property {string} commit
 * @property {string} getLastError
 */

/** The system knows no such element, or does without it: in SCORM 1.2 only 401, in 2004 either. */
const LACKING = ["401", "402"];

export class ScormApi {
  /** @param {any} api the LMS's object @param {Functions} functions */
  constructor(api, functions) {
    this.api = api;
    this.functions = functions;
    /** @type {Set<string>} the optional elements that the system does without, with `n` for each number */
    this.lacking = new Set();
  }

  initialize() {
    return this.call(this.functions.initialize, "");
  }

  terminate() {
    return this.call(this.functions.terminate, "");
  }

  commit() {
    return this.call(this.functions.commit, "");
  }

  /** @param {string} element @param {string} value */
  set(element, value) {
    return this.call(this.functions.setValue, element, String(value));
  }

  /**
   * Set an element that a system need not have; one that it does without is offered once only.
   * @param {string} element
   * @param {string} value
   */
  offer(element, value) {
    const kind = element.replace(/\d+/g, "n");
    if (this.lacking.has(kind)) return false;
    const taken = this.set(element, value);
    if (!taken && LACKING.includes(this.lastError())) this.lacking.add(kind);
    return taken;
  }

  /** Return a value; empty where there is none. @param {string} element */
  get(element) {
    try {
      const value = this.api[this.functions.getValue](element);
      return value === null || value === undefined ? "" : String(value);
    } catch {
      return "";
    }
  }

  /** Return how many members a collection has; none where the system does not say. @param {string} collection */
  count(collection) {
    return Number.parseInt(this.get(`${collection}._count`), 10) || 0;
  }

  lastError() {
    try {
      return String(this.api[this.functions.getLastError]());
    } catch {
      return "";
    }
  }

  /** Every call answers with a text; an LMS that throws has not done it. @param {string} name @param {...string} values */
  call(name, ...values) {
    try {
      return String(this.api[name](...values)) === "true";
    } catch {
      return false;
    }
  }
}
