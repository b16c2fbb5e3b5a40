/** What the app's pages do so that learning goes on where the network does not. */

import { OfflineAnswers } from "./answering.js";
import { offerToKeep } from "./keep-buttons.js";
import { freshen } from "./keeping.js";
import { listKept } from "./kept-list.js";
import { Network, owner } from "./network.js";
import { keepNotes } from "./notes.js";

/** @typedef {import("../practice.js").Elsewhere} Elsewhere */

/**
 * Begin, and return what becomes of practice that does not reach the server; null on a page without any.
 * @param {() => void} onArrived called after an answer that reached it
 * @returns {Elsewhere|null}
 */
export function startOffline(onArrived) {
  const line = /** @type {HTMLElement|null} */ (document.querySelector("[data-network]"));
  if (!line || !("indexedDB" in window)) return null;
  const network = new Network(line);
  const page = /** @type {HTMLElement|null} */ (document.querySelector("[data-practice]"));
  const answers = page && owner() ? new OfflineAnswers(network, page) : null;
  begin(network, answers);
  const note = /** @type {HTMLFormElement|null} */ (document.querySelector("form[data-note]"));
  if (note && page && owner()) keepNotes(network, note, page);
  for (const place of document.querySelectorAll("[data-keep]")) {
    offerToKeep(/** @type {HTMLElement} */ (place));
  }
  const list = /** @type {HTMLElement|null} */ (document.querySelector("[data-kept-list]"));
  if (list) listKept(list);
  if (!answers) return null;
  return {
    take: (form, submitter) => answers.take(form, submitter),
    arrived: () => {
      onArrived();
      freshen(owner(), [answers]);
    },
  };
}

/** @param {Network} network @param {OfflineAnswers|null} answers */
async function begin(network, answers) {
  await answers?.restore();
  await network.start();
}
