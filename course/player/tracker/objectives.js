/**
 * Topics as an LMS's objectives: `cmi.objectives.n`, optional in SCORM 1.2, found again by their ids.
 *
 * Each topic has one from the first visit on, in the order of the module, so that reports compare. What
 * an objective has reached is never taken back, although practice may be answered again, and worse.
 */

import { objectiveId } from "../journal-ids.js";

/** @typedef {import("./interface.js").TopicProgress} TopicProgress */
/** @typedef {{completed: boolean, scaled: number|null}} Reached */

/**
 * @typedef {object} ObjectiveWords how a standard writes one
 * @property {(get: (field: string) => string) => Reached} read
 * @property {(topic: TopicProgress) => [string, string][]} first what never changes, beside the id
 * @property {(topic: TopicProgress) => [string, string][]} words how far it is
 */

const COLLECTION = "cmi.objectives";

export class Objectives {
  /** @param {import("./scorm-api.js").ScormApi} api @param {ObjectiveWords} standard */
  constructor(api, standard) {
    this.api = api;
    this.standard = standard;
    this.taken = true;
    /** @type {Map<string, number>|null} the number of each id; null before they are read */
    this.places = null;
    /** @type {Map<string, Reached>} by id */
    this.reached = new Map();
    /** @type {Map<string, string>} what the LMS has taken since the page was opened, by element */
    this.written = new Map();
  }

  /** Offer how far each topic is. @param {readonly TopicProgress[]} topics */
  save(topics) {
    if (!this.taken) return;
    const places = (this.places ??= this.readPlaces());
    for (const topic of topics) {
      const id = objectiveId(topic.module, topic.id);
      if (!places.has(id) && !this.add(id, topic, places)) return;
      const at = `${COLLECTION}.${places.get(id)}`;
      for (const [field, value] of this.standard.words(this.best(id, topic))) {
        this.write(`${at}.${field}`, value);
      }
    }
  }

  /** An LMS may hold objectives of its own, from the manifest: they keep their numbers. */
  readPlaces() {
    const places = new Map();
    const count = this.api.count(COLLECTION);
    for (let n = 0; n < count; n += 1) {
      const at = `${COLLECTION}.${n}`;
      const id = this.api.get(`${at}.id`);
      places.set(id, n);
      this.reached.set(id, this.standard.read((field) => this.api.get(`${at}.${field}`)));
    }
    this.next = count;
    return places;
  }

  /** @param {string} id @param {TopicProgress} topic @param {Map<string, number>} places */
  add(id, topic, places) {
    const at = `${COLLECTION}.${this.next}`;
    this.taken = this.api.set(`${at}.id`, id);
    if (!this.taken) return false;
    places.set(id, this.next);
    this.next += 1;
    for (const [field, value] of this.standard.first(topic)) this.write(`${at}.${field}`, value);
    return true;
  }

  /** Return the topic as far as it ever was. @param {string} id @param {TopicProgress} topic @returns {TopicProgress} */
  best(id, topic) {
    const { completed, scaled } = this.reached.get(id) ?? { completed: false, scaled: null };
    const scores = [topic.scaled, scaled].filter((each) => each !== null);
    const best = {
      ...topic,
      status: completed ? "completed" : topic.status,
      progress: completed ? 1 : topic.progress,
      scaled: scores.length > 0 ? Math.max(...scores) : null,
    };
    this.reached.set(id, { completed: best.status === "completed", scaled: best.scaled });
    return best;
  }

  /** @param {string} element @param {string} value */
  write(element, value) {
    if (this.written.get(element) === value) return;
    if (this.api.offer(element, value)) this.written.set(element, value);
  }
}
