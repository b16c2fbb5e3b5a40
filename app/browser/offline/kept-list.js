/** The page that stands for another one without network: which page, and what can be read instead. */

import { make, one } from "../../../course/player/dom.js";
import { aboutOf, allKept } from "./caches.js";

/** @param {HTMLElement} list to be filled with links to the modules on this phone */
export async function listKept(list) {
  const assessment = /\/(assessment|precheck)(\/|$)/.test(window.location.pathname);
  if (assessment) one("[data-offline-assessment]").hidden = false;
  if (!("caches" in window)) return;
  const abouts = await Promise.all((await allKept()).map((kept) => aboutOf(kept.name)));
  const links = abouts.flatMap((about) =>
    about ? [make("li", {}, make("a", { href: about.address }, about.title))] : [],
  );
  if (links.length === 0) return;
  list.replaceChildren(...links);
  one("[data-offline-kept]").hidden = false;
}
