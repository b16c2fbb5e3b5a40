/**
 * What is kept in the browser's caches, for pages and the service worker alike: one cache a module, named
 * after whose it is, and one with what every page needs.
 */

const KEPT = "first-shift-kept";
const SHELL = "first-shift-shell";
const STATE = "first-shift-state";
const INDEX = "/offline/kept.json";
const UNCERTAIN = "/offline/uncertain";

/** @typedef {{name: string, owner: string, slug: string, mark: string}} Kept */
/** @typedef {{title: string, version: string, address: string, bytes: number}} About */

/** @param {string} owner @param {string} slug @param {string} mark */
export const nameOf = (owner, slug, mark) => [KEPT, owner, slug, mark].join("|");

/** Return every module that is kept here, whoever keeps it. @returns {Promise<Kept[]>} */
export async function allKept() {
  const names = await caches.keys();
  return names
    .map((name) => ({ name, parts: name.split("|") }))
    .filter(({ parts }) => parts[0] === KEPT)
    .map(({ name, parts: [, owner, slug, mark] }) => ({ name, owner, slug, mark }));
}

/** @param {string} name @param {About} about */
export async function describe(name, about) {
  const cache = await caches.open(name);
  await cache.put(INDEX, new Response(JSON.stringify(about)));
}

/** Return what a kept module says of itself; null for one that is not stored whole. @param {string} name @returns {Promise<About|null>} */
export async function aboutOf(name) {
  const cache = await caches.open(name);
  const found = await cache.match(INDEX);
  return found ? found.json() : null;
}

/** Remove the modules of everybody but one. @param {string} owner empty to remove all */
export async function dropAllBut(owner) {
  const others = (await allKept()).filter((kept) => kept.owner !== owner);
  await Promise.all(others.map((kept) => caches.delete(kept.name)));
}

/** Say whether it is known whose phone this is: not between a sign-in and the first page after it. */
export async function setCertain(/** @type {boolean} */ certain) {
  if (certain) {
    await caches.delete(STATE);
    return;
  }
  const state = await caches.open(STATE);
  await state.put(UNCERTAIN, new Response(""));
}

/** @returns {Promise<boolean>} */
export const isCertain = async () => !(await caches.has(STATE));

/** Store what every page needs, and forget what it needed before. @param {readonly string[]} addresses */
export async function keepShell(addresses) {
  const name = `${SHELL}|${addresses.join("|")}`;
  const cache = await caches.open(name);
  for (const address of addresses) {
    // Asked for as by a stranger: the page for want of network stays on the phone, and names nobody.
    const answer = await fetch(address, { credentials: "omit", cache: "no-cache" });
    if (!answer.ok) throw new TypeError(`${address} answered ${answer.status}`);
    await cache.put(address, answer);
  }
  const old = (await caches.keys()).filter((each) => each.startsWith(`${SHELL}|`) && each !== name);
  await Promise.all(old.map((each) => caches.delete(each)));
}
