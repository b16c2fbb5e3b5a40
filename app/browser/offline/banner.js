/** The one line at the top that says what the network means for the learner now. */

import { button, make } from "../../../course/player/dom.js";

/** @typedef {import("./sending.js").Sent} Sent */
/** @typedef {import("./queue.js").Act} Act */
/** @typedef {{answers: number, notes: number}} Count what somebody has given or written */

const PRACTICE = "You are offline. What you answer is kept on this phone and sent later.";
const ASSESSMENT =
  "You are offline. The assessment is marked on the server: you can go on when the network is back. What you have saved so far is safe.";
const PLAIN = "You are offline. Nothing can be sent from this page until the network is back.";
const NOT_SENT = "You are offline, so this was not sent. What you typed is still here: send it when the network is back.";

export class Banner {
  /** @param {HTMLElement} element @param {() => void} onSend called for "Send now" */
  constructor(element, onSend) {
    this.element = element;
    this.onSend = onSend;
  }

  /** @param {Count} count what waits */
  offline(count) {
    const waiting = all(count) ? ` ${wait(count)}` : "";
    // The page that stands for another one says by itself that there is no network.
    if (document.querySelector("[data-kept-list]")) this.plain(waiting);
    else this.show("trouble", `${sentenceOf(document)}${waiting}`);
  }

  /** @param {Count} count */
  sending(count) {
    this.show("note", `Sending ${counted(count)} ${thatYouGave(count)}.`);
  }

  /** Something waits although there seems to be a network. @param {Count} count @param {Sent["obstacle"]} obstacle */
  stillWaiting(count, obstacle) {
    const why = obstacle === "trouble" ? "The server could not take them now." : "The server cannot be reached.";
    this.show("trouble", `${why} ${wait(count)}`, button("Send now", this.onSend, "nhsuk-button--secondary nhsuk-button--small"));
  }

  /** @param {Count} count */
  signIn(count) {
    const line = signInLink(`Sign in to send ${counted(count)}`);
    this.show("trouble", line, make("span", {}, ` ${thatYouGave(count)}. Nothing is lost.`));
  }

  /** The page in view is kept for somebody whose sign-in has ended. */
  locked() {
    this.show("trouble", "You are signed out. ", signInLink("Sign in to open what is kept on this phone"));
  }

  /** @param {Count} count @param {readonly string[]} refused */
  sent(count, refused) {
    const words = all(count) ? `${counted(count, true)} ${thatYouGave(count)} ${all(count) === 1 ? "is" : "are"} sent.` : "";
    const not = refused.length ? ` ${number(refused.length, "answer", true)} could not be taken: ${[...new Set(refused)].join(" ")}` : "";
    this.show(refused.length ? "trouble" : "note", `${words}${not}`.trim());
  }

  notSent() {
    this.show("trouble", NOT_SENT);
    this.element.setAttribute("tabindex", "-1");
    this.element.focus();
  }

  noRoom() {
    this.show(
      "trouble",
      "This phone has no room to keep your answer, or does not allow it. It was not saved: give it again when the network is back.",
    );
  }

  /** @param {string} sentence may be empty */
  plain(sentence) {
    if (sentence) this.show("trouble", sentence.trim());
    else this.clear();
  }

  clear() {
    this.element.replaceChildren();
  }

  /** @param {"note"|"trouble"} kind @param {...(Node|string)} parts */
  show(kind, ...parts) {
    const line = make("p", { class: "nhsuk-width-container" }, ...parts);
    if (line.textContent === this.element.textContent) return;
    this.element.className = `app-network app-network--${kind}`;
    this.element.replaceChildren(line);
  }
}

/** @param {ParentNode} page */
function sentenceOf(page) {
  if (page.querySelector("form[data-needs-network]")) return ASSESSMENT;
  return page.querySelector("form.fs-practice") ? PRACTICE : PLAIN;
}

/** @param {string} words @returns {Node|string} the words alone on the page of the sign-in itself */
function signInLink(words) {
  const here = window.location.pathname;
  return here.startsWith("/sign-in") ? words : make("a", { href: `/sign-in?next=${encodeURIComponent(here)}` }, words);
}

/** @param {readonly Act[]} acts @returns {Count} */
export const countOf = (acts) => ({
  answers: acts.filter((act) => act.kind === "answered").length,
  notes: acts.filter((act) => act.kind === "noted").length,
});

/** @param {Count} count */
export const all = ({ answers, notes }) => answers + notes;

/** @param {Count} count @param {boolean} [first] at the beginning of a sentence */
function counted({ answers, notes }, first = false) {
  if (notes === 0) return number(answers, "answer", first);
  if (answers === 0) return number(notes, "note", first);
  return `${number(answers, "answer", first)} and ${number(notes, "note")}`;
}

/** @param {number} many @param {string} thing @param {boolean} [first] */
function number(many, thing, first = false) {
  if (many !== 1) return `${many} ${thing}s`;
  return `${first ? "One" : "one"} ${thing}`;
}

/** @param {Count} count */
const thatYouGave = ({ answers }) => (answers > 0 ? "that you gave offline" : "that you wrote offline");

/** @param {Count} count */
const wait = (count) => `${counted(count, true)} ${all(count) === 1 ? "waits" : "wait"} on this phone.`;
