/** The entry of the bundle for the page of a course in SCORM 2004, both editions. */

import { startShell } from "./shell/shell.js";
import { SCORM2004 } from "./tracker/lms-scorm2004.js";

startShell(/** @type {any} */ (window).FS_DATA, SCORM2004);
