/** The entry of the bundle for SCORM 1.2: a classic script at the end of the page. */

import { startPlayer } from "./player.js";
import { SCORM12 } from "./tracker/lms-scorm12.js";

startPlayer(/** @type {any} */ (window).FS_DATA, SCORM12);
