/** The entry of the bundle for the page of a course in SCORM 1.2. */

import { startShell } from "./shell/shell.js";
import { SCORM12 } from "./tracker/lms-scorm12.js";

startShell(/** @type {any} */ (window).FS_DATA, SCORM12);
