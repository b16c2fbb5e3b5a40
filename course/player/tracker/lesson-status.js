/** What SCORM 1.2's one word `lesson_status` says of a module: the rule, once. */

/**
 * @typedef {object} Standing where the learner stands
 * @property {boolean} hasAssessment
 * @property {boolean} completed every topic opened and every practice question answered
 * @property {boolean} passed the assessment has been passed, in this visit or an earlier one
 * @property {boolean} tried at least one try at the assessment has been sent
 */

/**
 * @typedef {object} Reporting choices made when the package was built
 * @property {"passed-failed"|"completed-only"} statusMapping
 * @property {boolean} reportFailed
 */

/** How far each word is along; a word never gives way to one that stands lower. */
const RANK = new Map([
  ["failed", 1],
  ["completed", 2],
  ["passed", 3],
]);

/**
 * Return the word to send, never lower than the one that the LMS already holds.
 *
 * Without an assessment a module is `completed` once it is completed. With one, the assessment alone
 * decides: `passed` as soon as it is passed (topics still unread do not hold it back, for a doctor
 * may know the matter already); `failed` after a try below the mark, if failed tries are reported;
 * otherwise `incomplete`. With the mapping `completed-only` the word for a pass is `completed` and
 * `failed` is never sent. A later pass replaces `failed`; nothing replaces `passed`.
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
  const done = reporting.statusMapping === "completed-only" ? "completed" : "passed";
  if (!standing.hasAssessment) return standing.completed ? "completed" : "incomplete";
  if (standing.passed) return done;
  const fails = reporting.statusMapping === "passed-failed" && reporting.reportFailed;
  return standing.tried && fails ? "failed" : "incomplete";
}

/** @param {string} held */
const keptStatus = (held) => (RANK.has(held) ? held : "incomplete");
