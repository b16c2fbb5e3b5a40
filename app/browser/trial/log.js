/** The live log beside the frame: a sentence for what was told, the calls themselves one tap away. */

import { LogLines } from "../log-lines.js";
import { isTelling, isTheLast, rawOf, sentenceOf, thingOf } from "./sentences.js";

/** @typedef {import("./lms.js").Call} Call */

/** How long a line waits for further calls of the same thing. */
const GATHERED_MS = 250;

export class CallLog {
  /** @param {HTMLElement} panel @param {string} name of the package */
  constructor(panel, name) {
    this.lines = new LogLines(panel);
    this.head = `A trial of ${name}, told to First Shift in the place of an LMS.`;
    this.clear();
  }

  clear() {
    clearTimeout(this.timer);
    this.lines.clear();
    /** @type {string[]} every call, for a ticket */
    this.kept = [this.head, ""];
    /** @type {Call[]} that tell of one thing, and are not shown yet */
    this.gathered = [];
    this.thing = "";
  }

  /** @param {Call} call */
  add(call) {
    this.kept.push(`${new Date().toISOString()} ${rawOf(call)}`);
    if (!isTelling(call)) return;
    const thing = thingOf(call);
    if (!thing || thing !== this.thing) this.show();
    this.thing = thing;
    this.gathered.push(call);
    if (!thing || isTheLast(call)) this.show();
    // Whoever has the lines read out hears one for each thing, and not a flood of calls.
    else if (this.gathered.length === 1) this.timer = setTimeout(() => this.show(), GATHERED_MS);
  }

  /** Say what the LMS itself did. @param {string} sentence */
  note(sentence) {
    this.show();
    this.kept.push(`${new Date().toISOString()} # ${sentence}`);
    this.lines.add({ at: clock(), by: "LMS", sentence });
  }

  /** Show what was gathered. */
  show() {
    clearTimeout(this.timer);
    const calls = this.gathered.splice(0);
    if (!calls.length) return;
    const refused = calls[0].answer === "false";
    this.lines.add({ at: clock(), by: "Module", sentence: sentenceOf(calls), raw: calls.map(rawOf).join("\n"), refused });
  }

  /** @returns {string} */
  text() {
    return `${this.kept.join("\n")}\n`;
  }
}

const clock = () => new Date().toLocaleTimeString("en-GB", { hour12: false });
