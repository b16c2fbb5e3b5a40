/** The page of a dispatch package: opens a session with the LMS, then the course from our server. */

import { Page } from "./page.js";
import { Visit } from "./visit.js";

/** @typedef {import("../tracker/interface.js").World["find"]} Find */

/**
 * Start the page.
 * @param {{dispatch: import("./visit.js").Dispatch, package: Record<string, any>}} data
 * @param {import("./letters.js").Standard} standard
 * @param {Find} find the tracker, where an LMS is in reach
 */
export async function startDispatch({ dispatch, package: choices }, standard, find) {
  const page = new Page();
  /** @type {Visit|null} */
  let visit = null;
  const onSaving = (/** @type {boolean} */ saved) => visit?.saving(saved);
  const tracker = find(/** @type {any} */ ({ ...choices, onSaving }));
  const resume = tracker && (await tracker.start());
  if (!tracker || !resume) {
    page.show(tracker ? "closed" : "alone");
    return;
  }
  bindEnd(tracker, page);
  visit = new Visit(dispatch, standard, { tracker, resume }, page);
  visit.begin();
}

/** This page ends the session by itself: the course may be gone before it could say a word. @param {import("../tracker/interface.js").Tracker} tracker @param {Page} page */
function bindEnd(tracker, page) {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") tracker.commit({ now: true, leaving: true });
  });
  window.addEventListener("pagehide", (event) => {
    if (event.persisted) tracker.commit({ now: true, leaving: true });
    else tracker.finish();
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && tracker.finished) page.show("ended");
  });
}
