/** The page's own LMS in SCORM 1.2: finds its API, and gives each answer in the standard's words. */

import { NO_SYSTEM } from "../banner.js";
import { inScorm12 } from "../interactions.js";
import { findApi } from "./find-api.js";
import { Scorm12Tracker } from "./scorm12.js";

/** A learning system that speaks SCORM 1.2. @type {import("./interface.js").World} */
export const SCORM12 = {
  silence: NO_SYSTEM,
  find(options) {
    const api = findApi(window, "API");
    return api && new Scorm12Tracker(api, options, inScorm12);
  },
};
