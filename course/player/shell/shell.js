/** The page of a course: lists its modules, frames the one that is open, and keeps the one session. */

import { Banner } from "../banner.js";
import { connect } from "../connect.js";
import { all, focusOn, make, one } from "../dom.js";
import { Leaving } from "../leaving.js";
import { CoursePart } from "./course-part.js";
import { CourseSession } from "./course-session.js";
import { EarlyClicks, pageIsThere } from "./early-clicks.js";

/** What a module's page looks for in the windows around it. */
const COURSE_OBJECT = "FirstShiftCourse";

/**
 * Start the page. Where no system answers, its links lead to the modules as on any page.
 * @param {{course: {modules: import("./course-session.js").Listed[]}, package: Record<string, any>}} data
 * @param {import("../tracker/interface.js").World} world
 */
export async function startShell({ course: { modules }, package: choices }, world) {
  const early = new EarlyClicks();
  await pageIsThere();
  const banner = new Banner();
  /** @type {CourseSession|null} */
  let session = null;
  const onSaving = (/** @type {boolean} */ saved, signedOut = false) => {
    banner.setSaving(saved, signedOut);
    for (const listener of session?.savingListeners ?? []) listener(saved, signedOut);
  };
  const options = {
    ...choices,
    onSaving,
    onNotice: (/** @type {string} */ words) => banner.setSentence(words),
    onEnded: (/** @type {string} */ words) => banner.setEnded(words),
  };
  const { tracker, resume, sentence } = await connect(world, /** @type {any} */ (options));
  if (sentence) banner.setSentence(sentence);
  const pressed = early.release();
  if (!tracker.records) {
    pressed?.click();
    return;
  }
  session = new CourseSession(modules, tracker, resume);
  const shell = new Shell(session);
  const leaving = new Leaving(tracker, {
    keeps: resume.mode === "normal",
    onTrouble: () => onSaving(false),
    onEnd: () => shell.showList(),
  });
  shell.onEnd = () => leaving.leave();
  Object.defineProperty(window, COURSE_OBJECT, { value: shell });
  shell.begin();
  pressed?.click();
}

class Shell {
  /** @param {CourseSession} session */
  constructor(session) {
    this.session = session;
    this.page = one("[data-course-page]");
    this.place = one("[data-course-frame]");
    this.title = document.title;
    /** @type {() => Promise<void>} */
    this.onEnd = async () => {};
    session.subscribe(() => this.showStates());
  }

  /** Show how each module stands, and open the one that was left. */
  begin() {
    this.showStates();
    for (const link of all("[data-module]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.enter(link.dataset.module ?? "");
      });
    }
    if (this.session.open) this.enter(this.session.open);
  }

  /** Give a module's page its tracker. @param {string} slug @param {import("../tracker/interface.js").TrackerOptions["onSaving"]} onSaving */
  part(slug, onSaving) {
    return new CoursePart(this.session, slug, {
      onSaving,
      onHome: () => this.goHome(),
      onEnd: () => this.onEnd(),
    });
  }

  /** @param {string} slug */
  enter(slug) {
    const link = one(`[data-module="${slug}"]`);
    const title = link.textContent ?? "";
    const frame = /** @type {HTMLIFrameElement} */ (
      make("iframe", { class: "fs-framed__page", title, src: link.getAttribute("href") ?? "" })
    );
    frame.addEventListener("load", () => frame.contentWindow?.focus());
    this.place.replaceChildren(frame);
    this.place.hidden = false;
    this.page.hidden = true;
    document.title = `${title}: ${this.title}`;
    this.session.enter(slug);
  }

  goHome() {
    const left = this.session.open;
    this.session.enter("");
    this.showList();
    one(`[data-module="${left}"]`)?.focus();
  }

  showList() {
    this.place.replaceChildren();
    this.place.hidden = true;
    this.page.hidden = false;
    document.title = this.title;
    focusOn(one("h1", this.page));
  }

  showStates() {
    for (const { slug, hasAssessment } of this.session.modules) {
      const item = /** @type {HTMLElement} */ (one(`[data-module="${slug}"]`).closest("li"));
      one("[data-module-state]", item).textContent = stateWords(this.session.state(slug), hasAssessment);
    }
  }
}

/** @param {import("./course-state.js").ModuleState} state @param {boolean} hasAssessment */
function stateWords({ percent, passed, read, progress }, hasAssessment) {
  if (passed) return `, passed with ${percent}%`;
  if (read && !hasAssessment) return ", done";
  if (percent !== null) return `, best score so far ${percent}%`;
  return progress > 0 ? `, ${Math.max(1, Math.round(progress * 100))}% done` : ", not begun";
}
