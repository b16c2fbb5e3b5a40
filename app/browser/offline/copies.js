/** Keeping the copies on this phone as they are at the server, quietly. */

import { allKept } from "./caches.js";
import { NotKept, freshen, keep } from "./keeping.js";
import { owner } from "./network.js";

/** Whether the page in view is a copy that this phone kept. */
export const isCopy = () => document.body.hasAttribute("data-kept-copy");

/** After a page of the server is shown: its own copy, and modules of which the server has something newer. */
export async function renewCopies() {
  if (!owner() || isCopy() || !navigator.onLine || savesData() || !("caches" in window)) return;
  try {
    await renewPage();
    await renewModules();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** The copy of this page, with what is done by now. */
async function renewPage() {
  const shown = /** @type {HTMLElement|null} */ (document.querySelector("[data-module][data-topic], [data-keep]"));
  const { module, topic = "", keep: slug } = shown?.dataset ?? {};
  // A topic that tells by itself that it is read is renewed once the server knows.
  if (!shown || shown.hasAttribute("data-unopened")) return;
  await freshen(owner(), [{ module: module ?? slug ?? "", topic }]);
}

/** Modules that have changed since they were kept; the page says what is new: "slug=mark slug=mark". */
async function renewModules() {
  const said = /** @type {HTMLMetaElement|null} */ (document.querySelector("meta[name=kept-marks]"));
  const marks = new Map((said?.content ?? "").split(" ").map((each) => /** @type {[string, string]} */ (each.split("="))));
  for (const kept of await allKept()) {
    const mark = marks.get(kept.slug);
    if (kept.owner !== owner() || !mark || mark === kept.mark) continue;
    await keep(`/learn/${kept.slug}/kept`, () => {}).catch(stayAsItIs);
  }
}

/** The older copy opens without network as before. @param {unknown} error */
function stayAsItIs(error) {
  if (!(error instanceof NotKept)) throw error;
}

export const savesData = () =>
  document.documentElement.classList.contains("fs-low") ||
  /** @type {any} */ (navigator).connection?.saveData === true;
