/** How long typing must rest before what was typed is saved as a draft. */
const REST_MS = 1500;

const AWAY =
  "Not saved: the server cannot be reached. Your text stays on this page. Press “Save” again when the network is back.";
const SIGNED_OUT =
  "You are signed out. What you wrote is kept for you. Press “Save”, sign in, and you find it again.";
const REFUSED = "The draft could not be saved. Your text stays on this page. Press “Save” to see why.";

/**
 * Save what one types as a draft, one request after another, and say when it was saved.
 *
 * Nothing is kept in the browser: wards share their computers. The server keeps the text even where the
 * sign-in has ended meanwhile. Without script the page's buttons do the same.
 *
 * @param {HTMLFormElement} form whose `data-draft` is the address that takes drafts
 */
export function saveDrafts(form) {
  const said = /** @type {HTMLElement} */ (form.querySelector("[data-draft-said]"));
  const version = /** @type {HTMLInputElement} */ (form.elements.namedItem("version"));
  let timer = 0;
  let unsaved = false;
  let stopped = false;
  let away = false;
  let leaving = false;
  let sure = false;
  /** @type {Promise<void>|null} */
  let underWay = null;

  form.addEventListener("input", () => {
    unsaved = true;
    window.clearTimeout(timer);
    if (!stopped) timer = window.setTimeout(saveInTurn, REST_MS);
  });
  document.addEventListener("visibilitychange", () => {
    // A phone may end a page that is out of sight without a word.
    if (document.visibilityState === "hidden" && unsaved && !stopped) saveInTurn();
  });
  window.addEventListener("online", () => {
    if (unsaved && !stopped) saveInTurn();
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
  form.addEventListener("submit", async (event) => {
    window.clearTimeout(timer);
    if (sure || (!leaving && !underWay && (!unsaved || stopped))) {
      unsaved = false;
      return;
    }
    // A page is left only when the server has what was typed: a phone may lose its network at any moment.
    event.preventDefault();
    if (leaving) return; // a second tap
    leaving = true;
    const { submitter } = event;
    await underWay;
    if (unsaved && !stopped) await save();
    leaving = false;
    if (away) return;
    sure = true;
    unsaved = false;
    form.requestSubmit(/** @type {HTMLElement|null} */ (submitter));
  });

  function saveInTurn() {
    window.clearTimeout(timer);
    if (underWay) {
      timer = window.setTimeout(saveInTurn, REST_MS);
      return;
    }
    underWay = save().finally(() => {
      underWay = null;
    });
  }

  async function save() {
    unsaved = false;
    const told = await send(new FormData(form), form.dataset.draft ?? "");
    if (told.version !== undefined) version.value = String(told.version);
    if (told.address) window.history.replaceState(null, "", told.address);
    unsaved ||= told.again;
    stopped ||= told.stop;
    away = told.away ?? false;
    // The same sentence again would be read out again.
    if (said.textContent !== told.sentence) said.textContent = told.sentence;
  }
}

/**
 * @typedef {object} Told what came of a draft
 * @property {string} sentence for the person
 * @property {boolean} again whether the text is not saved yet
 * @property {boolean} stop whether no further draft can be saved from this page
 * @property {boolean} [away] whether the server cannot be reached
 * @property {number} [version] of the entry from now on
 * @property {string} [address] of the entry from now on
 */

/** @param {FormData} body @param {string} address @returns {Promise<Told>} */
async function send(body, address) {
  try {
    const answer = await fetch(address, { method: "POST", body, redirect: "manual" });
    if (answer.type === "opaqueredirect") return { sentence: SIGNED_OUT, again: false, stop: true };
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
      return { sentence: REFUSED, again: true, stop: true };
    }
    const told = await answer.json();
    // A text that is too long, or a journal that is full, can be mended on this page.
    return { ...told, again: !answer.ok, stop: answer.status === 409 };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { sentence: AWAY, again: true, stop: false, away: true };
  }
}
