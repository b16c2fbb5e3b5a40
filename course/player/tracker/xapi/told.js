/** What the LRS knows already: before something is told that may be told only once. */

import { isStored, parsed } from "./endpoint.js";

/**
 * Return those of the verbs of which the LRS has a statement about an activity in this registration; none
 * where it does not let us ask.
 * @param {import("./endpoint.js").Endpoint} endpoint
 * @param {{agent: string, activityId: string, registration: string}} about
 * @param {Record<string, {id: string}>} verbs
 * @returns {Promise<Set<string>>}
 */
export async function toldAlready(endpoint, { agent, activityId, registration }, verbs) {
  const names = ["completed", "passed"];
  const found = await Promise.all(
    names.map(async (name) => {
      const verb = verbs[name].id;
      const params = { agent, activity: activityId, registration, verb, limit: "1" };
      const answer = await endpoint.send("GET", "statements", { params });
      return isStored(answer) && parsed(answer.text)?.statements?.length > 0;
    }),
  );
  return new Set(names.filter((_, at) => found[at]));
}

/** Return whether the LRS has a statement. @param {import("./endpoint.js").Endpoint} endpoint @param {string} statementId */
export async function isKnown(endpoint, statementId) {
  return isStored(await endpoint.send("GET", "statements", { params: { statementId } }));
}
