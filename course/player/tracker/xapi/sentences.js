/** What a learner reads where a launch or a session does not go as it should. */

const AGAIN = "Close this window and open the module again from your learning system.";
const UNRECORDED = "You can read everything; nothing is recorded.";

export const SENTENCES = {
  used: `This launch has been used before. ${UNRECORDED} ${AGAIN}`,
  noToken: `Your learning system did not let this page in. ${UNRECORDED} ${AGAIN}`,
  noLaunchData: `Your learning system did not say how this visit is to be recorded. ${UNRECORDED} ${AGAIN}`,
  over: `This visit has ended. What you did in it was sent. ${UNRECORDED} ${AGAIN}`,
  noAnswer: `The record store of your learning system did not answer. ${UNRECORDED} ${AGAIN}`,
  ended: `Your learning system has ended this visit, perhaps because the module was opened once more elsewhere. What you do from now on is not recorded. ${AGAIN}`,
  conflict: "This module is also open in another window. What you do last is what is kept.",
  noPlace: "Your learning system takes your results, but does not keep your place in the module.",
};
