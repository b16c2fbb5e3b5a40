/** What the LRS knows already: before something is told that may be told only once. */

import { isStored, parsed } from "./endpoint.js";

/**
 * Return those of `completed` and `passed` of which the LRS has a statement about an activity in this
 * registration; null where it does not let us ask.
 * @param {import("./endpoint.js").Endpoint} endpoint
 * @param {{agent: string, activityId: string, registration: string}} about
 * @param {Record<string, {id: string}>} verbs
 * @returns {Promise<Set<string>|null>}
 */
export async function toldAlready(endpoint, { agent, activityId, registration }, verbs) {
  const names = ["completed", "passed"];
  const answers = await Promise.all(
    names.map((name) => {
      const verb = verbs[name].id;
      const params = { agent, activity: activityId, registration, verb, limit: "1" };
      return endpoint.send("GET", "statements", { params });
    }),
  );
  const pages = answers.map((answer) => (isStored(answer) ? parsed(answer.text)?.statements : null));
  if (!pages.every(Array.isArray)) return null;
  return new Set(names.filter((_, at) => pages[at].length > 0));
}

/** Return whether the LRS says that it has not got a statement: not whether it says nothing. @param {import("./endpoint.js").Endpoint} endpoint @param {string} statementId */
export async function isMissing(endpoint, statementId) {
  const answer = await endpoint.send("GET", "statements", { params: { statementId } });
  return answer.status === 404;
}
