/**
 * How a cmi5 session opens: token, launch data, learner's preferences.
 * Source: cmi5 (Quartz, 1st Edition), 8.1 (parameters), 8.2 (fetch), 10 (State) and 11 (Agent Profile).
 */

import { exchange, isStored, parsed } from "./endpoint.js";
import { webAddress } from "./launch-parameters.js";

export const PARAMETERS = ["endpoint", "fetch", "actor", "registration", "activityId"];

/** `error-code` of a fetch URL that was used before. */
const USED = "1";

/** A launch of which a part never came back may be asked once more. */
const SECOND_CHANCE_MS = 1_000;

/**
 * @typedef {object} LaunchData the part of the document `LMS.LaunchData` that we act on
 * @property {Record<string, any>} template
 * @property {"normal"|"browse"|"review"} mode
 * @property {number|null} masteryScore 0 to 1
 * @property {string} returnTo
 */

/**
 * Ask for the session's token. The address gives it once.
 * @param {string} url
 * @returns {Promise<{token?: string, trouble?: "used"|"noToken"|"noAnswer"}>}
 */
export async function fetchToken(url) {
  let answer = await exchange(url, { method: "POST" });
  if (answer.status === 0) {
    await new Promise((resolve) => setTimeout(resolve, SECOND_CHANCE_MS));
    answer = await exchange(url, { method: "POST" });
  }
  if (answer.status === 0) return { trouble: "noAnswer" };
  const body = parsed(answer.text) ?? {};
  // An error may come with the status 200.
  const token = body["auth-token"];
  if (isStored(answer) && typeof token === "string" && token) return { token };
  return { trouble: String(body["error-code"]) === USED ? "used" : "noToken" };
}

/**
 * Read what the LMS wrote for this launch.
 * @param {import("./endpoint.js").Endpoint} endpoint
 * @param {Record<string, string>} owner `activityId`, `agent`, `registration`
 * @returns {Promise<{data?: LaunchData, status: number}>} without data where there is none that can be used
 */
export async function readLaunchData(endpoint, owner) {
  const params = { ...owner, stateId: "LMS.LaunchData" };
  const answer = await endpoint.send("GET", "activities/state", { params });
  const found = isStored(answer) ? parsed(answer.text) : null;
  const template = found?.contextTemplate;
  if (!template || typeof template !== "object") return { status: answer.status };
  const mastery = Number(found.masteryScore ?? NaN);
  return {
    status: answer.status,
    data: {
      template,
      mode: modeOf(found.launchMode),
      masteryScore: mastery >= 0 && mastery <= 1 ? mastery : null,
      returnTo: webAddress(found.returnURL),
    },
  };
}

/**
 * Read whether the learner wants sound; many systems keep nothing, or let nobody read it.
 * @param {import("./endpoint.js").Endpoint} endpoint
 * @param {string} agent
 * @returns {Promise<"on"|"off"|undefined>}
 */
export async function readAudioPreference(endpoint, agent) {
  const params = { agent, profileId: "cmi5LearnerPreferences" };
  const answer = await endpoint.send("GET", "agents/profile", { params });
  const audio = isStored(answer) ? parsed(answer.text)?.audioPreference : undefined;
  return audio === "off" || audio === "on" ? audio : undefined;
}

/** @param {unknown} word @returns {"normal"|"browse"|"review"} */
function modeOf(word) {
  const mode = String(word).toLowerCase();
  return mode === "browse" || mode === "review" ? mode : "normal";
}
