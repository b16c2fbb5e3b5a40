/**
 * Answers that could not be sent, kept in this browser until they can be.
 *
 * Wards share their computers: what is kept is sealed with a key that only the page of its writer brings,
 * so that nobody who signs in later, and nobody who looks into the browser, can read it.
 */

const PREFIX = "first-shift-unsent:";
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** @typedef {Record<string, [string, string][]>} Answers names and values of inputs, by question */

export class Unsent {
  /** @param {CryptoKey} key @param {string} name of the store's entry */
  constructor(key, name) {
    this.key = key;
    this.name = name;
    this.turn = 0;
  }

  /**
   * Return the place of a form; null where the browser keeps nothing, or cannot seal.
   * @param {HTMLFormElement} form with `data-kept-as`, the address of its page, and `data-kept-key`
   * @returns {Promise<Unsent|null>}
   */
  static async of(form) {
    const { keptAs, keptKey } = form.dataset;
    if (!keptAs || !keptKey || !globalThis.crypto?.subtle || !store()) return null;
    removeOld();
    const key = await crypto.subtle.importKey("raw", bytesOf(keptKey), "AES-GCM", false, ["encrypt", "decrypt"]);
    return new Unsent(key, nameOf(keptAs));
  }

  /** Keep these answers in place of what is kept; nothing to keep removes it. @param {Answers} answers @returns {Promise<boolean>} */
  async put(answers) {
    const turn = ++this.turn;
    if (Object.keys(answers).length === 0) {
      store()?.removeItem(this.name);
      return true;
    }
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(answers));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, text));
    if (turn !== this.turn) return true; // a later one has been kept, or removed, meanwhile
    try {
      store()?.setItem(this.name, JSON.stringify({ at: Date.now(), iv: textOf(iv), sealed: textOf(sealed) }));
      return true;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return false; // no room
    }
  }

  /** Return what is kept and when it was; null where nothing is, or not for this person. @returns {Promise<{answers: Answers, at: Date}|null>} */
  async take() {
    const kept = read(this.name);
    if (!kept) return null;
    try {
      const opened = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: bytesOf(kept.iv) },
        this.key,
        bytesOf(kept.sealed),
      );
      return { answers: JSON.parse(new TextDecoder().decode(opened)), at: new Date(kept.at) };
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return null; // sealed with a key of before
    }
  }
}

/**
 * Name the pages on which something waits, in a list that is hidden while nothing does.
 * @param {HTMLElement} note with `data-unsent-note`, the beginning of the pages' addresses
 */
export function tellUnsent(note) {
  const list = note.querySelector("ul");
  const begins = nameOf(note.dataset.unsentNote ?? "");
  for (const name of names()) {
    if (!name.startsWith(begins) || !read(name)) continue;
    const address = name.slice(nameOf("").length);
    const link = /** @type {HTMLAnchorElement|undefined} */ (
      [...document.querySelectorAll("a")].find((each) => each.getAttribute("href") === address)
    );
    const way = document.createElement("a");
    way.href = address;
    way.textContent = link?.textContent?.trim() || "A page of this form";
    const item = document.createElement("li");
    item.append(way);
    list?.append(item);
    note.hidden = false;
  }
}

/** @param {string} address */
const nameOf = (address) => `${PREFIX}${document.body.dataset.owner ?? ""}:${address}`;

/** @returns {Storage|null} */
function store() {
  try {
    return window.localStorage;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return null; // switched off
  }
}

/** @returns {string[]} */
function names() {
  return Object.keys(store() ?? {}).filter((name) => name.startsWith(PREFIX));
}

/** @param {string} name @returns {{at: number, iv: string, sealed: string}|null} */
function read(name) {
  try {
    const kept = JSON.parse(store()?.getItem(name) ?? "null");
    return typeof kept?.at === "number" && kept.iv && kept.sealed ? kept : null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

/** Remove what nobody has come back for, whoever wrote it. */
function removeOld() {
  for (const name of names()) {
    const kept = read(name);
    if (!kept || Date.now() - kept.at > KEPT_MS) store()?.removeItem(name);
  }
}

/** @param {Uint8Array} bytes */
const textOf = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

/** @param {string} text in base64 */
const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
