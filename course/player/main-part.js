/** The entry of the bundle for a module's page inside a course. */

import { startPlayer } from "./player.js";
import { partOf } from "./tracker/part.js";

const data = /** @type {any} */ (window).FS_DATA;
startPlayer(data, partOf(data.module.slug));
