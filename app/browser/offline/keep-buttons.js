/** "Keep this module on this phone": the buttons on a module's page, and what they say. */

import { one } from "../../../course/player/dom.js";
import { savesData } from "./copies.js";
import { NotKept, found, keep, remove } from "./keeping.js";
import { owner } from "./network.js";

/**
 * Offer to keep a module, where this browser can. What is kept is brought up to date by itself, unless the
 * person saves data.
 *
 * @param {HTMLElement} place with `data-keep` (the module's slug), `data-contents`, `data-mark`
 */
export async function offerToKeep(place) {
  if (!("serviceWorker" in navigator && "caches" in window)) return;
  const { keep: slug = "", contents = "", mark = "" } = place.dataset;
  const said = one("[data-keep-said]", place);
  const now = /** @type {HTMLButtonElement} */ (one("[data-keep-now]", place));
  const away = /** @type {HTMLButtonElement} */ (one("[data-keep-away]", place));

  const show = async (note = "") => {
    const kept = await found(owner(), slug);
    const old = kept !== null && kept.mark !== mark;
    now.hidden = kept !== null && !old;
    now.textContent = old ? "Bring it up to date" : "Keep this module on this phone";
    away.hidden = kept === null;
    said.textContent = `${note} ${kept ? sentence(kept, old) : ""}`.trim();
    return old;
  };

  const store = async () => {
    now.disabled = true;
    try {
      await keep(contents, (done, of) => {
        said.textContent = `Storing: ${done} of ${of}.`;
      });
      await show();
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
      await show(error.message);
    } finally {
      now.disabled = false;
    }
  };

  now.addEventListener("click", store);
  away.addEventListener("click", async () => {
    await remove(slug);
    await show("It is removed from this phone.");
    now.focus();
  });
  const old = await show();
  place.hidden = false;
  if (old && navigator.onLine && !savesData()) await store();
}

/** @param {{bytes: number, version: string}} kept @param {boolean} old */
function sentence({ bytes, version }, old) {
  const size = `${Math.max(1, Math.round(bytes / 1000))} kB`;
  const newer = old ? " A newer one is there." : "";
  return `Version ${version} is kept on this phone and takes ${size}. It opens without network.${newer}`;
}
