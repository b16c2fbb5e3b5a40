/** A module's page inside a course: the page around it holds the session with the learning system. */

import { NO_SYSTEM } from "../banner.js";
import { findApi } from "./find-api.js";

/** @param {string} slug the module of this page @returns {import("./interface.js").World} */
export const partOf = (slug) => ({
  silence: NO_SYSTEM,
  find({ onSaving }) {
    // The name is written out here and in shell.js: neither bundle carries the other.
    const course = findApi(window, "FirstShiftCourse");
    return course && course.part(slug, onSaving);
  },
});
