/**
 * The parts of a statement, as plain data. Source: xAPI 1.0.3, Data, 2.4.
 *
 * @typedef {Record<string, any>} Statement
 * @typedef {{id: string, definition?: Record<string, any>}} Activity
 */

/**
 * @typedef {object} ModuleActivities
 * @property {Activity} activity the module itself
 * @property {Activity} assessment
 * @property {Record<string, Activity>} topics by slug
 * @property {Record<string, Activity>} items by the question's id
 */

/**
 * @typedef {object} XapiData as `packager/xapi_data.py` writes it
 * @property {string} platform
 * @property {string} language
 * @property {string} revision the version of what is launched
 * @property {Activity} course
 * @property {Activity} root what is launched: the one module, or the course
 * @property {Record<string, ModuleActivities>} modules by slug
 * @property {Record<string, {id: string, display: Record<string, string>}>} verbs by name
 * @property {string} stateId
 * @property {{session: string, attempt: string, purpose: string, progress: string}} extensions
 */

import { xapiResponse } from "../../interactions.js";
import { isJudged } from "../../marking.js";
import { duration } from "../../time.js";

/** Return a new version 4 UUID; `crypto.randomUUID` is closed to pages without TLS. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/**
 * Return a statement.
 * @param {{id: string, at: number, actor: any, verb: any, object: Activity, context: any, result?: any}} parts
 *   at: milliseconds since 1970
 * @returns {Statement}
 */
export const statement = ({ id, at, actor, verb, object, context, result }) => ({
  id,
  actor,
  verb,
  object: { objectType: "Activity", ...object },
  ...(result ? { result } : {}),
  context,
  timestamp: new Date(at).toISOString(),
});

/** Return a score. @param {number} percent 0 to 100 @param {boolean} whole whether raw may only be a whole number */
export const scoreOf = (percent, whole) => ({
  scaled: Math.round(percent * 100) / 10_000,
  raw: whole ? Math.floor(percent) : percent,
  min: 0,
  max: 100,
});

/**
 * Return the result of one answer. What is neither right nor wrong has neither success nor score, and
 * what somebody wrote for themselves is no response.
 * @param {import("../interface.js").Recorded} recorded
 */
export function resultOf({ question, response, correct, scaled, latencyMs }) {
  const words = response && xapiResponse(question, response);
  const judged = isJudged(question);
  return {
    ...(words ? { response: words } : {}),
    ...(judged ? { success: correct } : {}),
    ...(judged && scaled !== null ? { score: { scaled } } : {}),
    duration: duration(latencyMs),
  };
}

/**
 * Return a context with activities and extensions added: nothing that stands in it is overwritten, and no
 * activity is named twice in a list.
 * @param {Record<string, any>} context
 * @param {{activities?: Record<string, readonly Activity[]>, extensions?: Record<string, any>} & Record<string, any>} additions
 *   what is undefined is left out
 */
export function enriched(context, { activities = {}, extensions = {}, ...others }) {
  const lists = { ...context.contextActivities };
  for (const [name, added] of Object.entries(activities)) {
    const held = [lists[name] ?? []].flat();
    for (const each of added) {
      if (held.every((other) => other.id !== each.id)) held.push(each);
    }
    lists[name] = held;
  }
  const known = Object.entries(others).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(known),
    ...context,
    contextActivities: lists,
    extensions: { ...extensions, ...context.extensions },
  };
}
