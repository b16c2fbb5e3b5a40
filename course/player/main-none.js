/** The entry of the bundle for pages on the web or on a disk: everything works, nothing is recorded. */

import { startPlayer } from "./player.js";
import { NOBODY } from "./tracker/none.js";

startPlayer(/** @type {any} */ (window).FS_DATA, NOBODY);
