/** The entry of the bundle for the page of a course on our server that a page in an LMS carries. */

import { startShell } from "./shell/shell.js";
import { RELAY } from "./tracker/relay.js";

startShell(/** @type {any} */ (window).FS_DATA, RELAY);
