/** Sending what waits on this phone: one act at a time, each gone from here only once the server has it. */

import { remove, waiting } from "./queue.js";

/** @typedef {import("./queue.js").Act} Act */
/** @typedef {"none"|"away"|"signed-out"|"trouble"} Obstacle */
/**
 * @typedef {object} Sent
 * @property {Act[]} taken
 * @property {string[]} refused sentences of the server, one for each act that it will never take
 * @property {Obstacle} obstacle why something still waits
 */

/** Send what a person's phone keeps for them; where another tab is at it, do nothing. @param {string} owner @returns {Promise<Sent|null>} */
export async function send(owner) {
  if (!navigator.locks) return sendAll(owner);
  return navigator.locks.request("first-shift-sending", { ifAvailable: true }, (lock) =>
    lock ? sendAll(owner) : null,
  );
}

/** @param {string} owner @returns {Promise<Sent>} */
async function sendAll(owner) {
  /** @type {Sent} */
  const sent = { taken: [], refused: [], obstacle: "none" };
  try {
    const acts = await waiting(owner);
    const token = acts.length > 0 ? await freshToken(owner) : "";
    for (const act of acts) {
      const sentence = await tell(act, token);
      await remove(act);
      if (sentence) sent.refused.push(sentence);
      else sent.taken.push(act);
    }
  } catch (error) {
    if (error instanceof Stopped) sent.obstacle = error.obstacle;
    else if (error instanceof TypeError) sent.obstacle = "away";
    else throw error;
  }
  return sent;
}

/** Thrown where the server answers, and takes nothing now. */
class Stopped extends Error {
  /** @param {Obstacle} obstacle */
  constructor(obstacle) {
    super(obstacle);
    this.obstacle = obstacle;
  }
}

/** The page may be older than the sign-in, and so its token. @param {string} owner @returns {Promise<string>} */
async function freshToken(owner) {
  const answer = await fetch("/offline/who", { cache: "no-store" });
  if (!answer.ok) throw new Stopped("trouble");
  const who = await answer.json();
  if (who.owner !== owner) throw new Stopped("signed-out");
  return who.token;
}

/** @param {Act} act @param {string} token @returns {Promise<string>} why it will never be taken; empty where it is */
async function tell(act, token) {
  const { id, owner, kind, module, what, response, at, note = "", version = null } = act;
  const answer = await fetch("/offline/acts", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ id, owner, kind, module, what, response, note, version, at, sent: new Date().toISOString() }),
  });
  if (answer.redirected || answer.status === 409) throw new Stopped("signed-out");
  if (!answer.ok) throw new Stopped("trouble");
  const said = await answer.json();
  return said.taken ? "" : said.sentence;
}
