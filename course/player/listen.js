/** "Listen": a bar that reads a topic aloud, and buttons that read one line. Hidden without a voice. */

import { all, one } from "./dom.js";
import { piecesOf } from "./reading-text.js";
import { Speaker } from "./speaker.js";

/** On the root where there is a voice: the style shows the buttons by it. */
const CAN_SPEAK = "fs-can-speak";
const READ_NOW = "fs-read-now";

const SENTENCES = {
  playing: "Reading aloud.",
  paused: "Paused.",
  stopped: "Stopped.",
  finished: "That is the end of the topic.",
  failed: "Your browser could not read this aloud.",
};
const OTHER_VOICE = "Your device has no British voice, so this one sounds different.";
const LABELS = { playing: "Pause", paused: "Go on listening" };

/**
 * Offer listening wherever the page has a place for it.
 * @returns {() => void} what ends the reading: for whoever changes what is in view
 */
export function offerListening() {
  const synthesis = window.speechSynthesis;
  if (!synthesis || !("SpeechSynthesisUtterance" in window)) return () => {};
  const speaker = new Speaker(synthesis);
  const show = () => document.documentElement.classList.toggle(CAN_SPEAK, speaker.voice !== null);
  show();
  synthesis.addEventListener?.("voiceschanged", show); // they come late, and may be installed meanwhile
  synthesis.cancel(); // what an earlier page left behind
  window.addEventListener("pagehide", () => speaker.stop());
  for (const bar of all("[data-listen]")) new ListenBar(bar, speaker);
  listenToLines(speaker);
  return () => speaker.stop();
}

class ListenBar {
  /** @param {HTMLElement} bar @param {Speaker} speaker */
  constructor(bar, speaker) {
    this.speaker = speaker;
    this.place = bar.closest("[data-section]") ?? document;
    this.play = one("[data-listen-play]", bar);
    this.end = one("[data-listen-stop]", bar);
    this.words = one("[data-listen-state]", bar);
    this.invitation = this.play.textContent ?? "";
    /** @type {import("./speaker.js").SpeakerState} */
    this.state = "stopped";
    this.play.addEventListener("click", () => this.press());
    this.end.addEventListener("click", () => {
      this.play.focus(); // the button in hand is about to go
      this.speaker.stop();
    });
  }

  press() {
    if (this.state === "playing") this.speaker.pause();
    else if (this.state === "paused") this.speaker.goOn();
    else this.speaker.start(all("[data-reading]", this.place).flatMap(piecesOf), this);
  }

  /** @param {import("./speaker.js").SpeakerState} state */
  onState(state) {
    this.state = state;
    this.play.textContent = LABELS[state] ?? this.invitation;
    this.end.hidden = !(state in LABELS);
    const addition = state === "playing" && !this.speaker.isBritish ? ` ${OTHER_VOICE}` : "";
    this.words.textContent = SENTENCES[state] + addition;
    if (state !== "playing") this.mark(null);
  }

  /** @param {import("./reading-text.js").Piece} piece */
  onPiece({ element }) {
    this.mark(element);
  }

  /** Show which part is read. @param {Element|null} element */
  mark(element) {
    this.marked?.classList.remove(READ_NOW);
    element?.classList.add(READ_NOW);
    this.marked = element;
  }
}

/** One ear for all such buttons, since the page may be given new ones. @param {Speaker} speaker */
function listenToLines(speaker) {
  /** @type {HTMLElement|null} */
  let speaking = null;
  document.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest?.("[data-say]");
    if (!(button instanceof HTMLElement)) return;
    if (button === speaking) {
      speaker.stop();
      return;
    }
    const line = document.getElementById(button.dataset.say ?? "");
    if (!line) return;
    speaker.start(piecesOf(line), {
      onState: (state) => {
        speaking = state === "playing" ? button : null;
        if (button.firstChild) button.firstChild.nodeValue = speaking ? "Stop" : "Listen";
      },
    });
  });
}
