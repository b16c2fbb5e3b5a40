/** What is said after an answer: the twin of `course/rendering/feedback_view.py` and its templates. */

import { debriefElement } from "./conversation.js";
import { copyOf, fromCourse, make } from "./dom.js";
import { follow } from "./talk.js";
import { feedbackTexts, isJudged, isOrdered, namedIn, rightResponse, tellsRight } from "./marking.js";

/** @typedef {import("./marking.js").Question} Question @typedef {import("./marking.js").Result} Result */
/**
 * @typedef {object} Words what stands in both worlds alike, from `course/player_data.py`
 * @property {Record<string, string>} verdicts
 * @property {string} written with {} where the right spelling stands
 * @property {Record<string, string>} marks
 * @property {Record<string, string>} truth
 * @property {Record<string, string>} ratings
 * @property {readonly string[]} places
 * @property {Record<string, string>} endings
 * @property {Record<string, string>} aspects
 */
/** @typedef {{mark: string, words: string, answer: Node|null, why: string}} Line */

/** Return the mark of a whole result: partly right where some of it was. @param {Question} question @param {Result} result */
export function verdict(question, result) {
  if (!isJudged(question)) return "noted";
  if (result.success) return "right";
  return result.scaled > 0 ? "partly" : "wrong";
}

/**
 * Return what stands in a question's feedback after an answer.
 * @param {Question} question
 * @param {readonly string[]} response
 * @param {Result} result
 * @param {Words} words
 */
export function feedbackElement(question, response, result, words) {
  if (question.type === "conversation") return debriefElement(question, response, words);
  const mark = verdict(question, result);
  const box = make("div", { class: `fs-result fs-result--${mark}` }, verdictLine(mark, result, words));
  box.append(...reasons(question, linesOf(question, response, result, words)));
  if (mark !== "right" && mark !== "noted" && !tellsRight(question)) {
    box.append(rightAnswer(question, words));
  }
  return box;
}

/** The right answer, shown who asks for it. @param {Question} question @param {Words} words */
function rightAnswer(question, words) {
  const box = make("details", { class: "nhsuk-details fs-result__right" });
  const text = make("span", { class: "nhsuk-details__summary-text" }, "Show the answer");
  box.append(
    make("summary", { class: "nhsuk-details__summary" }, text),
    make(
      "div",
      { class: "nhsuk-details__text" },
      listed(question, inWords(question, rightResponse(question), words)),
    ),
  );
  return box;
}

/** What something is said of, with a colon unless it ends in a mark of its own. @param {Node} words */
function ledBy(words) {
  const colon = /[?!.:…]$/.test(words.textContent ?? "") ? "" : ":";
  return [make("strong", {}, words), `${colon} `];
}

/**
 * Return a question after an attempt, to be read only: answered, right, and why.
 * @param {Question} question
 * @param {readonly string[]|null} response null where it was not kept
 * @param {Result} result
 * @param {Words} words
 */
export function reviewElement(question, response, result, words) {
  const mark = verdict(question, result);
  const box = make("div", { class: `fs-review fs-review--${mark}`, id: `review-${question.id}` });
  box.append(verdictLine(mark, result, words), fromCourse("p", question.stem, { class: "fs-review__stem" }));
  const list = make("dl", { class: "fs-review__answers" });
  list.append(answerGroup("You answered", question, response, words));
  if (mark !== "right") {
    list.append(answerGroup("Right answer", question, rightResponse(question), words));
  }
  // What was answered stands above already: only lines with a mark of their own repeat it.
  const lines = linesOf(question, response ?? [], result, words);
  const told = lines.map((line) => (line.mark ? line : { ...line, answer: null }));
  box.append(list, ...reasons(question, told));
  return box;
}

/** @param {string} mark @param {Result} result @param {Words} words */
const verdictLine = (mark, { written }, words) =>
  make(
    "p",
    { class: "fs-result__verdict" },
    copyOf(`template[data-icon="${mark}"]`),
    make("span", {}, written ? words.written.replace("{}", () => written) : words.verdicts[mark]),
  );

/** @param {Question} question @param {readonly string[]} response @param {Result} result @param {Words} words */
function linesOf(question, response, result, words) {
  const texts = feedbackTexts(question);
  return result.feedback.map((key) => lineFor(question, response, result, key, texts, words));
}

/** @param {Question} question @param {readonly Line[]} lines */
function reasons(question, lines) {
  const explanation = fromCourse("p", question.explanation, { class: "fs-result__explanation" });
  if (lines.length === 0) return [explanation];
  return [make("ul", { class: "fs-reasons" }, ...lines.map(lineElement)), explanation];
}

/** @param {Line} line */
function lineElement(line) {
  const kind = `fs-reasons__line fs-reasons__line--${line.mark || "plain"}`;
  const element = make("li", { class: kind });
  if (line.answer) {
    const words = make("span", { class: "fs-reasons__word" }, `${line.words}:`);
    const answer = make("p", { class: "fs-reasons__answer" });
    if (line.mark) answer.append(copyOf(`template[data-icon="${line.mark}"]`));
    answer.append(make("span", {}, words, " ", line.answer));
    element.append(answer);
  }
  element.append(fromCourse("p", line.why, { class: "fs-reasons__why" }));
  return element;
}

/**
 * @param {Question} question @param {readonly string[]} response @param {Result} result
 * @param {string} key @param {Record<string, string>} texts @param {Words} words
 * @returns {Line}
 */
