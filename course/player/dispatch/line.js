/**
 * The line between the two windows. On either side it hears one window of one origin only, in messages
 * of this launch that are on the list, and speaks to that origin only.
 */

const PROTOCOL = "first-shift-dispatch-1";

/**
 * @typedef {object} Ends
 * @property {Window} peer the other window
 * @property {string} origin of the other window
 * @property {string} nonce of this launch, known to both
 */

export class Line {
  /**
   * @param {Ends} ends
   * @param {import("./letters.js").Letters} letters what the other side may say
   * @param {(type: string, body: any) => void} receive
   */
  constructor({ peer, origin, nonce }, letters, receive) {
    this.peer = peer;
    this.origin = origin;
    this.nonce = nonce;
    this.letters = letters;
    this.receive = receive;
    this.listener = (/** @type {MessageEvent} */ event) => this.hear(event);
    window.addEventListener("message", this.listener);
  }

  /** @param {string} type @param {Record<string, unknown>} [body] */
  send(type, body = {}) {
    this.peer.postMessage({ protocol: PROTOCOL, nonce: this.nonce, type, body }, this.origin);
  }

  /** @param {MessageEvent} event */
  hear({ source, origin, data }) {
    if (source !== this.peer || origin !== this.origin) return;
    if (typeof data !== "object" || data === null || data.protocol !== PROTOCOL) return;
    if (data.nonce !== this.nonce) return;
    const check = this.letters.get(data.type);
    if (check?.(data.body)) this.receive(data.type, data.body);
  }

  /** Hear nothing more. */
  close() {
    window.removeEventListener("message", this.listener);
  }
}
