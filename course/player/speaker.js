/** The browser's voice: one for the page, so that whoever begins to speak silences what spoke before. */

/** @typedef {"playing"|"paused"|"stopped"|"finished"|"failed"} SpeakerState */
/** @typedef {import("./reading-text.js").Piece} Piece */
/** @typedef {{onState: (state: SpeakerState) => void, onPiece?: (piece: Piece) => void}} Listener */

/** A little slower than voices are by themselves: many listeners learnt English elsewhere. */
const RATE = 0.95;

/** @type {Listener} */
const NOBODY = { onState: () => {} };

export class Speaker {
  /** @param {SpeechSynthesis} synthesis */
  constructor(synthesis) {
    this.synthesis = synthesis;
    /** @type {Piece[]} */
    this.pieces = [];
    this.at = 0;
    /** @type {Listener} */
    this.listener = NOBODY;
    /** @type {SpeakerState} */
    this.state = "stopped";
    // Kept, since Chrome forgets an utterance that nobody holds, and its end with it.
    /** @type {SpeechSynthesisUtterance|null} */
    this.utterance = null;
  }

  /** The voice to read with: a British one, else another English one, else none. */
  get voice() {
    const voices = this.synthesis.getVoices();
    const ofLanguage = (/** @type {string} */ language) =>
      voices.filter((voice) => voice.lang.replace("_", "-").toLowerCase().startsWith(language));
    const [best] = [...localFirst(ofLanguage("en-gb")), ...localFirst(ofLanguage("en"))];
    return best ?? null;
  }

  get isBritish() {
    return /^en[-_]gb/i.test(this.voice?.lang ?? "");
  }

  /** Read from the beginning. @param {Piece[]} pieces @param {Listener} listener */
  start(pieces, listener) {
    this.stop();
    this.pieces = pieces;
    this.at = 0;
    this.listener = listener;
    this.goOn();
  }

  /**
   * Begin again with the piece that was interrupted. The browser's own pause is not used: on phones it
   * ends the reading.
   */
  goOn() {
    this.tell("playing");
    this.speak();
  }

  pause() {
    this.silence();
    this.tell("paused");
  }

  /** End the reading, if there is one. */
  stop() {
    if (this.state !== "playing" && this.state !== "paused") return;
    this.silence();
    this.tell("stopped");
  }

  silence() {
    this.utterance = null;
    this.synthesis.cancel();
  }

  speak() {
    const piece = this.pieces[this.at];
    if (!piece) {
      this.utterance = null;
      this.tell("finished");
      return;
    }
    const utterance = new SpeechSynthesisUtterance(piece.text);
    const voice = this.voice;
    if (voice) {
      utterance.voice = voice;
      utterance.lang = voice.lang;
    }
    utterance.rate = RATE;
    utterance.addEventListener("end", () => {
      if (this.utterance !== utterance) return;
      this.at += 1;
      this.speak();
    });
    utterance.addEventListener("error", () => {
      if (this.utterance !== utterance) return;
      this.silence();
      this.tell("failed");
    });
    this.utterance = utterance;
    this.listener.onPiece?.(piece);
    this.synthesis.speak(utterance);
  }

  /** @param {SpeakerState} state */
  tell(state) {
    this.state = state;
    this.listener.onState(state);
  }
}

/** Voices of the device read on without the net. @param {SpeechSynthesisVoice[]} voices */
function localFirst(voices) {
  return [...voices.filter((voice) => voice.localService), ...voices.filter((voice) => !voice.localService)];
}
