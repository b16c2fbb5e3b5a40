/** Between the page and its network: what waits is sent as soon as it can be, and one line says how it is. */

import { make } from "../../../course/player/dom.js";
import { Banner, all, countOf } from "./banner.js";
import { dropAllBut, setCertain } from "./caches.js";
import { isCopy, renewCopies } from "./copies.js";
import { freshen } from "./keeping.js";
import { add, waiting } from "./queue.js";
import { send } from "./sending.js";
import { lockIfNobody, whoIsHere } from "./who.js";

/** Who is signed in, as an opaque id; empty for nobody. */
export const owner = () => document.body.dataset.owner ?? "";

/** Told to the page once acts have arrived, with them. */
export const SENT = "first-shift-sent";

export class Network {
  /** @param {HTMLElement} element where to say how it is */
  constructor(element) {
    this.banner = new Banner(element, () => this.send());
    this.locked = false;
  }

  async start() {
    window.addEventListener("offline", () => this.tell());
    window.addEventListener("online", () => this.back());
    document.addEventListener("submit", (event) => this.guard(event));
    await isShown();
    if (isCopy()) await this.checkCopy();
    else await settle();
    await noteOpening();
    await this.send();
    await renewCopies();
  }

  /** The network is back. */
  async back() {
    if (isCopy()) await this.checkCopy();
    await this.send();
  }

  /** A kept copy is shown to the one who kept it, and to nobody once the server says that they are gone. */
  async checkCopy() {
    const who = navigator.onLine ? await whoIsHere() : null;
    if (who === null) return;
    this.locked = who !== owner();
    cover(this.locked);
    if (this.locked) await setCertain(false);
  }

  /** Keep an answer or a note for later. @param {Omit<import("./queue.js").Act, "id"|"at">} act @returns {Promise<boolean>} */
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
    const count = await this.countWaiting();
    if (!navigator.onLine) this.banner.offline(count);
    else if (all(count) > 0 && owner()) this.banner.stillWaiting(count, "away");
    else if (all(count) > 0) this.banner.signIn(count);
    else this.rest();
  }

  /** Send what waits, and say how it went. */
  async send() {
    if (!navigator.onLine || !owner()) {
      await this.tell();
      return;
    }
    const count = await this.countWaiting();
    if (all(count) > 0) this.banner.sending(count);
    const sent = await send(owner());
    if (!sent) {
      this.rest(); // another tab sends them
      return;
    }
    await this.told(sent);
    document.dispatchEvent(new CustomEvent(SENT, { detail: sent.taken }));
    await freshen(owner(), sent.taken);
  }

  /** @param {import("./sending.js").Sent} sent */
  async told(sent) {
    const left = await this.countWaiting();
    const taken = countOf(sent.taken);
    if (all(left) > 0 && sent.obstacle === "signed-out") this.banner.signIn(left);
    else if (all(left) > 0) this.banner.stillWaiting(left, sent.obstacle);
    else if (all(taken) > 0 || sent.refused.length > 0) this.banner.sent(taken, sent.refused);
    else this.rest();
  }

  /** Nothing waits. */
  rest() {
    if (this.locked) this.banner.locked();
    else this.banner.clear();
  }

  /** Hold back a form that could not arrive, so that nothing typed is lost. @param {SubmitEvent} event */
  guard(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (navigator.onLine || event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-note")) return;
    event.preventDefault();
    this.banner.notSent();
  }

  /** Of the person who is signed in; of everybody where nobody is. */
  async countWaiting() {
    return countOf(await waiting(owner() || undefined));
  }
}

/** What somebody else kept on this phone goes, now that it is known who is here; where nobody is, it is locked. */
async function settle() {
  if (!("caches" in window)) return;
  if (!owner()) {
    await lockIfNobody();
    return;
  }
  try {
    await dropAllBut(owner());
    await setCertain(true);
  } catch (error) {
    // A browser that lets pages store nothing has stored nothing of anybody.
    if (!(error instanceof DOMException)) throw error;
  }
}

/** Put a sentence in the place of what is kept for somebody who is gone. @param {boolean} locked */
function cover(locked) {
  document.body.classList.toggle("app-locked", locked);
  document.querySelector("[data-locked]")?.remove();
  if (!locked) return;
  const title = make("h1", { class: "nhsuk-heading-l" }, "This page is locked");
  const words = make("p", {}, "It is kept on this phone for somebody whose sign-in has ended. It opens again once they have signed in.");
  document.querySelector("main")?.prepend(make("div", { "data-locked": "" }, title, words));
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
