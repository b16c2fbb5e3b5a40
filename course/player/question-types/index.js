/** The types of question by the name that authors write. */

import { MATCHING, SEQUENCING } from "./arranged.js";
import { MULTIPLE, SINGLE, TRUE_FALSE } from "./choices.js";
import { FILL_IN, NUMERIC } from "./typed.js";

const QUESTION_TYPES = {
  single: SINGLE,
  multiple: MULTIPLE,
  "true-false": TRUE_FALSE,
  "fill-in": FILL_IN,
  numeric: NUMERIC,
  matching: MATCHING,
  sequencing: SEQUENCING,
};

/** Return what is known of a question's type. @param {import("./base.js").Question} question */
export const typeOf = (question) => QUESTION_TYPES[question.type];
