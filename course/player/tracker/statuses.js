/** What SCORM 2004's two statuses and its measure of progress say of a module: the rule, once. */

import { outcome } from "../outcome.js";

/** @typedef {import("../outcome.js").Standing} Standing @typedef {import("../outcome.js").Reporting} Reporting */
/** @typedef {{completion: string, success: string}} Statuses as `completion_status` and `success_status` */

/** How far each word of success is along; a word never gives way to one that stands lower. */
const RANK = new Map([
  ["failed", 1],
  ["passed", 2],
]);
const HIGHEST_UNFINISHED = 0.99;

/**
 * Return both words, neither lower than what the LMS already holds.
 *
 * The standard keeps completion and success apart, and so do we: `completion_status` is `completed` once
 * the module is, else `incomplete`; `success_status` follows the assessment. With the mapping
 * `completed-only`, for an LMS that counts nothing else, success is left as it is, which is `unknown`.
 *
 * @param {Standing} standing
 * @param {Reporting} reporting
 * @param {Statuses} held
 * @returns {Statuses}
 */
export function statuses(standing, reporting, held) {
  const { completed, success } = outcome(standing, reporting);
  const rises = (RANK.get(success) ?? 0) > (RANK.get(held.success) ?? 0);
  return {
    completion: completed || held.completion === "completed" ? "completed" : "incomplete",
    success: reporting.statusMapping === "passed-failed" && rises ? success : held.success,
  };
}

/**
 * Return `progress_measure`, 0 to 1. Some systems take 1 for completion, whatever the status says: so it
 * is 1 exactly where the module is completed, and somebody who has read all but not passed is short of it.
 * @param {number} progress share of topics and practice that is done
 * @param {boolean} completed
 */
export const progressMeasure = (progress, completed) =>
  completed ? 1 : Math.min(Math.floor(progress * 100) / 100, HIGHEST_UNFINISHED);
