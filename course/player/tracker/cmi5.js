/**
 * The tracker for cmi5: the module as an assignable unit (AU).
 *
 * Source: cmi5 (Quartz, 1st Edition), 7 (AU), 9.3 (verbs) and 10 (State). Its hardest rules shape the code.
 * In one session a verb stands once, and of `passed` and `failed` only one: so `passed` is told at once and
 * `failed` at the end, when it is sure that no pass follows; each try is told as an "allowed" statement
 * about the assessment. Nothing goes before `initialized` or after `terminated`. What a session could not
 * send, no later one may, for it would carry a session id that is over: the tab keeps it for a page that is
 * loaded again, and the next launch tells from the state what was reached.
 */

import { NO_SYSTEM } from "../banner.js";
import { cmi5Surroundings } from "./xapi/cmi5-context.js";
import { PARAMETERS, fetchToken, readAudioPreference, readLaunchData } from "./xapi/cmi5-launch.js";
import { Endpoint, parsed } from "./xapi/endpoint.js";
import { Kept } from "./xapi/kept.js";
import { takeParameters } from "./xapi/launch-parameters.js";
import { StatementQueue } from "./xapi/queue.js";
import { watchReloading } from "./xapi/reloading.js";
import { SENTENCES } from "./xapi/sentences.js";
import { isMissing, toldAlready } from "./xapi/told.js";
import { XapiTracker } from "./xapi/tracker.js";
import { Voice } from "./xapi/voice.js";

/** A `terminated` may still be under way when the page is back. */
const ARRIVAL_MS = 1_500;

class Cmi5Tracker extends XapiTracker {
  /** @param {Record<string, string>} launch @param {import("./interface.js").TrackerOptions & Record<string, any>} options */
  constructor(launch, options) {
    super(options);
    this.launch = launch;
    /** What this tab knows of the session: its token, and what was sent. */
    this.session = new Kept("sessionStorage", `cmi5 ${launch.fetch}`);
    this.isReloading = watchReloading();
    /** @type {import("./xapi/voice.js").Try|null} the latest try, where it failed */
    this.failure = null;
    this.hasFailed = false;
  }

  async open() {
    const { endpoint: base, activityId, registration, actor: agent } = this.launch;
    const token = await this.token();
    if (!token) return null;
    const endpoint = new Endpoint({ endpoint: base, authorization: `Basic ${token}` });
    const owner = { activityId, agent, registration };
    const { data: launchData, status } = await readLaunchData(endpoint, owner);
    if (!launchData) return this.refuse(status === 401 || status === 403 ? "noToken" : "noLaunchData");
    const { masteryScore, mode, returnTo } = launchData;
    this.passMark = masteryScore === null ? undefined : Math.round(masteryScore * 10_000) / 100;
    this.returnTo = returnTo;
    const { xapi } = this.options;
    const state = this.stateAt(endpoint, { ...owner, stateId: xapi.stateId });
    const [held, told, audio] = await Promise.all([
      state.read(),
      toldAlready(endpoint, owner, xapi.verbs),
      readAudioPreference(endpoint, agent),
    ]);
    const actor = parsed(agent);
    const voice = new Voice(xapi, cmi5Surroundings({ ...launchData, registration, activityId, actor }, xapi));
    const queue = new StatementQueue(endpoint, {
      kept: new Kept("sessionStorage", `cmi5 queue ${this.launch.fetch}`),
      onSaving: (saved) => this.noteSaving("statements", saved),
      onEnded: () => this.noteEnd(),
      isClosed: async () => [401, 403].includes((await readLaunchData(endpoint, owner)).status),
    });
    if (!(await this.begin(endpoint, queue, voice))) return this.refuse("over");
    const { startedAt } = this.session.read() ?? { startedAt: this.startedAt };
    const wishes = { audio, passMark: this.passMark };
    return { voice, queue, state, held, told, mode, startedAt, wishes };
  }

  async token() {
    const known = this.session.read()?.token;
    if (known) return known;
    const { token, trouble } = await fetchToken(this.launch.fetch);
    if (token) this.note({ token });
    else this.refuse(trouble ?? "noToken");
    return token;
  }

  /**
   * Tell `initialized`, or go on with the session of a page that was loaded again.
   * @param {Endpoint} endpoint
   * @param {StatementQueue} queue
   * @param {Voice} voice
   * @returns {Promise<boolean>} whether the session is open
   */
  async begin(endpoint, queue, voice) {
    const { startedAt, terminated } = this.session.read() ?? {};
    if (terminated) {
      await new Promise((resolve) => setTimeout(resolve, ARRIVAL_MS));
      if (!(await isMissing(endpoint, terminated))) return false;
      queue.withdraw(terminated);
      this.note({ terminated: null });
    }
    if (startedAt) {
      queue.flush();
      return true;
    }
    this.startedAt = Date.now();
    this.note({ startedAt: this.startedAt });
    queue.open(voice.initialized());
    return true;
  }

  /** @param {keyof typeof SENTENCES} trouble @returns {null} */
  refuse(trouble) {
    this.refusal = SENTENCES[trouble];
    return null;
  }

  /** @param {Record<string, any>} facts about the session, for a page that is loaded again */
  note(facts) {
    this.session.write({ ...this.session.read(), ...facts });
  }

  /** A page that is about to be loaded again has not ended. @param {{byButton?: boolean}} [how] */
  async finish(how = {}) {
    if (!this.finished && !how.byButton && this.isReloading()) return this.commitNow();
    return super.finish(how);
  }

  /** @param {import("./xapi/statements.js").Statement} [last] */
  leave(last) {
    if (last) this.note({ terminated: last.id });
    return super.leave(last);
  }

  /** @param {import("./xapi/voice.js").Try} tried */
  tellTry(tried) {
    super.tellTry(tried);
    this.failure = tried.passed ? null : tried;
    if (tried.final) this.tellFailure();
  }

  tellEnd() {
    this.tellFailure();
  }

  tellFailure() {
    if (!this.failure || this.hasFailed || this.told.has("passed")) return;
    this.hasFailed = true;
    this.queue.add(this.voice.judged(this.failure));
  }

  /** A score that the LMS's own mark would not pass is no pass. @param {number|null} percent */
  mayPass(percent) {
    return percent !== null && percent >= (this.passMark ?? 0) && !this.hasFailed;
  }
}

/** A learning system that speaks cmi5. @type {import("./interface.js").World} */
export const CMI5 = {
  silence: NO_SYSTEM,
  find(options) {
    const launch = takeParameters(PARAMETERS);
    return launch && new Cmi5Tracker(launch, options);
  },
};
