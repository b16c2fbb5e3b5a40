/** The entry of the bundle for SCORM 2004, both editions: a classic script at the end of the page. */

import { startPlayer } from "./player.js";
import { SCORM2004 } from "./tracker/lms-scorm2004.js";

startPlayer(/** @type {any} */ (window).FS_DATA, SCORM2004);
