/** The entry of the bundle for the page of a course in an xAPI package. */

import { startShell } from "./shell/shell.js";
import { XAPI } from "./tracker/tincan.js";

startShell(/** @type {any} */ (window).FS_DATA, XAPI);
