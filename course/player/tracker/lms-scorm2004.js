/** The page's own LMS in SCORM 2004: finds its API, and gives each answer in the standard's words. */

import { NO_SYSTEM } from "../banner.js";
import { inScorm2004 } from "../interactions.js";
import { findApi } from "./find-api.js";
import { Scorm2004Tracker } from "./scorm2004.js";

/** A learning system that speaks SCORM 2004. @type {import("./interface.js").World} */
export const SCORM2004 = {
  silence: NO_SYSTEM,
  find(options) {
    const api = findApi(window, "API_1484_11");
    return api && new Scorm2004Tracker(api, options, inScorm2004);
  },
};
