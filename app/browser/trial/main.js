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

/**
 * @typedef {object} Summary how a module stands
 * @property {string[]} status
 * @property {string} said the same in words, as the end of a sentence
 * @property {string} score @property {string} place
 * @property {number} size of the state in characters @property {number} room for it
 */

const PARTS = ["verdict", "score", "place", "size"];

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
    this.log = new CallLog(this.part("log"), root.dataset.name ?? "");
    this.nothing = [...this.part("frame").children];
    /** What is on the page before anything was told, by the part that says it. */
    this.first = new Map(PARTS.map((name) => [name, this.part(name).textContent]));
    /** @type {Map<string, Map<string, string>>} by the address of a SCO */
    this.stored = new Map();
    /** @type {import("./scorm12.js").Scorm12Trial|import("./scorm2004.js").Scorm2004Trial|null} */
    this.lms = null;
    this.on("launch", () => this.launch());
    this.on("close", () => this.close());
    this.on("afresh", () => this.afresh());
    this.on("save", () => this.saveLog());
    this.part("controls").hidden = false;
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

  get title() {
    return this.sco.textContent?.trim() ?? "";
  }

  /** What is kept of the SCO that is chosen. */
  get values() {
    const held = this.stored.get(this.sco.value) ?? new Map();
    this.stored.set(this.sco.value, held);
    return held;
  }

  /** Launch the SCO that is chosen, as an LMS does: its page in a frame, the object in this window. */
  launch() {
    this.close();
    const [mode] = /** @type {HTMLSelectElement} */ (this.part("mode")).selectedOptions;
    this.lms = new this.standard.Lms({
      values: this.values,
      mode: mode.value,
      mastery: this.sco.dataset.mastery ?? "",
      onCall: (call) => {
        this.log.add(call);
        this.show();
      },
    });
    this.opened = this.title;
    /** @type {any} */ (window)[this.standard.object] = this.lms.api();
    this.log.note(`The LMS launched “${this.opened}” (${mode.text.split(":")[0]}).`);
    const frame = document.createElement("iframe");
    frame.className = "app-trial__frame";
    frame.title = `${this.opened}, as your LMS would show it`;
    frame.src = this.sco.value;
    this.part("frame").replaceChildren(frame);
    this.part("frame").focus();
    this.show();
  }

  /** Take the frame away, as closing the tab does: the module has its last moment. */
  close() {
    if (!this.lms) return;
    // A button that can no longer be pressed would lose the focus.
    if (document.activeElement === this.part("close")) this.part("launch").focus();
    this.part("frame").replaceChildren(...this.nothing);
    const left = this.lms.state === "ended" ? "" : ", which had not ended its session";
    this.log.note(`The LMS closed “${this.opened}”${left}.`);
    this.lms = null;
    this.show();
  }

  afresh() {
    this.close();
    this.stored.clear();
    this.log.clear();
    for (const [name, text] of this.first) this.part(name).textContent = text;
    this.part("verdict").classList.remove("app-verdict--done");
  }

  show() {
    /** @type {HTMLButtonElement} */ (this.part("close")).disabled = this.lms === null;
    if (!this.lms) return;
    const { status, said, score, place, size, room } = this.lms.summary();
    const isDone = status.some((word) => this.done.includes(word));
    const counts = this.done.map((word) => `“${word}”`).join(" or ");
    const verdict = isDone ? `complete: ${said}` : `not complete: it counts once it is ${counts}. So far ${said}`;
    this.say("verdict", `Your LMS would show this course as ${verdict}.`);
    this.part("verdict").classList.toggle("app-verdict--done", isDone);
    this.say("score", score || "none yet");
    this.say("place", place);
    this.say("size", `${size} of ${room} characters`);
  }

  /** A region that is read out says only what is new. @param {string} name @param {string} text */
  say(name, text) {
    if (this.part(name).textContent !== text) this.part(name).textContent = text;
  }

  /** Hand the log out as a file, to go with a ticket. */
  saveLog() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.log.text()], { type: "text/plain" }));
    link.download = "first-shift-trial.txt";
    link.click();
    URL.revokeObjectURL(link.href);
  }
}

for (const root of document.querySelectorAll("[data-trial]")) new TrialPage(/** @type {HTMLElement} */ (root));
