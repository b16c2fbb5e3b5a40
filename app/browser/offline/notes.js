/** A note on a topic that does not reach the server: it waits on this phone, and its text is shown meanwhile. */

import { make } from "../../../course/player/dom.js";
import { isCopy } from "./copies.js";
import { SENT, owner } from "./network.js";
import { remove, waiting } from "./queue.js";
import { whoIsHere } from "./who.js";

/** @param {import("./network.js").Network} network @param {HTMLFormElement} form the note's @param {HTMLElement} page with `data-module`, `data-topic` */
export function keepNotes(network, form, page) {
  const { module = "", topic = "" } = page.dataset;
  const field = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("note"));
  const added = form.hasAttribute("data-note-added");
  const version = /** @type {HTMLInputElement} */ (form.elements.namedItem("version"));
  let plain = false;

  const show = async () => {
    const place = document.querySelector("[data-note-waiting]");
    const notes = (await ofTopic()).map((act) => make("p", { class: "app-own__text" }, act.note ?? ""));
    const title = make("p", { class: "app-own__saved" }, "Not sent yet, and kept on this phone:");
    place?.replaceChildren(...(notes.length > 0 ? [title, ...notes] : []));
  };

  const ofTopic = async () =>
    (await waiting(owner())).filter((act) => act.kind === "noted" && act.module === module && act.what === topic);

  const keep = async () => {
    const note = field.value.trim();
    if (added && !note) return;
    // Written again before it was sent, the later text stands for the earlier one.
    const earlier = added ? [] : (await ofTopic()).filter((act) => typeof act.version === "number");
    const kind = /** @type {const} */ ("noted");
    const of = added ? null : Number(version.value);
    const act = { owner: owner(), kind, module, topic, what: topic, response: [], note, version: of };
    if (!(await network.keep(act))) return;
    for (const each of earlier) await remove(each);
    await network.tell();
    if (added) field.value = "";
    await show();
    if (navigator.onLine) await network.send();
    await show();
  };

  form.addEventListener("submit", async (event) => {
    if (plain || !owner()) return;
    event.preventDefault();
    // A copy's form is older than the sign-in, so what it takes always goes the way of what waits.
    if (!isCopy() && navigator.onLine && (await whoIsHere()) !== null) {
      plain = true;
      form.requestSubmit();
      return;
    }
    await keep();
  });
  document.addEventListener(SENT, (event) => {
    const { detail } = /** @type {CustomEvent<import("./queue.js").Act[]>} */ (event);
    const mine = detail.some((act) => act.kind === "noted" && act.module === module && act.what === topic);
    // What is in the field is the note as the server has it now, unless another device changed it meanwhile.
    if (mine && !added) version.value = String(Number(version.value) + 1);
    show();
  });
  show();
}
