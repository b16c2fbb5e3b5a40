/** Opening a session with the learning system that the package was made for, or with none. */

import { SENTENCES } from "./banner.js";
import { apart } from "./dispatch/seat.js";
import { NoTracker } from "./tracker/none.js";

/** @typedef {import("./tracker/interface.js").World} World @typedef {import("./tracker/interface.js").Tracker} Tracker */
/** @typedef {import("./tracker/interface.js").Resume} Resume */

/**
 * Open a session.
 * @param {World} world
 * @param {import("./tracker/interface.js").TrackerOptions} options
 * @returns {Promise<{tracker: Tracker, resume: Resume, sentence: string}>} sentence: what the learner
 *   should read about it, or empty
 */
export async function connect(world, options) {
  const tracker = world.find(options);
  if (!tracker) return unrecorded(world.silence);
  const found = await tracker.start();
  if (!found) return unrecorded(tracker.refusal || SENTENCES.refused);
  // Where a dispatch package stood before this one, its seat stands in front of the state.
  const resume = { ...found, suspendData: apart(found.suspendData).state };
  const situation = resume.mode === "normal" && !tracker.credit ? "no-credit" : resume.mode;
  return { tracker, resume, sentence: SENTENCES[situation] ?? "" };
}

/** @param {string} sentence */
function unrecorded(sentence) {
  const tracker = new NoTracker();
  return { tracker, resume: tracker.start(), sentence };
}
