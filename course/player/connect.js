/** Which tracker listens: the one that the package was made for, or none. */

import { NO_SYSTEM, SENTENCES } from "./banner.js";
import { findApi } from "./tracker/find-api.js";
import { NoTracker } from "./tracker/none.js";
import { Scorm12Tracker } from "./tracker/scorm12.js";

/** The trackers by name, each with the name of the object that its LMSs offer. */
const TRACKERS = { scorm12: { api: "API", Tracker: Scorm12Tracker } };

/**
 * Open a session with the learning system.
 * @param {Record<string, any>} choices the `package` part of the data
 * @param {(saved: boolean) => void} onSaving
 * @returns {{tracker: any, resume: import("./tracker/scorm12.js").Resume, sentence: string}}
 *   sentence: what the learner should read about it, or empty
 */
export function connect(choices, onSaving) {
  const { api: name, Tracker } = TRACKERS[choices.tracker];
  const api = findApi(window, name);
  if (!api) return unrecorded(NO_SYSTEM);
  const tracker = new Tracker(api, { ...choices, onSaving });
  const resume = tracker.start();
  if (!resume) return unrecorded(SENTENCES.refused);
  const situation = resume.mode === "normal" && !tracker.credit ? "no-credit" : resume.mode;
  return { tracker, resume, sentence: SENTENCES[situation] ?? "" };
}

/** @param {string} sentence */
function unrecorded(sentence) {
  const tracker = new NoTracker();
  return { tracker, resume: tracker.start(), sentence };
}
