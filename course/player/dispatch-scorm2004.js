/** The entry of the bundle for a dispatch package in SCORM 2004, both editions. */

import { startDispatch } from "./dispatch/start.js";
import { findApi } from "./tracker/find-api.js";
import { Scorm2004Tracker } from "./tracker/scorm2004.js";

startDispatch(/** @type {any} */ (window).FS_DATA, "scorm2004", (options) => {
  const api = findApi(window, "API_1484_11");
  // An answer comes in the standard's words: the types of questions are known to the course alone.
  return api && new Scorm2004Tracker(api, options, (recorded) => /** @type {any} */ (recorded).words);
});
