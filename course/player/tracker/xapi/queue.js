/**
 * The statements on their way to an LRS: in order, each until it is stored or refused for good.
 *
 * A statement has its id before it comes here, so sending it again is harmless: what is stored already
 * stays as it is, and an answer 409 means the same. Source: xAPI 1.0.3, Communication, 2.1.
 */

import { bytesOf, isPassing, isStored } from "./endpoint.js";

const RETRY_DELAYS_MS = [2_000, 5_000, 15_000, 30_000, 60_000, 60_000, 60_000];
const BATCH_BYTES = 30_000;
const LEAVING_BYTES = 50_000;
/** So many in a row, and an LRS has closed to us although it does not say so. */
const MAX_FORBIDDEN = 3;

/** @typedef {import("./statements.js").Statement} Statement @typedef {import("./endpoint.js").Answer} Answer */

export class StatementQueue {
  /**
   * @param {import("./endpoint.js").Endpoint} endpoint
   * @param {object} surroundings
   * @param {import("./kept.js").Kept} surroundings.kept where what waits survives a page that is lost
   * @param {(saved: boolean) => void} surroundings.onSaving told whether all is stored
   * @param {() => void} surroundings.onEnded told once that the LRS takes no more
   * @param {() => Promise<boolean>} surroundings.isClosed asks whether it does, where one statement is forbidden
   */
  constructor(endpoint, { kept, onSaving, onEnded, isClosed }) {
    this.endpoint = endpoint;
    this.kept = kept;
    this.onSaving = onSaving;
    this.onEnded = onEnded;
    this.isClosed = isClosed;
    const left = kept.read();
    /** @type {Statement[]} */
    this.waiting = Array.isArray(left) ? left : [];
    /** @type {Statement[]} those of them that are in a request */
    this.flying = [];
    /** Whether that request lives on when the page is gone. */
    this.outlives = true;
    this.openingId = "";
    this.leaving = false;
    this.forbidden = 0;
    this.tries = 0;
    this.ended = false;
    /** @type {Promise<boolean>|null} */
    this.running = null;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.timer = undefined;
    window.addEventListener("online", () => this.flush());
  }

  /** Those of one step go together, in one request. @param {Statement} statement */
  add(statement) {
    if (this.ended) return;
    this.waiting.push(statement);
    this.remember();
    this.flushIn(0);
  }

  /** Add the statement that opens a session: where that is refused, nothing may follow. @param {Statement} statement */
  open(statement) {
    this.openingId = statement.id;
    this.add(statement);
  }

  /** Take back a statement that was not sent. @param {string} id */
  withdraw(id) {
    this.waiting = this.waiting.filter((each) => each.id !== id);
    this.remember();
  }

  /** Return the last part of the verbs that wait to be told of an activity. @param {string} activityId */
  verbsAbout(activityId) {
    const about = this.waiting.filter((each) => each.object.id === activityId);
    return about.map((each) => each.verb.id.split("/").at(-1));
  }

