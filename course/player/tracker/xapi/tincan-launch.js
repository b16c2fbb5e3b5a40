/**
 * The launch of a package with `tincan.xml`: who, where, with which rights.
 * Source: RusticiSoftware/launch, lms_lrs.md; older systems send lists where an agent has one value.
 */

import { parsed } from "./endpoint.js";

export const REQUIRED = ["endpoint", "auth", "actor"];
export const OPTIONAL = ["registration", "activity_id", "activity_platform", "grouping"];

/** Return the header `Authorization`: some systems leave out its scheme. @param {string} auth */
export const authorizationOf = (auth) => (auth.includes(" ") ? auth : `Basic ${auth}`);

/** @param {any} value the first of a list, or the value itself */
const first = (value) => (Array.isArray(value) ? value[0] : value);

/**
 * Return an agent with one identity, from what old and new systems send; null where there is none.
 * @param {string} text
 * @returns {Record<string, any>|null}
 */
export function agentOf(text) {
  const given = parsed(text);
  if (!given || typeof given !== "object") return null;
  const name = first(given.name);
  const identity = identityOf(given);
  return identity && { objectType: "Agent", ...(name ? { name: String(name) } : {}), ...identity };
}

/** @param {Record<string, any>} given */
function identityOf(given) {
  const account = first(given.account);
  const homePage = account?.homePage ?? account?.accountServiceHomePage;
  const accountName = account?.name ?? account?.accountName;
  if (homePage && accountName) return { account: { homePage, name: String(accountName) } };
  const mbox = first(given.mbox);
  if (mbox) return { mbox: String(mbox).startsWith("mailto:") ? mbox : `mailto:${mbox}` };
  for (const kind of ["mbox_sha1sum", "openid"]) {
    const value = first(given[kind]);
    if (value) return { [kind]: value };
  }
  return null;
}
