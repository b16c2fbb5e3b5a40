// A browser's voice for the tests, in the place of the real one: it says nothing, and remembers.
(() => {
  const voice = (lang, localService) => ({ lang, localService, name: lang });
  class Utterance extends EventTarget {
    constructor(text) {
      super();
      this.text = text;
    }
  }
  const synthesis = new EventTarget();
  const speech = {
    voices: [voice("en-US", true), voice("de-DE", true), voice("en-GB", false), voice("en_GB", true)],
    said: [],
    now: null,
    // The voice has come to the end of what it says, or has failed.
    tell(what) {
      const utterance = speech.now;
      speech.now = null;
      utterance.dispatchEvent(new Event(what));
    },
    setVoices(languages) {
      speech.voices = languages.map((lang) => voice(lang, true));
      synthesis.dispatchEvent(new Event("voiceschanged"));
    },
  };
  Object.assign(synthesis, {
    getVoices: () => speech.voices,
    speak(utterance) {
      if (speech.now) throw new Error("spoke while speaking");
      speech.now = utterance;
      speech.said.push({ text: utterance.text, lang: utterance.lang, local: utterance.voice.localService });
    },
    cancel() {
      const cut = speech.now;
      speech.now = null;
      if (cut) setTimeout(() => cut.dispatchEvent(new Event("error"))); // as browsers do, "canceled"
    },
  });
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  window.SpeechSynthesisUtterance = Utterance;
  window.SPEECH = speech;
})();