function lineFor(question, response, result, key, texts, words) {
  const why = texts[key];
  const plain = { mark: "", words: "", answer: null, why };
  const named = namedIn(question);
  switch (question.type) {
    case "true-false":
      return { ...plain, words: "You said", answer: document.createTextNode(words.truth[key]) };
    case "multiple": {
      const mark = optionMark(question, response, key);
      return { mark, words: words.marks[mark] ?? "", answer: textOf(named, key), why };
    }
    case "matching": {
      const mark = result.parts.some((part) => part.id === key && part.correct) ? "right" : "wrong";
      const target = response.find((part) => part.startsWith(`${key}.`))?.split(".")[1];
      const answer = target ? matchOf(question, key, target) : textOf(question.pairs, key);
      return { mark, words: words.marks[mark], answer, why };
    }
    case "ranking": {
      const place = result.feedback.indexOf(key);
      const mark = response[place] === key ? "right" : "";
      const told = `${words.places[place]} for the experts`;
      return { mark, words: told, answer: textOf(named, key), why };
    }
    case "rating":
      return ratingLine(question, response, key, why, words);
    default:
      if (!named.some((thing) => thing.id === key)) return plain;
      return { ...plain, words: "You chose", answer: textOf(named, key) };
  }
}

/** @param {Question} question @param {readonly string[]} response @param {string} key @param {string} why @param {Words} words @returns {Line} */
function ratingLine(question, response, key, why, words) {
  const experts = question.actions.find((action) => action.id === key).rating;
  const given = response.find((part) => part.startsWith(`${key}.`));
  const off = given ? Math.abs(Number(given.at(-1)) - Number(experts)) : Infinity;
  const mark = ["right", "partly"][off] ?? "wrong";
  const answer =
    off && given
      ? yoursAndTheirs(question, key, given.slice(-1), experts, words)
      : ratingOf(question, key, experts, words);
  return { mark, words: words.marks[mark], answer, why };
}

/** @param {Question} question @param {string} action @param {string} given @param {string} experts @param {Words} words */
function yoursAndTheirs(question, action, given, experts, words) {
  const fragment = document.createDocumentFragment();
  const [yours, theirs] = [given, experts].map((rating) => words.ratings[rating].toLowerCase());
  fragment.append(...ledBy(textOf(question.actions, action)));
  fragment.append(`you said ${yours}, experts say ${theirs}`);
  return fragment;
}

/** @param {Question} question @param {string} action @param {string} rating @param {Words} words */
function ratingOf(question, action, rating, words) {
  const fragment = document.createDocumentFragment();
  fragment.append(...ledBy(textOf(question.actions, action)), words.ratings[rating]);
  return fragment;
}

/** @param {Question} question @param {readonly string[]} response @param {string} key */
function optionMark(question, response, key) {
  const { correct } = question.options.find((option) => option.id === key);
  if (response.includes(key)) return correct ? "right" : "wrong";
  return correct ? "missed" : "";
}

/** @param {readonly {id: string, text: string}[]} things @param {string} id @returns {DocumentFragment} */
function textOf(things, id) {
  const fragment = document.createDocumentFragment();
  const thing = things.find((each) => each.id === id);
  fragment.append(...fromCourse("span", thing?.text ?? "").childNodes);
  return fragment;
}

/** @param {Question} question @param {string} source @param {string} target */
function matchOf(question, source, target) {
  const fragment = document.createDocumentFragment();
  fragment.append(...ledBy(textOf(question.pairs, source)), textOf(question.targets, target));
  return fragment;
}

/** @param {string} term @param {Question} question @param {readonly string[]|null} response @param {Words} words */
function answerGroup(term, question, response, words) {
  const lines = response === null ? null : inWords(question, response, words);
  return make("div", {}, make("dt", {}, term), make("dd", {}, listed(question, lines)));
}

/** @param {Question} question @param {Node[]|null} lines */
function listed(question, lines) {
  if (lines === null) return make("p", { class: "fs-review__none" }, "What you typed was not kept.");
  if (lines.length === 0) return make("p", { class: "fs-review__none" }, "No answer");
  if (lines.length === 1) return make("p", {}, lines[0]);
  const tag = isOrdered(question) ? "ol" : "ul";
  return make(tag, {}, ...lines.map((line) => make("li", {}, line)));
}

/** @param {Question} question @param {readonly string[]} response @param {Words} words @returns {Node[]} */
function inWords(question, response, words) {
  switch (question.type) {
    case "true-false":
      return response.map((word) => document.createTextNode(words.truth[word]));
    case "fill-in":
      return response.map((text) => document.createTextNode(text));
    case "numeric":
      return response.map((text) => document.createTextNode(`${text} ${question.unit}`.trim()));
    case "matching":
      return response.map((part) => matchOf(question, part.split(".")[0], part.split(".")[1]));
    case "rating":
      return response.map((part) => ratingOf(question, part.split(".")[0], part.split(".")[1], words));
    case "long-text":
      return response.map(() => document.createTextNode("You wrote something here. It was not kept."));
    case "conversation":
      return saidIn(question, response);
    default:
      return response.map((id) => textOf(namedIn(question), id));
  }
}

/** @param {Question} question @param {readonly string[]} path @returns {Node[]} */
function saidIn(question, path) {
  const talk = follow(question, path);
  return (talk?.said ?? []).map(({ saying }) => textOf([{ id: "", text: saying.say }], ""));
}
