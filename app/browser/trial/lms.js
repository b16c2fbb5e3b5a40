/** What both SCORM standards have in common when this page plays the learning management system. */

import { general, listsOf } from "./elements.js";

/** @typedef {import("./elements.js").Element} Element */
/** @typedef {"new"|"running"|"ended"} SessionState */

/**
 * @typedef {object} Standard what a standard calls things
 * @property {string} object the name under which a module looks for the system
 * @property {Record<string, Element>} elements by name, every index as `n`
 * @property {Record<"initialize"|"terminate"|"getValue"|"setValue"|"commit"|"lastError"|"errorString"|"diagnostic", string>} functions
 * @property {Record<"none"|"argument"|"twice"|"notRunning"|"unknown"|"readOnly"|"writeOnly"|"unfit"|"gap"|"empty"|"keyword", string>} errors
 * @property {{mode: string, credit: string, entry: string, totalTime: string}} told what the system says at the start
 */

/**
 * @typedef {object} Call
 * @property {string} name @property {string[]} values @property {string} answer @property {string} error
 */

export class TrialLms {
  /**
   * @param {Standard} standard
   * @param {Map<string, string>} values what an earlier visit left; this map is written to
   * @param {(call: Call) => void} onCall
   */
  constructor(standard, values, onCall) {
    this.standard = standard;
    this.values = values;
    this.onCall = onCall;
    /** @type {SessionState} */
    this.state = "new";
    this.error = standard.errors.none;
  }

  /** Return the object that a module finds. */
  api() {
    const { functions } = this.standard;
    const made = /** @type {Record<string, (...values: unknown[]) => string>} */ ({});
    const offer = (/** @type {string} */ name, /** @type {(...values: string[]) => string} */ act) => {
      made[name] = (...values) => {
        const texts = values.map(String);
        const answer = act(...texts);
        this.onCall({ name, values: texts, answer, error: this.error });
        return answer;
      };
    };
    offer(functions.initialize, (argument) => this.initialize(argument));
    offer(functions.terminate, (argument) => this.terminate(argument));
    offer(functions.getValue, (name) => this.get(name));
    offer(functions.setValue, (name, value) => this.set(name, value));
    offer(functions.commit, (argument) => this.commit(argument));
    made[functions.lastError] = () => this.error;
    made[functions.errorString] = () => (this.error === this.standard.errors.none ? "" : "refused");
    made[functions.diagnostic] = () => "";
    return made;
  }

  /** @param {string} [argument] */
  initialize(argument) {
    const { errors } = this.standard;
    if (argument !== "") return this.refuse(errors.argument);
    if (this.state !== "new") return this.refuse(errors.twice);
    this.state = "running";
    return this.accept();
  }

  /** @param {string} [argument] */
  terminate(argument) {
    const { errors } = this.standard;
    if (argument !== "") return this.refuse(errors.argument);
    if (this.state !== "running") return this.refuse(errors.notRunning);
    this.state = "ended";
    this.settle();
    return this.accept();
  }

  /** What the system does by itself at the end of a visit. @abstract */
  settle() {}

  /** @param {string} [argument] */
  commit(argument) {
    const { errors } = this.standard;
    if (argument !== "") return this.refuse(errors.argument);
    return this.state === "running" ? this.accept() : this.refuse(errors.notRunning);
  }

  /** @param {string} name */
  get(name) {
    const { errors, elements } = this.standard;
    if (this.state !== "running") return this.nothing(errors.notRunning);
    if (name.endsWith("._count")) return this.found(String(this.countOf(name.slice(0, -"._count".length))));
    const element = elements[general(name)];
    if (!element) return this.nothing(errors.unknown);
    if (!element.read) return this.nothing(errors.writeOnly);
    const value = this.values.get(name) ?? element.initial;
    if (value === undefined) return this.nothing(errors.empty);
    return this.found(value);
  }

  /** @param {string} name @param {string} value */
  set(name, value) {
    const { errors, elements } = this.standard;
    if (this.state !== "running") return this.refuse(errors.notRunning);
    if (/\._(count|children|version)$/.test(name)) return this.refuse(errors.keyword);
    const element = elements[general(name)];
    if (!element) return this.refuse(errors.unknown);
    if (!element.write) return this.refuse(errors.readOnly);
    if (listsOf(name).some(([list, index]) => index > this.countOf(list))) return this.refuse(errors.gap);
    if (!element.fits(value)) return this.refuse(errors.unfit);
    this.values.set(name, value);
    return this.accept();
  }

  /** How many entries a list has: one more than the highest index in use. @param {string} list */
  countOf(list) {
    let most = 0;
    for (const name of this.values.keys()) {
      if (!name.startsWith(`${list}.`)) continue;
      const index = Number.parseInt(name.slice(list.length + 1), 10);
      if (index >= most) most = index + 1;
    }
    return most;
  }

  accept() {
    this.error = this.standard.errors.none;
    return "true";
  }

  /** @param {string} error */
  refuse(error) {
    this.error = error;
    return "false";
  }

  /** @param {string} value */
  found(value) {
    this.error = this.standard.errors.none;
    return value;
  }

  /** @param {string} error */
  nothing(error) {
    this.error = error;
    return "";
  }
}

/** Forget what lasts for one visit only. @param {Map<string, string>} values @param {RegExp} pattern */
export function forget(values, pattern) {
  for (const name of [...values.keys()]) if (pattern.test(name)) values.delete(name);
}
