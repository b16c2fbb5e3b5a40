/** A conversation on the page: what was said, what may be said now, and at the end how it went. */

import { all, button, copyOf, fromCourse, make, one } from "./dom.js";
import { ASPECTS, bestSaying, follow, keyOf, pointsOf } from "./talk.js";

/** @typedef {import("./marking.js").Question} Question @typedef {import("./talk.js").Talk} Talk */
/** @typedef {import("./feedback.js").Words} Words */

const MARKS = { good: "right", mixed: "partly", poor: "wrong" };

/** One conversation of the text. Its path is kept here until it is over. */
export class ConversationView {
  /**
   * @param {Question} question
   * @param {HTMLElement} root
   * @param {{onEnd: (path: string[]) => void, onRestart: () => void}} events
   */
  constructor(question, root, events) {
    this.question = question;
    this.root = root;
    this.events = events;
    /** @type {string[]} */
    this.path = [];
    this.show();
  }

  /** Show a path that was walked in an earlier visit. @param {readonly string[]} path */
  restore(path) {
    this.path = [...path];
    this.show();
  }

  /** @param {string} key */
  say(key) {
    this.path.push(key);
    this.show();
    const talk = this.talk();
    if (talk.now.choices.length === 0) this.events.onEnd(this.path);
    // The last thing said is read out and comes into view; the choices follow it.
    const last = /** @type {HTMLElement} */ (all(".fs-talk__line", this.root).at(-1));
    last.setAttribute("tabindex", "-1");
    last.focus();
  }

  /** @param {string[]} path */
  goBackTo(path) {
    this.path = path;
    this.events.onRestart();
    this.show();
    one(".fs-talk__choice", this.root).focus();
  }

  /** @returns {Talk} */
  talk() {
    return /** @type {Talk} */ (follow(this.question, this.path));
  }

  show() {
    const talk = this.talk();
    one(".fs-talk__lines", this.root).replaceChildren(
      ...talk.said.flatMap(({ turn, saying }) => [this.heard(turn), this.said(saying)]),
      this.heard(talk.now),
    );
    for (const old of all(".fs-talk__choices, .fs-talk__again", this.root)) old.remove();
    one("[data-talk]", this.root).append(...this.controls(talk));
  }

  /** @param {Record<string, any>} turn */
  heard(turn) {
    const person = this.question.people.find((each) => each.id === turn.who);
    const who = make("p", { class: "fs-talk__who" }, `${person.name}, `);
    who.append(...fromCourse("span", person.role).childNodes);
    const line = make("li", { class: "fs-talk__line" }, who);
    if (turn.scene) line.append(fromCourse("p", turn.scene, { class: "fs-talk__scene" }));
    line.append(fromCourse("p", turn.says, { class: "fs-talk__words" }));
    return line;
  }

  /** @param {Record<string, any>} saying */
  said(saying) {
    return make(
      "li",
      { class: "fs-talk__line fs-talk__line--you" },
      make("p", { class: "fs-talk__who" }, "You"),
      fromCourse("p", saying.say, { class: "fs-talk__words" }),
    );
  }

  /** @param {Talk} talk */
  controls(talk) {
    const again = make("p", { class: "fs-talk__again" });
    if (this.path.length > 0) {
      const secondary = "nhsuk-button--secondary nhsuk-button--small";
      again.append(
        button("Take back the last line", () => this.goBackTo(this.path.slice(0, -1)), secondary),
        " ",
        button("Start again", () => this.goBackTo([]), secondary),
      );
    }
    if (talk.now.choices.length === 0) return [again];
    const group = make("fieldset", { class: "fs-talk__choices" });
    group.append(make("legend", { class: "fs-talk__ask" }, "What do you say?"));
    for (const saying of talk.now.choices) {
      const choice = fromCourse("button", saying.say, { class: "fs-talk__choice", type: "button" });
      choice.addEventListener("click", () => this.say(keyOf(talk.now, saying)));
      group.append(choice);
    }
    return this.path.length > 0 ? [group, again] : [group];
  }
}

/** Return how a talk went. @param {Question} question @param {readonly string[]} path @param {Words} words */
export function debriefElement(question, path, words) {
  const talk = /** @type {Talk} */ (follow(question, path));
  const mark = MARKS[talk.now.ending];
  const verdict = make("p", { class: "fs-result__verdict" });
  verdict.append(
    copyOf(`template[data-icon="${mark}"]`),
    make("span", {}, words.endings[talk.now.ending]),
  );
  const box = make("div", { class: `fs-result fs-result--${mark}` }, verdict);
  box.append(
    fromCourse("p", talk.now.summary),
    make("dl", { class: "fs-aspects" }, ...ASPECTS.map((name) => aspectElement(talk, name, words))),
    make("ol", { class: "fs-reasons fs-reasons--talk" }, ...talk.said.map(lineElement)),
    fromCourse("p", question.explanation, { class: "fs-result__explanation" }),
  );
  return box;
}

/** @param {Talk} talk @param {string} name @param {Words} words */
function aspectElement(talk, name, words) {
  const [won, of] = pointsOf(talk, name);
  const bar = make("meter", {
    class: "fs-aspects__bar",
    min: "0",
    max: String(of || 1),
    value: String(Math.min(won, of)),
    "aria-hidden": "true",
  });
  const told = make("span", {}, won >= of ? "all of it" : `${won} of ${of}`);
  const term = make("dt", {}, words.aspects[name]);
  return make("div", { class: "fs-aspects__one" }, term, make("dd", {}, bar, " ", told));
}

/** @param {import("./talk.js").Said} said */
function lineElement({ turn, saying }) {
  const best = bestSaying(turn);
  const line = make("li", { class: "fs-reasons__line" });
  const answer = make("p", { class: "fs-reasons__answer" });
  const quote = make("span", {}, make("span", { class: "fs-reasons__word" }, "You said:"), " ");
  quote.append(...fromCourse("span", saying.say).childNodes);
  answer.append(quote);
  line.append(answer, fromCourse("p", saying.feedback, { class: "fs-reasons__why" }));
  if (best !== saying) {
    const better = make("p", { class: "fs-reasons__better" });
    better.append(make("span", { class: "fs-reasons__word" }, "Better:"), " ");
    better.append(...fromCourse("span", best.say).childNodes);
    line.append(better, fromCourse("p", best.feedback, { class: "fs-reasons__why" }));
  }
  return line;
}
