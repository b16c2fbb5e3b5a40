/** The parameters of a launch, which stand in the page's address the first time and in the tab after that. */

import { Kept } from "./kept.js";

/**
 * Take the parameters out of the address. They stay with the tab, so that the page can be loaded again;
 * where the tab may keep nothing, the address stays as it is.
 * @param {readonly string[]} required
 * @param {readonly string[]} [optional]
 * @returns {Record<string, string>|null} null where it is no such launch
 */
export function takeParameters(required, optional = []) {
  const kept = keptParameters();
  const query = new URLSearchParams(window.location.search);
  const names = [...required, ...optional].filter((name) => query.has(name));
  if (!required.every((name) => query.get(name))) return names.length > 0 ? null : kept.read();
  const found = Object.fromEntries(names.map((name) => [name, query.get(name) ?? ""]));
  if (kept.write(found)) {
    for (const name of names) query.delete(name);
    const rest = query.toString();
    const { pathname, hash } = window.location;
    window.history.replaceState(window.history.state, "", `${pathname}${rest ? `?${rest}` : ""}${hash}`);
  }
  return found;
}

/** Where the tab keeps them. */
export const keptParameters = () => new Kept("sessionStorage", `launch ${window.location.pathname}`);

/** Return an address of the web, or an empty text: what a launch names is not trusted. @param {unknown} text */
export function webAddress(text) {
  try {
    const url = new URL(String(text));
    return ["https:", "http:"].includes(url.protocol) ? url.href : "";
  } catch {
    return "";
  }
}
