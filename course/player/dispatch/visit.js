/** One visit: the session with the LMS on one side, the course from our server on the other. */

import { Allowance } from "./allowance.js";
import { fromCourse } from "./letters.js";
import { Line } from "./line.js";
import { ask, chance, openFrame, openWindow } from "./opening.js";
import { apart, withSeat } from "./seat.js";

const SILENCE_MS = 15_000;

/** @typedef {import("../tracker/interface.js").Tracker} Tracker @typedef {import("../tracker/interface.js").Resume} Resume */

/**
 * @typedef {object} Dispatch what was written when the package was made
 * @property {string} origin of our server
 * @property {string} launch the address on it
 * @property {string} title
 * @property {"frame"|"own"} window
 */

export class Visit {
  /**
   * @param {Dispatch} dispatch
   * @param {import("./letters.js").Standard} standard
   * @param {{tracker: Tracker, resume: Resume}} session
   * @param {import("./page.js").Page} page
   */
  constructor(dispatch, standard, { tracker, resume }, page) {
    this.dispatch = dispatch;
    this.standard = standard;
    this.tracker = tracker;
    this.page = page;
    this.mode = resume.mode;
    this.location = resume.location;
    const { seat, state } = apart(resume.suspendData);
    this.seat = seat;
    this.state = state;
    this.allowance = new Allowance();
    /** @type {Line|null} */
    this.line = null;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.timer = undefined;
    page.on("window", () => this.inWindow());
    page.on("again", () => this.inFrame());
  }

  begin() {
    if (this.dispatch.window === "own") this.page.show("window");
    else this.inFrame();
  }

  inFrame() {
    this.page.show("opening");
    this.open(openFrame(this.dispatch.title, (frame) => this.page.put(frame)));
  }

  inWindow() {
    const opened = openWindow();
    if (!opened) return;
    this.page.put(null);
    this.page.show("elsewhere");
    this.open(opened);
  }

  /** Every opening has a number used once: what an earlier one still says is not heard. @param {import("./opening.js").Opened} opened */
  open(opened) {
    this.line?.close();
    this.opened = opened;
    const nonce = chance();
    const ends = { peer: opened.peer, origin: this.dispatch.origin, nonce };
    this.line = new Line(ends, fromCourse(this.standard), (type, body) => {
      if (this.allowance.takes()) this.receive(type, body);
    });
    const looks = this.mode !== "normal" && !this.seat;
    ask(this.dispatch.launch, opened, { nonce, seat: this.seat, visit: looks ? "look" : "take" });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.silent(), SILENCE_MS);
  }

  /** The frame stays in view: what stands in it may say why. */
  silent() {
    if (this.opened?.frame) this.page.show("silent", { beside: true });
  }

  /** @param {string} type one of the list @param {any} body that was looked through */
  receive(type, body) {
    switch (type) {
      case "hello":
        return this.welcome(body.seat);
      case "refused":
        return this.heard();
      case "save":
        return this.taken(body.n, this.save(body.snapshot));
      case "answered":
        return this.taken(body.n, this.answered(body));
      case "commit":
        return this.takenLater(body.n, !this.tracker.finished && this.tracker.commit({ now: body.now }));
      case "finish":
        return this.takenLater(body.n, this.finish());
    }
  }

  heard() {
    clearTimeout(this.timer);
    this.page.show(this.opened?.frame ? "" : "elsewhere");
  }

  /** @param {string|null} seat that the server gave to this launch; none where one only looks */
  welcome(seat) {
    this.heard();
    // The course was loaded again after its end: no LMS takes anything any more.
    if (this.tracker.finished) return this.page.show("ended");
    if (seat) this.seat = seat;
    const { standard, location, state, mode } = this;
    const { credit } = this.tracker;
    this.line?.send("welcome", { standard, location, suspendData: state, mode, credit });
  }

  /** @param {any} snapshot */
  save(snapshot) {
    if (this.tracker.finished) return false;
    this.location = snapshot.location;
    this.state = snapshot.suspendData;
    this.tracker.save({ ...snapshot, suspendData: withSeat(this.seat, this.state), topics: snapshot.topics.map(topic) });
    return true;
  }

  /** @param {any} answer */
  answered({ module, question, topic, nth, latencyMs, words }) {
    if (this.tracker.finished) return false;
    const recorded = { module, question: { id: question, topic }, nth, latencyMs, words };
    this.tracker.answered(/** @type {any} */ (recorded));
    return true;
  }

  /** @param {number} n @param {boolean} done */
  taken(n, done) {
    this.line?.send("taken", { n, done });
  }

  /** @param {number} n @param {boolean|Promise<boolean>} done */
  async takenLater(n, done) {
    this.taken(n, await done);
  }

  /** The LMS begins or ceases to save. @param {boolean} saved */
  saving(saved) {
    this.line?.send("saving", { saved });
  }

  /** The learner's button, in the course. A frame says so itself, and stays. */
  async finish() {
    const saved = await this.tracker.finish({ byButton: true });
    if (!this.opened?.frame) this.page.show(saved ? "saved" : "unconfirmed");
    return saved;
  }
}

/** @param {any} given a course's module names no module of its own */
function topic({ module, ...rest }) {
  return module === null ? rest : { module, ...rest };
}