  /** Send what waits, now. @returns {Promise<boolean>} whether nothing waits any more */
  flush() {
    clearTimeout(this.timer);
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /**
   * Send all on the way out of the page, `last` behind the rest: at once, and whether or not something is
   * still under way. What finds no room stays in this browser.
   * @param {Statement} [last]
   * @returns {Promise<boolean>} whether all is stored
   */
  async leave(last) {
    clearTimeout(this.timer);
    if (this.ended) return false;
    this.leaving = true;
    if (last) this.waiting.push(last);
    const flying = this.waiting.filter((each) => this.flying.includes(each));
    const rest = this.waiting.filter((each) => !flying.includes(each));
    this.remember();
    // A request that dies with the page is sent again, apart: its ids may be stored by now.
    const packets = [this.outlives ? [] : flying, fitting(rest, LEAVING_BYTES)];
    const sent = packets.filter((packet) => packet.length > 0).map((packet) => this.hurry(packet));
    await Promise.all([...sent, this.running]);
    return this.waiting.length === 0;
  }

  /** @param {Statement[]} packet */
  async hurry(packet) {
    if (isStored(await this.post(packet))) this.settle(packet);
  }

  /** @returns {Promise<boolean>} */
  async run() {
    while (this.waiting.length > 0 && !this.ended && !this.leaving) {
      const batch = firstBatch(this.waiting);
      this.flying = batch;
      this.outlives = this.endpoint.outlives(JSON.stringify(batch));
      const settled = await this.send(batch);
      this.flying = [];
      if (!settled) return this.later();
    }
    this.tries = 0;
    if (!this.ended) this.onSaving(true);
    return !this.ended;
  }

  later() {
    if (this.ended) return false;
    this.onSaving(false);
    const delay = RETRY_DELAYS_MS[this.tries];
    this.tries += 1;
    // After the last delay only the learner's next step, or the network's return, tries again.
    if (delay !== undefined) this.flushIn(delay);
    return false;
  }

  /**
   * Send a batch; where it is refused, each by itself, so that one does not hold up the rest.
   * @param {Statement[]} batch
   * @returns {Promise<boolean>} whether none of it has to be sent again
   */
  async send(batch) {
    const answer = await this.post(batch);
    if (isStored(answer) || (answer.status === 409 && batch.length === 1)) {
      this.forbidden = 0;
      this.settle(batch);
      return true;
    }
    if (isPassing(answer)) return false;
    if (answer.status === 401) return this.end();
    if (batch.length === 1) return this.refused(batch[0], answer);
    for (const each of batch) {
      if (!(await this.send([each]))) return false;
    }
    return true;
  }

  /** @param {Statement} statement @param {Answer} answer */
  async refused(statement, answer) {
    if (answer.status === 403) this.forbidden += 1;
    const closed = answer.status === 403 && (this.forbidden >= MAX_FORBIDDEN || (await this.isClosed()));
    if (closed || statement.id === this.openingId) return this.end();
    this.settle([statement]);
    return true;
  }

  /** What waits stays in this browser: another session may be allowed to send it. */
  end() {
    this.ended = true;
    this.waiting = [];
    this.onEnded();
    return false;
  }

  /** @param {readonly Statement[]} batch @returns {Promise<Answer>} */
  post(batch) {
    return this.endpoint.send("POST", "statements", { body: JSON.stringify(batch) });
  }

  /** @param {readonly Statement[]} settled stored, or refused for good */
  settle(settled) {
    const ids = new Set(settled.map((each) => each.id));
    this.waiting = this.waiting.filter((each) => !ids.has(each.id));
    this.remember();
  }

  remember() {
    if (this.waiting.length > 0) this.kept.write(this.waiting);
    else this.kept.clear();
  }

  /** @param {number} milliseconds */
  flushIn(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), milliseconds);
  }
}

/** @param {readonly Statement[]} statements @returns {Statement[]} the first of them, one at least */
function firstBatch(statements) {
  let bytes = 0;
  const end = statements.findIndex((each, at) => {
    bytes += bytesOf(JSON.stringify(each));
    return at > 0 && bytes > BATCH_BYTES;
  });
  return statements.slice(0, end < 0 ? statements.length : end);
}

/**
 * Return those that fit, in order. What tells a result goes before what tells an answer.
 * @param {readonly Statement[]} statements
 * @param {number} limit bytes
 */
export function fitting(statements, limit) {
  let left = limit;
  const answers = (/** @type {Statement} */ each) => Number("response" in (each.result ?? {}));
  const chosen = new Set();
  for (const each of [...statements].sort((a, b) => answers(a) - answers(b))) {
    left -= bytesOf(JSON.stringify(each));
    if (left >= 0) chosen.add(each);
  }
  return statements.filter((each) => chosen.has(each));
}
