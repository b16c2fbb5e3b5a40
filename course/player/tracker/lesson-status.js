/** What SCORM 1.2's one word `lesson_status` says of a module: the rule, once. */

import { outcome } from "../outcome.js";

/** @typedef {import("../outcome.js").Standing} Standing @typedef {import("../outcome.js").Reporting} Reporting */

/** How far each word is along; a word never gives way to one that stands lower. */
const RANK = new Map([
  ["failed", 1],
  ["completed", 2],
  ["passed", 3],
]);

/**
 * Return the word to send, never lower than the one that the LMS already holds.
 *
 * A module that is complete is `passed` if its assessment was, else `completed`; one that is not is
 * `failed` after a try below the mark that is reported, otherwise `incomplete`. With the mapping
 * `completed-only` the one word for all that is complete is `completed`, and `failed` is never sent;
 * nor is it where reading alone completes. A later pass replaces `failed`; nothing replaces `passed`.
 *
 * @param {Standing} standing
 * @param {Reporting} reporting
 * @param {string} held what `lesson_status` read at the start
 */
export function lessonStatus(standing, reporting, held) {
  const wanted = wantedStatus(standing, reporting);
  return (RANK.get(wanted) ?? 0) > (RANK.get(held) ?? 0) ? wanted : keptStatus(held);
}

/** @param {Standing} standing @param {Reporting} reporting */
function wantedStatus(standing, reporting) {
  const { completed, success } = outcome(standing, reporting);
  const judges = reporting.statusMapping === "passed-failed";
  if (completed) return judges && success === "passed" ? "passed" : "completed";
  const fails = judges && reporting.completion !== "content" && success === "failed";
  return fails ? "failed" : "incomplete";
}

/** @param {string} held */
const keptStatus = (held) => (RANK.has(held) ? held : "incomplete");
