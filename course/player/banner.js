/** The one calm line at the top: what the learner should know about saving. */

import { make, one } from "./dom.js";

/** Where no LMS is in reach of a package that was made for one. */
export const NO_SYSTEM =
  "No learning system answered. You can read everything; nothing is recorded.";

/** @type {Record<string, string>} */
export const SENTENCES = {
  refused: "Your learning system did not open a session. You can read everything; nothing is recorded. Close this window and open the module again from your learning system.",
  browse: "You are looking around. Nothing that you do here counts.",
  review: "You are looking back at this module. Nothing new is recorded.",
  "no-credit": "This visit does not count: your place is kept, your answers and score are not reported.",
  trouble:
    "Your learning system is not saving at the moment. Your answers are safe on this page, and we try again. Please keep it open.",
  lasting:
    "Your learning system is not saving. It may have signed you out: then open the module again from there, and note your result first, for your last steps may be missing.",
};

/** After this time of trouble a learner should look whether the system is still there for them. */
const LASTING_MS = 60_000;

export class Banner {
  constructor() {
    this.element = one("[data-banner]");
    this.sentence = "";
    this.saving = true;
    this.lasting = false;
    this.troubleSince = 0;
    this.ended = false;
  }

  /** Say something that holds for the whole visit, or nothing. @param {string} sentence */
  setSentence(sentence) {
    if (this.ended) return;
    this.sentence = sentence;
    this.show();
  }

  /** Say that the LMS does not save, until it does again. @param {boolean} saving @param {boolean} [signedOut] */
  setSaving(saving, signedOut = false) {
    if (this.saving) this.troubleSince = Date.now();
    const lasting = !saving && (signedOut || Date.now() - this.troubleSince >= LASTING_MS);
    if (saving === this.saving && lasting === this.lasting) return;
    this.saving = saving;
    this.lasting = lasting;
    this.show();
  }

  /** Say that nothing will be saved any more, whatever else is told. @param {string} sentence */
  setEnded(sentence) {
    this.ended = true;
    this.sentence = sentence;
    this.show();
  }

  show() {
    const saving = this.saving || this.ended;
    const words = saving ? this.sentence : SENTENCES[this.lasting ? "lasting" : "trouble"];
    const kind = saving && !this.ended ? "note" : "trouble";
    this.element.className = words ? `fs-banner fs-banner--${kind}` : "fs-banner";
    this.element.replaceChildren(...(words ? [make("p", {}, words)] : []));
  }
}
