/** The entry of the bundle: a classic script at the end of the page. */

import { startPlayer } from "./player.js";

startPlayer(/** @type {any} */ (window).FS_DATA);
