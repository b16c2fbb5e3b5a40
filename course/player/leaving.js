/** The end of a visit: by our button, by closing the page, or by a page that comes back from the cache. */

import { all, focusOn, one } from "./dom.js";

const LEAVE = "You can close this window, or leave it with your learning system’s own button.";

export class Leaving {
  /**
   * @param {import("./tracker/interface.js").Tracker} tracker
   * @param {{keeps: boolean, onTrouble: () => void, onEnd: () => void}} listeners told when the LMS would not save,
   *   and when the visit is over
   */
  constructor(tracker, { keeps, onTrouble, onEnd }) {
    this.keeps = keeps;
    this.tracker = tracker;
    this.onTrouble = onTrouble;
    this.onEnd = onEnd;
    this.warned = false;
    this.asking = false;
    this.bindPage();
    const leave = one("[data-leave]");
    leave.hidden = !tracker.records;
    if (!keeps) leave.textContent = "Close";
    leave.addEventListener("click", () => this.leave());
  }

  /** Neither `unload` nor its forerunner: LMSs block them, phones never fire them. */
  bindPage() {
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.tracker.commit({ now: true, leaving: true });
    });
    window.addEventListener("pagehide", (event) => {
      if (event.persisted) this.tracker.commit({ now: true, leaving: true });
      else this.tracker.finish();
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted && this.tracker.finished) {
        this.end("This session has ended", "To go on, open the module again from your learning system.");
      }
    });
  }

  /** Save and end. Where the LMS would not save, the first press only warns. */
  async leave() {
    // A press while the system is still being asked is no answer to a warning that nobody has read.
    if (this.asking) return;
    this.asking = true;
    const saved = await this.tracker.commit({ now: true });
    this.asking = false;
    if (!saved && !this.warned) {
      this.warned = true;
      this.onTrouble();
      return;
    }
    const ended = await this.tracker.finish({ byButton: true });
    if (this.tracker.returnTo) {
      window.location.assign(this.tracker.returnTo);
      return;
    }
    if (!this.keeps) {
      // Nothing was to be stored: whether the system says so or not is of no matter to the learner.
      this.end("This visit is over", LEAVE);
    } else if (ended) {
      this.end("Your work is saved", `${LEAVE} To go on later, open the module again from your learning system.`);
    } else {
      this.end("Your learning system did not confirm", "It may not have stored your last steps. Open the module again from your learning system to see where you are.");
    }
  }

  /** @param {string} title @param {string} words */
  end(title, words) {
    this.onEnd();
    for (const section of all("[data-section]")) section.hidden = section.id !== "end";
    for (const part of all("[data-aside], [data-progress], [data-leave]")) part.hidden = true;
    one("[data-end-title]").textContent = title;
    one("[data-end-words]").textContent = words;
    focusOn(one("[data-end-title]"));
  }
}
