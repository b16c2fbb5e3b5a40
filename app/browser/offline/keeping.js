/** Keeping a module on this phone, keeping it fresh, and removing it. */

import { aboutOf, allKept, describe, nameOf } from "./caches.js";

/** @typedef {{address: string, copy: string}} Page */
/**
 * @typedef {object} Contents as the server tells it
 * @property {string} slug
 * @property {string} title
 * @property {string} version
 * @property {string} mark
 * @property {string} owner
 * @property {Page[]} pages
 * @property {string[]} files
 */

/** Thrown where a module cannot be kept; the message is a sentence for the learner. */
export class NotKept extends Error {}

/**
 * Store a whole module, or nothing of it. Throws NotKept.
 * @param {string} address of what belongs to it
 * @param {(done: number, of: number) => void} onProgress
 */
export async function keep(address, onProgress) {
  await navigator.serviceWorker.register("/sw.js");
  // Asked for, so that a phone that is short of room does not throw answers away that wait.
  navigator.storage?.persist?.();
  const contents = /** @type {Contents} */ (await (await got(address)).json());
  const name = nameOf(contents.owner, contents.slug, contents.mark);
  const wanted = [
    ...contents.pages,
    ...contents.files.map((file) => ({ address: file, copy: file })),
  ];
  await caches.delete(name);
  try {
    let bytes = 0;
    for (const [index, part] of wanted.entries()) {
      onProgress(index, wanted.length);
      bytes += await store(name, part);
    }
    const { title, version, slug } = contents;
    await describe(name, { title, version, bytes, address: `/learn/${slug}` });
  } catch (error) {
    await caches.delete(name);
    throw error instanceof NotKept ? error : new NotKept(whyNot(error));
  }
  await dropOlder(contents.slug, name);
}

/** @param {string} slug */
export async function remove(slug) {
  await dropOlder(slug, "");
}

/** Return what is kept of a module; null for nothing. @param {string} owner @param {string} slug */
export async function found(owner, slug) {
  for (const kept of await allKept()) {
    if (kept.owner !== owner || kept.slug !== slug) continue;
    const about = await aboutOf(kept.name);
    if (about) return { ...about, mark: kept.mark };
  }
  return null;
}

/**
 * Bring the copies of topics, and of their modules' pages, up to date after something was done in them.
 * @param {string} owner
 * @param {readonly {module: string, topic: string}[]} changed topic: empty for the module's page alone
 */
export async function freshen(owner, changed) {
  if (!("caches" in window) || changed.length === 0) return;
  for (const { name, slug } of (await allKept()).filter((each) => each.owner === owner)) {
    const topics = new Set(changed.filter(({ module }) => module === slug).map(({ topic }) => topic));
    if (topics.size === 0) continue;
    const pages = [...topics].filter(Boolean).map((topic) => ({
      address: `/learn/${slug}/${topic}`,
      copy: `/learn/${slug}/kept/${topic}`,
    }));
    for (const page of [{ address: `/learn/${slug}`, copy: `/learn/${slug}/kept.html` }, ...pages]) {
      // The copy that is there stays where a new one cannot be had.
      await store(name, page).catch(() => 0);
    }
  }
}

/** @param {string} name of the cache @param {Page} part @returns {Promise<number>} its bytes */
async function store(name, { address, copy }) {
  const answer = await got(copy);
  const cache = await caches.open(name);
  await cache.put(address, answer.clone());
  return (await answer.blob()).size;
}

/** @param {string} address */
async function got(address) {
  const answer = await fetch(address, { cache: "no-cache" }).catch(() => {
    throw new NotKept("The network went away before all was stored. Nothing is kept; try again when it is back.");
  });
  if (answer.redirected) throw new NotKept("You are signed out. Sign in, then keep the module.");
  if (!answer.ok) throw new NotKept("The server could not give all of the module. Nothing is kept; try again later.");
  return answer;
}

/** @param {string} slug @param {string} name of the cache that stays */
async function dropOlder(slug, name) {
  const old = (await allKept()).filter((kept) => kept.slug === slug && kept.name !== name);
  await Promise.all(old.map((kept) => caches.delete(kept.name)));
}

/** @param {unknown} error */
function whyNot(error) {
  if (error instanceof DOMException && error.name === "QuotaExceededError") {
    return "This phone has no room left for this module. Remove another module, or something else from the phone, and try again.";
  }
  if (error instanceof DOMException || error instanceof TypeError) {
    return "This browser did not let the module be kept. Private windows often do not: open it in an ordinary one.";
  }
  throw error;
}
