/** The entry of the bundle for xAPI packages with `tincan.xml`. */

import { startPlayer } from "./player.js";
import { XAPI } from "./tracker/tincan.js";

startPlayer(/** @type {any} */ (window).FS_DATA, XAPI);
