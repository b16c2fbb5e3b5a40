/** Between the page and its network: what waits is sent as soon as it can be, and one line says how it is. */

import { Banner } from "./banner.js";
import { dropAllBut, setCertain } from "./caches.js";
import { freshen } from "./keeping.js";
import { add, waiting } from "./queue.js";
import { send } from "./sending.js";

/** Who is signed in, as an opaque id; empty for nobody. */
export const owner = () => document.body.dataset.owner ?? "";

export class Network {
  /** @param {HTMLElement} element where to say how it is */
  constructor(element) {
    this.banner = new Banner(element, () => this.send());
  }

  async start() {
    window.addEventListener("offline", () => this.tell());
    window.addEventListener("online", () => this.send());
    document.addEventListener("submit", (event) => this.guard(event));
    await isShown();
    await settle();
    await noteOpening();
    await this.send();
  }

  /** Keep an answer for later. @param {Omit<import("./queue.js").Act, "id"|"at">} act @returns {Promise<boolean>} */
  async keep(act) {
    try {
      await add(act);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      this.banner.noRoom();
      return false;
    }
    await this.tell();
    return true;
  }

  /** Say how things are, with what waits. */
  async tell() {
    const answers = await this.answersWaiting();
    if (!navigator.onLine) this.banner.offline(answers);
    else if (answers > 0 && owner()) this.banner.stillWaiting(answers, "away");
    else if (answers > 0) this.banner.signIn(answers);
    else this.banner.clear();
  }

  /** Send what waits, and say how it went. */
  async send() {
    if (!navigator.onLine || !owner()) {
      await this.tell();
      return;
    }
    const answers = await this.answersWaiting();
    if (answers > 0) this.banner.sending(answers);
    const sent = await send(owner());
    if (!sent) {
      this.banner.clear(); // another tab sends them
      return;
    }
    await this.told(sent);
    await freshen(owner(), sent.taken);
  }

  /** @param {import("./sending.js").Sent} sent */
  async told(sent) {
    const left = await this.answersWaiting();
    const answers = sent.taken.filter(isAnswer).length;
    if (left > 0 && sent.obstacle === "signed-out") this.banner.signIn(left);
    else if (left > 0) this.banner.stillWaiting(left, sent.obstacle);
    else if (answers > 0 || sent.refused.length > 0) this.banner.sent(answers, sent.refused);
    else this.banner.clear();
  }

  /** Hold back a form that could not arrive, so that nothing typed is lost. @param {SubmitEvent} event */
  guard(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (navigator.onLine || event.defaultPrevented || form.method !== "post") return;
    event.preventDefault();
    this.banner.notSent();
  }

  /** Of the person who is signed in; of everybody where nobody is. @returns {Promise<number>} */
  async answersWaiting() {
    return (await waiting(owner() || undefined)).filter(isAnswer).length;
  }
}

/** @param {import("./queue.js").Act} act */
const isAnswer = (act) => act.kind === "answered";

/** What somebody else kept on this phone goes, now that it is known who is here. */
async function settle() {
  if (!owner() || !("caches" in window)) return;
  try {
    await dropAllBut(owner());
    await setCertain(true);
  } catch (error) {
    // A browser that lets pages store nothing has stored nothing of anybody.
    if (!(error instanceof DOMException)) throw error;
  }
}

/** A page that is made ready behind another one is nobody's reading yet. */
async function isShown() {
  if (!(/** @type {any} */ (document).prerendering)) return;
  await new Promise((shown) => {
    document.addEventListener("prerenderingchange", shown, { once: true });
  });
}

/** A copy of a topic's page tells by itself that it is read: the server did not see it being opened. */
async function noteOpening() {
  const copy = /** @type {HTMLElement|null} */ (document.querySelector("[data-unopened]"));
  const { module, topic } = copy?.dataset ?? {};
  if (!module || !topic) return;
  const known = (await waiting(owner())).some(
    (act) => act.kind === "opened" && act.module === module && act.what === topic,
  );
  if (known) return;
  const act = { owner: owner(), kind: /** @type {const} */ ("opened"), module, topic, what: topic, response: [] };
  await add(act).catch(ignoreNoRoom);
}

/** That a topic was read is told again the next time. @param {unknown} error */
function ignoreNoRoom(error) {
  if (!(error instanceof DOMException)) throw error;
}
