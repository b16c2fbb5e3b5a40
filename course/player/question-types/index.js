/** The types of question by the name that authors write. */

import { asRight } from "./base.js";
import { MATCHING, SEQUENCING } from "./arranged.js";
import { MULTIPLE, SINGLE, TRUE_FALSE } from "./choices.js";
import { CONVERSATION } from "./conversation.js";
import { HOTSPOT } from "./hotspot.js";
import { RANKING, RATING } from "./situations.js";
import { FILL_IN, NUMERIC } from "./typed.js";
import { LIKERT, LONG_TEXT } from "./unjudged.js";

const QUESTION_TYPES = {
  single: asRight(SINGLE),
  multiple: asRight(MULTIPLE),
  "true-false": asRight(TRUE_FALSE),
  "fill-in": asRight(FILL_IN),
  numeric: asRight(NUMERIC),
  matching: asRight(MATCHING),
  sequencing: asRight(SEQUENCING),
  ranking: RANKING,
  rating: RATING,
  hotspot: asRight(HOTSPOT),
  likert: asRight(LIKERT),
  "long-text": asRight(LONG_TEXT),
  conversation: CONVERSATION,
};

/** Return what is known of a question's type. @param {import("./base.js").Question} question */
export const typeOf = (question) => QUESTION_TYPES[question.type];
