/**
 * What the cmi5 and the Tin Can launch share: the learner's acts become statements, in order, and the
 * state of the module a document. Each of the two says how a session opens and what it may tell.
 */

import { outcome } from "../../outcome.js";
import { Kept, keyOf } from "./kept.js";
import { SENTENCES } from "./sentences.js";
import { StateDocument } from "./state-document.js";

const SAVE_GAP_MS = 3_000;

/** @typedef {import("../interface.js").Resume} Resume @typedef {import("../interface.js").Snapshot} Snapshot */
/** @typedef {import("../interface.js").Recorded} Recorded @typedef {import("../interface.js").TrackerOptions} Options */
/** @typedef {import("./voice.js").Try} Try */

/**
 * @typedef {object} Opened a session that is open
 * @property {import("./voice.js").Voice} voice
 * @property {import("./queue.js").StatementQueue} queue
 * @property {import("./state-document.js").StateDocument} state
 * @property {any} held what the state document holds, or null
 * @property {Set<string>|null} told verbs of which the LRS has a statement about the root already; null
 *   where it does not let us ask
 * @property {"normal"|"browse"|"review"} mode
 * @property {number} startedAt milliseconds since 1970
 * @property {Partial<Resume>} [wishes] what else the launch asks of the player
 */

export class XapiTracker {
  records = true;

  finished = false;

  credit = true;

  returnTo = "";

  /** What a learner reads where no session opens. */
  refusal = "";

  /** @param {Options & Record<string, any>} options */
  constructor(options) {
    this.options = options;
    /** @type {{recorded: Recorded, at: number}[]} answers to be told with the progress that they made */
    this.answers = [];
    /** @type {Set<string>} the topics opened in this visit */
    this.opened = new Set();
    /** @type {Try|null} */
    this.tried = null;
    /** Spent on the questions of the try that is under way, and of the last one. */
    this.tryMs = 0;
    this.lastTryMs = 0;
    this.savings = new Map();
    this.ended = false;
    /** The module that is all there is; empty among several. */
    const modules = Object.keys(options.xapi.modules);
    this.only = modules.length === 1 ? modules[0] : "";
    /** @type {number|null} per cent of the module in hand; not told any more once it is complete */
    this.progress = null;
    /** @type {Snapshot|null} the last one that this visit had stored */
    this.kept = null;
  }

  /**
   * Open the session. A kind of launch implements it; on failure it sets `refusal` and returns null.
   * @returns {Promise<Opened|null>}
   */
  async open() {
    throw new Error("a kind of launch opens the session");
  }

  /** @returns {Promise<Resume|null>} */
  async start() {
    const opened = await this.open();
    if (!opened) return null;
    const { voice, queue, state, held, told, mode, startedAt, wishes } = opened;
    Object.assign(this, { voice, queue, state, mode, startedAt });
    this.spentBefore = Number(held?.spentMs) || 0;
    // What an earlier visit meant to tell may never have arrived: the LRS knows better, if it says so.
    const parts = (held?.told ?? []).filter((/** @type {string} */ each) => each.includes(" "));
    this.told = new Set(told ? [...told, ...parts] : held?.told);
    for (const verb of queue.verbsAbout(voice.around.root.id)) this.told.add(verb);
    const [suspendData, location] = [held?.suspendData, held?.location].map((text) => String(text ?? ""));
    this.known = JSON.stringify([suspendData, location]);
    return { location, suspendData, mode, ...wishes };
  }

  /** @param {Snapshot} snapshot */
  save(snapshot) {
    if (!this.tells) return;
    if (this.only) this.tellPart(this.only, snapshot);
    this.tellOutcome(snapshot);
    this.keep(snapshot);
  }

  /** One of several modules has changed; the snapshot of the whole follows. @param {string} module @param {Snapshot} snapshot */
  savePart(module, snapshot) {
    if (!this.tells) return;
    this.tellPart(module, snapshot);
    this.tellOutcome(snapshot, module);
  }

  /** What was done in a module since its last snapshot. @param {string} module @param {Snapshot} snapshot */
  tellPart(module, snapshot) {
    const done = !this.told.has(this.subject("completed", module));
    this.progress = done ? Math.floor(snapshot.progress * 100) : null;
    this.tellAnswers();
    this.tellTopic(module, snapshot.location);
    if (!this.tried) return;
    this.lastTryMs = this.tried.spentMs;
    this.tellTry(this.tried);
    this.tried = null;
  }

  /** A window that is only open writes nothing over what another one does. @param {Snapshot} snapshot */
  keep(snapshot) {
    const { suspendData, location } = snapshot;
    const now = JSON.stringify([suspendData, location]);
    if (now === this.known) return;
    this.known = now;
    this.kept = snapshot;
    this.state.write(this.document(snapshot));
  }

  /** @param {Recorded} recorded */
  answered(recorded) {
    if (!this.tells) return;
    this.answers.push({ recorded, at: Date.now() });
    if (recorded.question.purpose === "assessment") this.tryMs += recorded.latencyMs;
  }

