/** The live log beside the frame: a sentence a call, the call itself one tap away. */

import { isTelling, rawOf, sentenceOf } from "./sentences.js";

/** @typedef {import("./lms.js").Call} Call */

export class CallLog {
  /** @param {HTMLElement} place holds the list and the template of a line */
  constructor(place) {
    this.list = /** @type {HTMLElement} */ (place.querySelector("ol"));
    this.empty = /** @type {HTMLElement} */ (place.querySelector("[data-log-empty]"));
    this.template = /** @type {HTMLTemplateElement} */ (place.querySelector("[data-log-template]"));
    /** @type {string[]} every call, for a ticket */
    this.lines = [];
  }

  /** @param {Call} call */
  add(call) {
    const at = new Date();
    this.lines.push(`${at.toISOString()} ${rawOf(call)}`);
    if (isTelling(call)) this.show(clock(at), sentenceOf(call), rawOf(call), call.answer === "false");
  }

  /** Say what the system itself did. @param {string} sentence */
  note(sentence) {
    const at = new Date();
    this.lines.push(`${at.toISOString()} # ${sentence}`);
    this.show(clock(at), sentence, "", false);
  }

  /** @param {string} at @param {string} sentence @param {string} raw @param {boolean} refused */
  show(at, sentence, raw, refused) {
    const line = /** @type {HTMLElement} */ (this.template.content.firstElementChild?.cloneNode(true));
    const part = (/** @type {string} */ name) =>
      /** @type {HTMLElement} */ (line.querySelector(`[data-log-${name}]`));
    part("at").textContent = at;
    part("sentence").textContent = sentence;
    part("raw").textContent = raw;
    part("details").hidden = raw === "";
    line.classList.toggle("app-log__line--refused", refused);
    // The newest stands first: what has just happened is in view.
    this.list.prepend(line);
    this.empty.hidden = true;
  }

  /** @returns {string} */
  text() {
    return `${this.lines.join("\n")}\n`;
  }
}

/** @param {Date} at */
const clock = (at) => at.toLocaleTimeString("en-GB", { hour12: false });
