/**
 * Whether the learning system's server is in reach.
 *
 * Some systems answer a commit with "stored" although their request arrived nowhere, and never send it
 * again; and a browser says that it is online wherever it has any network. So before a commit the server
 * is asked for a small file of the package.
 * The first answer shows what an answer looks like, and whether asking tells anything at all: where a
 * system does not hand its files out by requests, none is made again.
 */

const PATIENCE_MS = 8_000;
/** One byte is enough. Not every system knows HEAD. */
const HEADERS = { Range: "bytes=0-0" };
const NONE = "none";
const OTHER = "status";

export class ServerCheck {
  /** Whether the last answer did not come, or was another one. */
  away = false;
  /** Whether it was another one: that of a page to sign in, as a rule. */
  signedOut = false;

  /** @param {string} [address] of the file; none where nothing can be asked */
  constructor(address) {
    this.address = address;
    this.usual = this.answer();
  }

  /** @returns {Promise<boolean>} true also where asking tells nothing */
  async isThere() {
    const usual = await this.usual;
    if (usual === NONE || usual.startsWith(OTHER)) return true;
    const answer = navigator.onLine ? await this.answer() : NONE;
    this.away = answer !== usual;
    this.signedOut = this.away && answer !== NONE;
    return !this.away;
  }

  /** @returns {Promise<string>} what is alike in all answers of a server that is there */
  async answer() {
    if (!this.address) return NONE;
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const response = await fetch(this.address, { headers: HEADERS, cache: "no-store", signal });
      await response.arrayBuffer();
      if (!response.ok) return `${OTHER} ${response.status}`;
      return `${response.redirected} ${response.headers.get("Content-Type")}`;
    } catch {
      return NONE;
    }
  }
}
