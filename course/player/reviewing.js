/** What is shown of a try that was sent: the twin of `course/reviewing.py`. */

/** @typedef {"feedback"|"marks"|"score"} Review */

/** Return what is shown: all once any try was a pass, before it as the module says. @param {Review} review @param {boolean} passed @returns {Review} */
export const shownOfATry = (review, passed) => (passed ? "feedback" : review);
