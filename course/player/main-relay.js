/** The entry of the bundle for a module's page on our server that a page in an LMS carries. */

import { startPlayer } from "./player.js";
import { RELAY } from "./tracker/relay.js";

startPlayer(/** @type {any} */ (window).FS_DATA, RELAY);
