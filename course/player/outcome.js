/** What counts as done and as passed: the rule of the package, once for every kind of learning system. */

/**
 * @typedef {object} Standing where the learner stands
 * @property {boolean} hasAssessment
 * @property {boolean} read every topic opened and every practice question answered
 * @property {boolean} passed the assessment has been passed, in this visit or an earlier one
 * @property {boolean} tried at least one try at the assessment has been sent
 * @property {boolean} exhausted no try at the assessment is left
 */

/**
 * @typedef {object} Reporting choices made when the package was built
 * @property {"passed-failed"|"completed-only"} statusMapping
 * @property {boolean} reportFailed
 * @property {"assessment"|"content"|"both"} completion what completes a module
 */

/** @typedef {{completed: boolean, success: "passed"|"failed"|"unknown"}} Outcome */

/**
 * Return how a module stands.
 *
 * `assessment`: a pass completes it; topics still unread do not hold it back, for a doctor may know
 * the matter already. `content`: it is complete once it is read and its practice answered. `both`:
 * once it is read and passed. A module without an assessment is complete once it is read. A try below
 * the mark is `failed` where failed tries are reported, and always when no try is left.
 * @param {Standing} standing
 * @param {Reporting} reporting
 * @returns {Outcome}
 */
export function outcome(standing, reporting) {
  const { hasAssessment, read, passed, tried, exhausted } = standing;
  const completed = {
    assessment: hasAssessment ? passed : read,
    content: read,
    both: read && (passed || !hasAssessment),
  }[reporting.completion];
  const failed = tried && (reporting.reportFailed || exhausted);
  return { completed, success: passed ? "passed" : failed ? "failed" : "unknown" };
}
