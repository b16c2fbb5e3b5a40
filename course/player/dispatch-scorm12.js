/** The entry of the bundle for a dispatch package in SCORM 1.2. */

import { startDispatch } from "./dispatch/start.js";
import { findApi } from "./tracker/find-api.js";
import { Scorm12Tracker } from "./tracker/scorm12.js";

startDispatch(/** @type {any} */ (window).FS_DATA, "scorm12", (options) => {
  const api = findApi(window, "API");
  // An answer comes in the standard's words: the types of questions are known to the course alone.
  return api && new Scorm12Tracker(api, options, (recorded) => /** @type {any} */ (recorded).words);
});
