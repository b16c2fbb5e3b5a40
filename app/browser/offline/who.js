/** Whose sign-in the server sees now, for pages and the service worker alike. */

import { allKept, isCertain, setCertain } from "./caches.js";

/** Return an opaque id, empty where nobody is signed in; null where the server does not say. @returns {Promise<string|null>} */
export async function whoIsHere() {
  try {
    const answer = await fetch("/offline/who", { cache: "no-store" });
    return answer.ok ? (await answer.json()).owner : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/**
 * Show kept pages no more once the server says that nobody is signed in: the sign-in was ended elsewhere, or
 * has run out. They stay on the phone for the one who kept them, and open again at that person's sign-in.
 */
export async function lockIfNobody() {
  if (!("caches" in globalThis)) return;
  try {
    if (!(await isCertain()) || (await allKept()).length === 0) return;
    if ((await whoIsHere()) === "") await setCertain(false);
  } catch (error) {
    // A browser that lets pages store nothing keeps nothing that could be read.
    if (!(error instanceof DOMException)) throw error;
  }
}
