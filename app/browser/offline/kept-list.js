/** The page that stands for another one without network: which page, and what can be read instead. */

import { make, one } from "../../../course/player/dom.js";
import { aboutOf, allKept, isCertain } from "./caches.js";

const HELP = "/help";

/** @param {HTMLElement} list to be filled with links to the modules on this phone */
export async function listKept(list) {
  const assessment = /\/(assessment|precheck)(\/|$)/.test(window.location.pathname);
  if (assessment) one("[data-offline-assessment]").hidden = false;
  if (!("caches" in window)) return;
  const kept = await allKept();
  if (kept.length === 0) return;
  await showHelp(kept);
  if (!(await isCertain())) {
    one("[data-offline-locked]").hidden = false;
    return;
  }
  const abouts = await Promise.all(kept.map(({ name }) => aboutOf(name)));
  const links = abouts.flatMap((about) =>
    about ? [make("li", {}, make("a", { href: about.address }, about.title))] : [],
  );
  if (links.length === 0) return;
  list.replaceChildren(...links);
  one("[data-offline-kept]").hidden = false;
}

/** The trust's numbers are about nobody: they can be read here even while the modules are locked. @param {readonly {name: string}[]} kept */
async function showHelp(kept) {
  for (const { name } of kept) {
    const page = await (await caches.open(name)).match(HELP);
    if (!page) continue;
    const numbers = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[data-contacts]");
    if (!numbers) continue;
    one("[data-offline-help]").replaceChildren(document.importNode(numbers, true));
    return;
  }
}
