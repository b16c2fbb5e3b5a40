/**
 * The service worker: pages of a kept module where the network is away, and a page that says so for all
 * others. It is registered once somebody keeps a module. `self.SHELL` stands before it, from the server.
 */

import { allKept, dropAllBut, isCertain, keepShell, setCertain } from "../offline/caches.js";
import { lockIfNobody } from "../offline/who.js";

/** How long a page that is kept here waits for a network that says nothing. */
const PATIENCE_MS = 5000;
const SAYS_OFFLINE = "/offline";
const SIGNS_OUT = "/sign-out";
/** After these another person, or another of somebody's organisations, may be in. */
const CHANGES_OWNER = ["/sign-in", "/welcome/", "/account/organisation/"];

const worker = /** @type {any} */ (self);

worker.addEventListener("install", (event) => {
  event.waitUntil(keepShell(worker.SHELL).then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(worker.clients.claim());
});

worker.addEventListener("fetch", (event) => {
  const way = wayOf(event.request);
  if (way) event.respondWith(way(event.request));
});

/** @param {Request} request @returns {((request: Request) => Promise<Response>)|null} null: as without us */
function wayOf(request) {
  const { origin, pathname } = new URL(request.url);
  if (origin !== worker.location.origin) return null;
  if (request.method === "POST") {
    if (pathname === SIGNS_OUT) return signOut;
    return CHANGES_OWNER.some((path) => pathname.startsWith(path)) ? enter : null;
  }
  if (request.method !== "GET") return null;
  if (request.mode === "navigate") return request.destination === "document" ? page : null;
  if (pathname.startsWith("/assets/") || pathname.startsWith("/organisation/")) return file;
  return /^\/learn\/[^/]+\/(images\/|practice\.json$)/.test(pathname) ? file : null;
}

/** @param {Request} request */
async function signOut(request) {
  await dropAllBut("");
  return fetch(request);
}

/** @param {Request} request */
async function enter(request) {
  const answer = await fetch(request);
  if (answer.ok || answer.type === "opaqueredirect") await setCertain(false);
  return answer;
}

/** @param {Request} request */
async function page(request) {
  const kept = await keptPage(request);
  try {
    const fresh = fetch(request).then(watched);
    return await (kept ? Promise.race([fresh, later(kept)]) : fresh);
  } catch {
    return kept ?? (await caches.match(SAYS_OFFLINE)) ?? Response.error();
  }
}

/** Whoever is led elsewhere is perhaps led to the sign-in. @param {Response} answer */
async function watched(answer) {
  if (answer.type === "opaqueredirect") await lockIfNobody();
  return answer;
}

/** @param {Response} answer @returns {Promise<Response>} */
const later = (answer) =>
  new Promise((resolve) => {
    setTimeout(() => resolve(answer), PATIENCE_MS);
  });

/** @param {Request} request @returns {Promise<Response|undefined>} */
async function keptPage(request) {
  if (!(await isCertain())) return undefined;
  const { pathname } = new URL(request.url);
  for (const kept of await allKept()) {
    const found = await (await caches.open(kept.name)).match(pathname);
    if (found) return found;
  }
  return undefined;
}

/** Style, script and pictures: fresh where there is a network. @param {Request} request */
async function file(request) {
  const marked = new URL(request.url).searchParams.has("v");
  const kept = await caches.match(request);
  // An address with a mark of its content never changes what it gives.
  if (kept && marked) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}
