/** The page on which an administrator sees a SCORM package track, with this page as its system. */

import { CallLog } from "./log.js";
import { SCORM12_OBJECT, Scorm12Trial } from "./scorm12.js";
import { SCORM2004_OBJECT, Scorm2004Trial } from "./scorm2004.js";

/**
 * @typedef {object} Visit
 * @property {Map<string, string>} values what earlier visits left
 * @property {string} mode `normal`, `browse` or `review`
 * @property {string} mastery the manifest's pass mark in per cent, or empty
 * @property {(call: import("./lms.js").Call) => void} onCall
 */

const STANDARDS = {
  scorm12: { object: SCORM12_OBJECT, Lms: Scorm12Trial },
  scorm2004: { object: SCORM2004_OBJECT, Lms: Scorm2004Trial },
};

class TrialPage {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.standard = STANDARDS[/** @type {keyof typeof STANDARDS} */ (root.dataset.trial)];
    this.done = (root.dataset.done ?? "").split(" ");
    this.log = new CallLog(this.part("log"));
    /** @type {Map<string, Map<string, string>>} by the address of a SCO */
    this.stored = new Map();
    /** @type {import("./scorm12.js").Scorm12Trial|import("./scorm2004.js").Scorm2004Trial|null} */
    this.lms = null;
    this.on("launch", () => this.launch());
    this.on("close", () => this.close());
    this.on("afresh", () => this.afresh());
    this.on("save", () => this.saveLog());
    this.part("controls").hidden = false;
    this.show();
  }

  /** @param {string} name @returns {HTMLElement} */
  part(name) {
    return /** @type {HTMLElement} */ (this.root.querySelector(`[data-trial-${name}]`));
  }

  /** @param {string} name @param {() => void} act */
  on(name, act) {
    this.part(name).addEventListener("click", act);
  }

  /** @returns {HTMLOptionElement} */
  get sco() {
    const list = /** @type {HTMLSelectElement} */ (this.part("sco"));
    return list.selectedOptions[0];
  }

  /** What is kept of the SCO that is chosen. */
  get values() {
    const held = this.stored.get(this.sco.value) ?? new Map();
    this.stored.set(this.sco.value, held);
    return held;
  }

  /** Launch the SCO that is chosen, as a system does: its page in a frame, the object in this window. */
  launch() {
    this.close();
    const mode = /** @type {HTMLSelectElement} */ (this.part("mode")).value;
    this.lms = new this.standard.Lms({
      values: this.values,
      mode,
      mastery: this.sco.dataset.mastery ?? "",
      onCall: (call) => {
        this.log.add(call);
        this.show();
      },
    });
    /** @type {any} */ (window)[this.standard.object] = this.lms.api();
    this.log.note(`The system opens “${this.sco.textContent?.trim()}” in ${mode} mode.`);
    const frame = document.createElement("iframe");
    frame.className = "app-trial__frame";
    frame.title = `${this.sco.textContent?.trim()}, as your system would show it`;
    frame.src = this.sco.value;
    this.part("frame").replaceChildren(frame);
    this.show();
  }

  /** Take the frame away, as closing the tab does: the module has its last moment. */
  close() {
    if (!this.lms) return;
    this.part("frame").replaceChildren();
    const ended = this.lms.state === "ended";
    this.log.note(ended ? "The system has closed it." : "The system has closed it; it had not ended its session.");
    this.lms = null;
    this.show();
  }

  afresh() {
    this.close();
    this.stored.clear();
    this.log.note("The system has forgotten the learner.");
    this.show();
  }

  show() {
    const lms = this.lms ?? null;
    const words = lms ? lms.summary() : null;
    if (words) {
      const isDone = words.status.some((word) => this.done.includes(word));
      const verdict = this.part("verdict");
      const sentence = isDone
        ? `Your system would show it as done: ${words.status.join(", ")}.`
        : `Not done yet: ${words.status.join(", ")}.`;
      // A region that is read out says only what is new.
      if (verdict.textContent !== sentence) verdict.textContent = sentence;
      verdict.classList.toggle("app-verdict--done", isDone);
      this.part("score").textContent = words.score || "none yet";
      this.part("place").textContent = words.place || "the beginning";
      this.part("size").textContent = `${words.size} of ${words.room} characters`;
    }
    /** @type {HTMLButtonElement} */ (this.part("close")).disabled = lms === null;
  }

  /** Hand the log out as a file, to go with a ticket. */
  saveLog() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.log.text()], { type: "text/plain" }));
    link.download = "first-shift-calls.txt";
    link.click();
    URL.revokeObjectURL(link.href);
  }
}

for (const root of document.querySelectorAll("[data-trial]")) new TrialPage(/** @type {HTMLElement} */ (root));
