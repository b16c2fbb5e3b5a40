/**
 * One request to an LRS: its headers, its time limit, and its life beyond the page.
 *
 * Sources: xAPI 1.0.3, Communication, 1.2 (headers) and 3.3 (versions); Fetch, "HTTP-network-or-cache
 * fetch": the bodies of all keepalive requests in flight may hold 64 KiB together.
 */

const VERSION = "1.0.3";
const TIMEOUT_MS = 20_000;
const KEEPALIVE_BYTES = 60_000;

/**
 * @typedef {object} Answer
 * @property {number} status of HTTP; 0 where nobody answered in time
 * @property {string} text
 * @property {string|null} etag
 */

/** @param {string} text its length as it travels, in bytes */
export const bytesOf = (text) => new TextEncoder().encode(text).length;

/** @param {Answer} answer */
export const isStored = ({ status }) => status >= 200 && status < 300;

/** Whether the same request may succeed in a while. @param {Answer} answer */
export const isPassing = ({ status }) =>
  status === 0 || status === 408 || status === 425 || status === 429 || status >= 500;

/** Return what a JSON text holds, or null where it holds none. @param {string} text @returns {any} */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export class Endpoint {
  /** @param {{endpoint: string, authorization: string}} access endpoint: with or without a slash at its end */
  constructor({ endpoint, authorization }) {
    this.base = endpoint.replace(/\/+$/, "");
    this.authorization = authorization;
    this.aliveBytes = 0;
  }

  /** Whether a request with this body would live on when the page is gone. @param {string} body */
  outlives(body) {
    return this.aliveBytes + bytesOf(body) <= KEEPALIVE_BYTES;
  }

  /**
   * Send a request. Everything up to the network happens before this returns: a page that is being left
   * may call it.
   * @param {string} method
   * @param {string} resource `statements`, `activities/state`, …
   * @param {{params?: Record<string, string>, body?: string, headers?: Record<string, string>}} [parts]
   * @returns {Promise<Answer>}
   */
  async send(method, resource, { params = {}, body, headers = {} } = {}) {
    const query = new URLSearchParams(params).toString();
    const url = `${this.base}/${resource}${query ? `?${query}` : ""}`;
    const keepalive = body !== undefined && this.outlives(body);
    const bytes = keepalive ? bytesOf(body) : 0;
    this.aliveBytes += bytes;
    const answer = await exchange(url, {
      method,
      body,
      keepalive,
      headers: {
        Authorization: this.authorization,
        "X-Experience-API-Version": VERSION,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
    });
    this.aliveBytes -= bytes;
    return answer;
  }
}

/**
 * Fetch without cookies, and without ever throwing.
 * @param {string} url
 * @param {RequestInit} options
 * @returns {Promise<Answer>}
 */
export async function exchange(url, options) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      credentials: "omit",
      cache: "no-store",
      signal: limit.signal,
      ...options,
    });
    const text = await response.text();
    return { status: response.status, text, etag: response.headers.get("ETag") };
  } catch {
    return { status: 0, text: "", etag: null };
  } finally {
    clearTimeout(timer);
  }
}
