/** The one line at the top that says what the network means for the learner now. */

import { button, make } from "../../../course/player/dom.js";

/** @typedef {import("./sending.js").Sent} Sent */

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

  /** @param {number} answers how many wait */
  offline(answers) {
    const waiting = answers ? ` ${wait(answers)}` : "";
    // The page that stands for another one says by itself that there is no network.
    if (document.querySelector("[data-kept-list]")) this.plain(waiting);
    else this.show("trouble", `${sentenceOf(document)}${waiting}`);
  }

  /** @param {number} answers */
  sending(answers) {
    this.show("note", `Sending ${counted(answers)} that you gave offline.`);
  }

  /** Answers wait although there seems to be a network. @param {number} answers @param {Sent["obstacle"]} obstacle */
  stillWaiting(answers, obstacle) {
    const why = obstacle === "trouble" ? "The server could not take them now." : "The server cannot be reached.";
    this.show("trouble", `${why} ${wait(answers)}`, button("Send now", this.onSend, "nhsuk-button--secondary nhsuk-button--small"));
  }

  /** @param {number} answers */
  signIn(answers) {
    const here = window.location.pathname;
    const address = here.startsWith("/sign-in") ? "" : `/sign-in?next=${encodeURIComponent(here)}`;
    const words = `Sign in to send ${counted(answers)}`;
    const line = address ? make("a", { href: address }, words) : words;
    this.show("trouble", line, make("span", {}, " that you gave offline. Nothing is lost."));
  }

  /** @param {number} answers @param {readonly string[]} refused */
  sent(answers, refused) {
    const words = answers ? `${counted(answers, true)} that you gave offline ${answers === 1 ? "is" : "are"} sent.` : "";
    const not = refused.length ? ` ${counted(refused.length, true)} could not be taken: ${[...new Set(refused)].join(" ")}` : "";
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

/** @param {number} answers @param {boolean} [first] at the beginning of a sentence */
function counted(answers, first = false) {
  if (answers !== 1) return `${answers} answers`;
  return first ? "One answer" : "one answer";
}

/** @param {number} answers */
const wait = (answers) => `${counted(answers, true)} ${answers === 1 ? "waits" : "wait"} on this phone.`;
