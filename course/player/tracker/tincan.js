/**
 * The tracker for xAPI packages with `tincan.xml`: the app's own verbs about the activity that was launched.
 *
 * No session rules bind it, so what one visit could not send waits in this browser, and the next launch of
 * the same registration sends it, unchanged. A launch without a registration gets one, which the state
 * document keeps: so every device of the learner has the same.
 */

import { NO_SYSTEM } from "../banner.js";
import { Endpoint } from "./xapi/endpoint.js";
import { Kept, keyOf } from "./xapi/kept.js";
import { keptParameters, takeParameters, webAddress } from "./xapi/launch-parameters.js";
import { StatementQueue } from "./xapi/queue.js";
import { SENTENCES } from "./xapi/sentences.js";
import { uuid } from "./xapi/statements.js";
import { tincanSurroundings } from "./xapi/tincan-context.js";
import { OPTIONAL, REQUIRED, agentOf, authorizationOf } from "./xapi/tincan-launch.js";
import { toldAlready } from "./xapi/told.js";
import { XapiTracker } from "./xapi/tracker.js";
import { Voice } from "./xapi/voice.js";

class TincanTracker extends XapiTracker {
  /** @param {Record<string, string>} launch @param {import("./interface.js").TrackerOptions & Record<string, any>} options */
  constructor(launch, options) {
    super(options);
    this.launch = launch;
  }

  async open() {
    const { xapi } = this.options;
    const actor = agentOf(this.launch.actor);
    if (!actor) return this.refuse("noToken");
    const agent = JSON.stringify(actor);
    const activityId = this.launch.activity_id || xapi.root.id;
    const authorization = authorizationOf(this.launch.auth);
    const endpoint = new Endpoint({ endpoint: this.launch.endpoint, authorization });
    const owner = { activityId, agent };
    const given = this.launch.registration ? { registration: this.launch.registration } : {};
    const state = this.stateAt(endpoint, { ...owner, ...given, stateId: xapi.stateId });
    const held = await state.read();
    if (state.status === 0) return this.refuse("noAnswer");
    if (state.status === 401) return this.refuse("noToken");
    const registration = this.launch.registration || held?.registration || uuid();
    this.registration = registration;
    const told = await toldAlready(endpoint, { ...owner, registration }, xapi.verbs);
    const voice = new Voice(
      xapi,
      tincanSurroundings(
        {
          ...{ actor, activityId, registration, session: uuid() },
          platform: this.launch.activity_platform,
          grouping: webAddress(this.launch.grouping),
        },
        xapi,
      ),
    );
    const queue = new StatementQueue(endpoint, {
      kept: new Kept("localStorage", `queue ${keyOf(endpoint.base, activityId, agent, registration)}`),
      onSaving: (saved) => this.noteSaving("statements", saved),
      onEnded: () => this.noteEnd(),
      isClosed: async () => [401, 403].includes((await state.get()).status),
    });
    queue.open(voice.initialized());
    return { voice, queue, state, held, told, mode: "normal", startedAt: Date.now() };
  }

  /** @param {keyof typeof SENTENCES} trouble @returns {null} */
  refuse(trouble) {
    this.refusal = SENTENCES[trouble];
    return null;
  }

  /** @param {{byButton?: boolean}} [how] */
  async finish(how = {}) {
    const stored = await super.finish(how);
    // The next person at this screen does not go on as this one.
    if (how.byButton) keptParameters().clear();
    return stored;
  }

  /** Every try is told of the module, which a pass says all of. @param {import("./xapi/voice.js").Try} tried */
  tellTry(tried) {
    super.tellTry(tried);
    if (tried.passed) this.told.add(this.subject("passed", tried.module));
  }

  /** @param {import("./interface.js").Snapshot} snapshot */
  document(snapshot) {
    return { ...super.document(snapshot), registration: this.registration };
  }
}

/** A learning system that launches by `tincan.xml`. @type {import("./interface.js").World} */
export const XAPI = {
  silence: NO_SYSTEM,
  find(options) {
    const launch = takeParameters(REQUIRED, OPTIONAL);
    return launch && new TincanTracker(launch, options);
  },
};
