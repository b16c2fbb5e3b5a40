/** What an answer and an objective are called in an LMS. */

/**
 * Return the id of an answer in an LMS's journal: the same stem for every answer to a question, so
 * that reports can group by it, and a number from the second answer on.
 * @param {string} module
 * @param {string} question
 * @param {number} nth the how many-th answer of this learner it is, from 1
 */
export const interactionId = (module, question, nth) =>
  nth > 1 ? `fs.${module}.${question}.${nth}` : `fs.${module}.${question}`;

/**
 * Return the id of an objective in an LMS: a topic of a module, or a module among those of a course.
 * @param {...(string|undefined)} slugs from the widest to the narrowest
 */
export const objectiveId = (...slugs) => ["fs", ...slugs.filter(Boolean)].join(".");
