/**
 * Where the learner stands, kept by the LRS as a document; a copy waits in this browser while the LRS does
 * not take it. Sources: xAPI 1.0.3, Communication, 2.3 (State) and 3.1 (concurrency).
 */

import { isPassing, isStored, parsed } from "./endpoint.js";

const RESOURCE = "activities/state";
const RETRY_DELAYS_MS = [2_000, 10_000, 30_000, 60_000];
const NO_DOCUMENT = 404;
const CHANGED = [409, 412];

export class StateDocument {
  /**
   * @param {import("./endpoint.js").Endpoint} endpoint
   * @param {Record<string, string>} params `stateId`, `activityId`, `agent`, perhaps `registration`
   * @param {import("./kept.js").Kept} kept where the copy waits
   * @param {object} listeners
   * @param {(saved: boolean) => void} listeners.onSaving told whether it is stored
   * @param {() => void} listeners.onConflict told when another window has written it too
   * @param {() => void} listeners.onRefused told when the LRS will not keep it at all
   */
  constructor(endpoint, params, kept, { onSaving, onConflict, onRefused }) {
    this.endpoint = endpoint;
    this.params = params;
    this.kept = kept;
    this.onSaving = onSaving;
    this.onConflict = onConflict;
    this.onRefused = onRefused;
    /** @type {string|null} */
    this.etag = null;
    /** @type {string|null} what the LRS holds, as far as is known */
    this.held = null;
    /** Some systems in between refuse requests that carry a condition. */
    this.guarded = true;
    this.takes = true;
    /** @type {Set<string>} what was sent since the LRS last confirmed one */
    this.unsure = new Set();
    this.stored = false;
    /** @type {string|null} what is still to be stored */
    this.next = null;
    this.tries = 0;
    /** What the LRS answered to the first reading. */
    this.status = 0;
    /** @type {Promise<boolean>|null} */
    this.running = null;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.timer = undefined;
  }

  /** Return what is kept, an object, or null; a newer copy in this browser goes before it. @returns {Promise<any>} */
  async read() {
    const answer = await this.get();
    this.notice(answer);
    this.status = answer.status;
    if (!isStored(answer) && answer.status !== NO_DOCUMENT) this.guarded = false; // nothing is known
    const copy = this.kept.read();
    // The copy follows upon what the LRS still holds: nobody has written since.
    if (copy && copy.base === this.held) {
      this.next = copy.text;
      return parsed(copy.text);
    }
    this.kept.clear();
    return this.held === null ? null : parsed(this.held);
  }

  /** Offer a new content. @param {Record<string, any>} content */
  write(content) {
    if (!this.takes) return;
    const text = JSON.stringify(content);
    this.next = text;
    this.kept.write({ text, base: this.held });
  }

  /** Have it stored now. @returns {Promise<boolean>} whether it is */
  save() {
    clearTimeout(this.timer);
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** Send it on the way out of the page, even if an older one is still under way. */
  leave() {
    clearTimeout(this.timer);
    if (this.next === null || !this.takes) return;
    this.put(this.next, this.running ? {} : this.conditions());
  }

  /** @param {number} milliseconds */
  saveIn(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  async run() {
    while (this.next !== null && this.takes) {
      const text = this.next;
      if (!(await this.store(text))) return this.later();
      if (this.next === text) this.next = null;
    }
    this.tries = 0;
    if (this.next === null) this.kept.clear();
    this.onSaving(true);
    return true;
  }

  later() {
    this.onSaving(false);
    const delay = RETRY_DELAYS_MS[this.tries];
    this.tries += 1;
    if (delay !== undefined) this.saveIn(delay);
    return false;
  }

  /** @param {string} text @returns {Promise<boolean>} whether it need not be sent again */
  async store(text) {
    let answer = await this.put(text, this.conditions());
    if (CHANGED.includes(answer.status)) {
      this.notice(await this.get());
      // It may be ours, of which only the answer was lost.
      if (this.held !== null && !this.unsure.has(this.held)) this.onConflict();
      answer = await this.put(text, this.conditions());
    } else if (answer.status === 0 && this.guarded && !this.stored) {
      answer = await this.put(text, {});
      if (isStored(answer)) this.guarded = false;
    }
    this.unsure.add(text);
    if (isPassing(answer) || CHANGED.includes(answer.status)) return false;
    if (isStored(answer)) await this.confirm(text);
    else this.refuse();
    return true;
  }

  /** Learn the new tag, which no LRS names when it stores. @param {string} text */
  async confirm(text) {
    this.stored = true;
    this.unsure.clear();
    this.held = text;
    if (!this.guarded) return;
    const answer = await this.get();
    if (!isStored(answer)) return;
    this.notice(answer);
    if (this.held !== text) this.onConflict();
  }

  refuse() {
    this.takes = false;
    this.next = null;
    this.onRefused();
  }

  /** @param {import("./endpoint.js").Answer} answer */
  notice(answer) {
    const found = isStored(answer);
    this.held = found ? answer.text : null;
    this.etag = found ? answer.etag : null;
    if (found && !answer.etag) this.guarded = false; // hidden from pages of another origin
  }

  /** @returns {Record<string, string>} */
  conditions() {
    if (!this.guarded) return {};
    return this.etag ? { "If-Match": this.etag } : { "If-None-Match": "*" };
  }

  get() {
    return this.endpoint.send("GET", RESOURCE, { params: this.params });
  }

  /** @param {string} text @param {Record<string, string>} headers */
  put(text, headers) {
    return this.endpoint.send("PUT", RESOURCE, { params: this.params, body: text, headers });
  }
}
