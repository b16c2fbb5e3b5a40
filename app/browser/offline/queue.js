/** What was done without network and waits on this phone, each act for the person who did it. */

const NAME = "first-shift";
const ACTS = "acts";

/**
 * @typedef {object} Act
 * @property {string} id made here, so that the server takes it once
 * @property {string} owner opaque id of who did it
 * @property {"opened"|"answered"|"noted"} kind
 * @property {string} module slug
 * @property {string} topic slug
 * @property {string} what the topic that was opened or noted on, or the question that was answered
 * @property {string[]} response
 * @property {string} [note] what was written
 * @property {number|null} [version] of the note that was changed; null where that was not seen
 * @property {string} at ISO 8601, by this phone's clock
 * @property {number} [seq] its place, given by the store
 */

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(ACTS, { keyPath: "seq", autoIncrement: true });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/**
 * Do one thing with the store; it is on the disk once the promise is kept.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} ask
 * @returns {Promise<T>}
 */
async function withStore(mode, ask) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(ACTS, mode);
      const asked = ask(transaction.objectStore(ACTS));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Keep an act until it is sent. Throws a DOMException where the phone has no room. @param {Omit<Act, "id"|"at">} done */
export async function add(done) {
  const act = { ...done, id: uuid(), at: new Date().toISOString() };
  await withStore("readwrite", (store) => store.add(act));
}

/** Return what waits, in the order in which it was done. @param {string} [owner] of everybody without @returns {Promise<Act[]>} */
export async function waiting(owner) {
  try {
    const acts = await withStore("readonly", (store) => store.getAll());
    return owner === undefined ? acts : acts.filter((act) => act.owner === owner);
  } catch (error) {
    // A browser that keeps nothing, such as a private window of some: then nothing waits.
    if (error instanceof DOMException) return [];
    throw error;
  }
}

/** @param {Act} act */
export const remove = (act) =>
  withStore("readwrite", (store) => store.delete(/** @type {number} */ (act.seq)));

/** Return a new UUID of version 4. Source: RFC 9562, section 5.4. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
