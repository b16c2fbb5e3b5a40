/** How long typing must rest before a question is saved. */
const REST_MS = 1500;

const AWAY =
  "Not saved: the server cannot be reached. Your text stays on this page. Press “Save” when the network is back.";
const SIGNED_OUT = "You are signed out. Press “Save”: what you wrote is kept for you, and you find it again after signing in.";
const REFUSED = "This could not be saved. It stays on this page. Press “Save” to see why.";

/**
 * Save each question when typing rests or it is left, one request after another, and say so beside it.
 *
 * Each save names the version that the page knows; where somebody else was faster nothing is overwritten, and the
 * page's button shows both texts. Nothing is kept in the browser: wards share their computers.
 *
 * @param {HTMLFormElement} form whose `data-save-fields` is the address that takes one question
 */
export function saveFields(form) {
  /** @type {Set<HTMLElement>} */
  const waiting = new Set();
  let turn = Promise.resolve();
  let timer = 0;
  let underWay = 0;
  let away = false;
  let sure = false;

  form.addEventListener("input", (event) => {
    const field = fieldOf(event);
    if (!field) return;
    waiting.add(field);
    window.clearTimeout(timer);
    timer = window.setTimeout(saveWaiting, REST_MS);
  });
  form.addEventListener("change", saveWaiting);
  document.addEventListener("visibilitychange", () => {
    // A phone may end a page that is out of sight without a word.
    if (document.visibilityState === "hidden") saveWaiting();
  });
  window.addEventListener("online", saveWaiting);
  window.addEventListener("beforeunload", (event) => {
    if (waiting.size && !sure) event.preventDefault();
  });
  form.addEventListener("submit", async (event) => {
    if (sure || (!underWay && !waiting.size)) return;
    // What is being saved changes the versions that the form sends, and a phone may have lost its network.
    event.preventDefault();
    const { submitter } = event;
    saveWaiting();
    await turn;
    if (away) return;
    sure = true;
    // Not within this event: a form that is being sent is not sent again.
    window.setTimeout(() => form.requestSubmit(/** @type {HTMLElement|null} */ (submitter)));
  });

  function saveWaiting() {
    window.clearTimeout(timer);
    for (const field of waiting) {
      underWay += 1;
      turn = turn.then(() => save(field)).finally(() => {
        underWay -= 1;
      });
    }
  }

  /** @param {HTMLElement} field */
  async function save(field) {
    if (!waiting.has(field)) return;
    waiting.delete(field);
    const told = await send(bodyOf(form, field), form.dataset.saveFields ?? "");
    away = told.away ?? false;
    if (!told.saved) waiting.add(field);
    for (const [key, version] of Object.entries(told.versions ?? {})) {
      const input = form.querySelector(`input[data-version="${key}"]`);
      if (input) /** @type {HTMLInputElement} */ (input).value = String(version);
    }
    const said = field.querySelector("[data-said]");
    // The same sentence again would be read out again.
    if (said && said.textContent !== told.sentence) said.textContent = told.sentence;
  }
}

/** @param {Event} event @returns {HTMLElement|null} */
function fieldOf(event) {
  return event.target instanceof Element ? event.target.closest("[data-field]") : null;
}

/** @param {HTMLFormElement} form @param {HTMLElement} field what is sent: its inputs, and what every request carries */
function bodyOf(form, field) {
  const body = new FormData();
  for (const name of ["csrf_token", "writer", "months"]) {
    const input = form.elements.namedItem(name);
    if (input instanceof HTMLInputElement) body.append(name, input.value);
  }
  const own = new Set([...field.querySelectorAll("[name]")].map((input) => input.getAttribute("name")));
  for (const [name, value] of new FormData(form)) if (own.has(name)) body.append(name, value);
  return body;
}

/**
 * @param {FormData} body @param {string} address
 * @returns {Promise<{sentence: string, saved: boolean, away?: boolean, versions?: Record<string, number>}>}
 */
async function send(body, address) {
  try {
    const answer = await fetch(address, { method: "POST", body, redirect: "manual" });
    if (answer.type === "opaqueredirect") return { sentence: SIGNED_OUT, saved: false };
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
      return { sentence: REFUSED, saved: false };
    }
    return { ...(await answer.json()), saved: answer.ok };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { sentence: AWAY, saved: false, away: true };
  }
}
