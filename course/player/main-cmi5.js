/** The entry of the bundle for cmi5. */

import { startPlayer } from "./player.js";
import { CMI5 } from "./tracker/cmi5.js";

startPlayer(/** @type {any} */ (window).FS_DATA, CMI5);