  /** @param {import("../interface.js").Judged} judged */
  judged({ module, percent, passed, nth, final }) {
    const reported = passed || final || this.options.reporting.reportFailed;
    const spentMs = this.tryMs;
    this.tryMs = 0;
    if (!this.tells || !this.judges || !reported) return;
    this.tried = { module, percent, passed, nth, spentMs, final, at: Date.now() };
  }

  /** @param {{now?: boolean}} [when] @returns {boolean|Promise<boolean>} */
  commit({ now = false } = {}) {
    if (this.finished) return true;
    if (now) return this.commitNow();
    this.state.saveIn(SAVE_GAP_MS);
    return true;
  }

  /** @param {{byButton?: boolean}} [how] @returns {Promise<boolean>} */
  async finish({ byButton = false } = {}) {
    if (this.finished) return this.leave();
    this.tellAnswers();
    this.tellEnd();
    if (this.kept) this.state.write(this.document(this.kept));
    this.finished = true;
    if (byButton && !this.ended) await this.commitNow();
    return this.leave(this.ended ? undefined : this.voice.terminated(Date.now() - this.startedAt));
  }

  /** @param {import("./statements.js").Statement} [last] @returns {Promise<boolean>} */
  leave(last) {
    if (!this.ended) this.state.leave();
    return this.queue.leave(last);
  }

  async commitNow() {
    this.tellAnswers();
    const stored = await Promise.all([this.queue.flush(), this.state.save()]);
    return stored.every(Boolean);
  }

  tellAnswers() {
    for (const { recorded, at } of this.answers) {
      this.queue.add(this.voice.answered(recorded, this.progress, at));
    }
    this.answers = [];
  }

  /** A topic is told once a visit. @param {string} module @param {string} slug */
  tellTopic(module, slug) {
    const { topics } = this.options.xapi.modules[module];
    const { id } = topics[slug] ?? {};
    if (!id || this.opened.has(id)) return;
    this.opened.add(id);
    this.queue.add(this.voice.experienced(module, slug, this.progress));
  }

  /** Tell one try at the assessment. @param {Try} tried */
  tellTry(tried) {
    this.queue.add(this.voice.tried(tried));
  }

  /**
   * What is reached is told once a registration, in whichever visit it comes to be known.
   * @param {Snapshot} snapshot
   * @param {string} [module] one among several; the root without it
   */
  tellOutcome({ standing, percent }, module) {
    const { completed, success } = outcome(standing, this.options.reporting);
    if (this.judges && success === "passed" && this.mayPass(percent) && this.isNew("passed", module)) {
      this.queue.add(this.voice.judged(this.judgement(percent ?? 0, true), module));
    }
    if (completed && this.isNew("completed", module)) {
      this.queue.add(this.voice.completed(this.spentMs, module));
    }
  }

  /** Note that something is told now, unless it was before. @param {string} verb @param {string} [module] */
  isNew(verb, module) {
    const subject = this.subject(verb, module);
    const isNew = !this.told.has(subject);
    this.told.add(subject);
    return isNew;
  }

  /** The only module is the root. @param {string} verb @param {string} [module] */
  subject(verb, module) {
    return module && module !== this.only ? `${verb} ${module}` : verb;
  }

  /** What a kind of launch tells last, before `terminated`. */
  tellEnd() {}

  /** @param {number|null} percent */
  mayPass(percent) {
    return percent !== null;
  }

  /** @param {number} percent @param {boolean} passed */
  judgement(percent, passed) {
    return { percent, passed, spentMs: this.lastTryMs || this.sessionMs, at: Date.now() };
  }

  /** Whether anything but the visit itself is told. */
  get tells() {
    return !this.finished && this.mode === "normal";
  }

  /** Whether pass and fail are told at all. */
  get judges() {
    return this.options.reporting.statusMapping === "passed-failed";
  }

  get sessionMs() {
    return Date.now() - this.startedAt;
  }

  /** Time in the module, over all visits. */
  get spentMs() {
    return this.spentBefore + this.sessionMs;
  }

  /**
   * Return the document in which the state is kept; a copy of it waits in this browser, without a name.
   * @param {import("./endpoint.js").Endpoint} endpoint
   * @param {Record<string, string>} params
   */
  stateAt(endpoint, params) {
    const kept = new Kept("localStorage", `state ${keyOf(endpoint.base, ...Object.values(params))}`);
    return new StateDocument(endpoint, params, kept, {
      onSaving: (saved) => this.noteSaving("state", saved),
      onConflict: () => this.options.onNotice(SENTENCES.conflict),
      onRefused: () => this.options.onNotice(SENTENCES.noPlace),
    });
  }

  /** @param {Snapshot} snapshot @returns {Record<string, any>} */
  document({ suspendData, location }) {
    return { version: 1, suspendData, location, spentMs: this.spentMs, told: [...this.told] };
  }

  /** The learner hears of trouble while any part is not saved. @param {string} part @param {boolean} saved */
  noteSaving(part, saved) {
    this.savings.set(part, saved);
    if (!this.ended) this.options.onSaving([...this.savings.values()].every(Boolean));
  }

  /** The system has closed the session. */
  noteEnd() {
    this.ended = true;
    this.options.onEnded(SENTENCES.ended);
  }
}
