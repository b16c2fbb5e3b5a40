import { Unsent } from "./unsent.js";

/** How long typing must rest before a question is saved. */
const REST_MS = 1500;
/** How long to wait before a server that cannot be reached is tried again. */
const AGAIN_MS = 20_000;

const AWAY =
  "Not saved: the server cannot be reached. Your text stays on this page. Press “Save” when the network is back.";
const KEPT =
  "Not saved: the server cannot be reached. Your text is kept in this browser, sealed for you, and sent when the network is back.";
const SIGNED_OUT = "You are signed out. Press “Save”: what you wrote is kept for you, and you find it again after signing in.";
const REFUSED = "This could not be saved. It stays on this page. Press “Save” to see why.";

/**
 * Save each question when typing rests or it is left, one request after another, and say so beside it.
 *
 * Each save names the version that the page knows; where somebody else was faster nothing is overwritten, and the
 * page's button shows both texts. Until the server has it, what is typed is kept in the browser as well, sealed
 * (`unsent.js`): where the page is left without network, it is there again the next time, and sent.
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
  /** @type {Unsent|null} */
  let unsent = null;
  /** @type {import("./unsent.js").Answers} what was kept and has no place on this page now */
  const others = {};
  /** @type {HTMLElement|null} */
  let onItsWay = null;
  let reload = false;
  begin();

  form.addEventListener("input", (event) => {
    const field = fieldOf(event);
    if (!field) return;
    waiting.add(field);
    window.clearTimeout(timer);
    // A day is whole when its inputs are left: until then a rest is no mistake.
    if (dayOf(event.target)) keep();
    else timer = window.setTimeout(saveWaiting, REST_MS);
  });
  form.addEventListener("change", (event) => {
    if (!dayOf(event.target)) saveWaiting();
  });
  form.addEventListener("focusout", (event) => {
    const day = dayOf(event.target);
    if (day && day !== dayOf(event.relatedTarget)) saveWaiting();
  });
  document.addEventListener("visibilitychange", () => {
    // A phone may end a page that is out of sight without a word.
    if (document.visibilityState === "hidden") saveWaiting();
  });
  window.addEventListener("online", saveWaiting);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) sure = false; // back from a page that did not come
  });
  window.addEventListener("beforeunload", (event) => {
    if (waiting.size && !sure) event.preventDefault();
  });
  form.addEventListener("submit", async (event) => {
    if (sure || (!underWay && !waiting.size)) {
      sure = true;
      unsent?.put(others); // of the rest, the page that answers holds what is not saved
      return;
    }
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

  async function begin() {
    unsent = await Unsent.of(form);
    const kept = await unsent?.take();
    for (const [id, pairs] of Object.entries(kept?.answers ?? {})) {
      const field = form.querySelector(`[data-field="${CSS.escape(id)}"]`);
      if (!(field instanceof HTMLElement) || !field.querySelector("[name]")) {
        others[id] = pairs; // the other of the two holds the pen, for example
      } else if (!waiting.has(field)) {
        reload = fill(field, pairs) || reload;
        waiting.add(field);
      }
    }
    if (waiting.size) saveWaiting();
  }

  /** Keep what waits, and nothing else; return whether it is kept. */
  async function keep() {
    if (sure) return false; // the whole form is on its way
    const answers = { ...others };
    for (const field of onItsWay ? [...waiting, onItsWay] : waiting) answers[field.dataset.field ?? ""] = ownOf(form, field);
    return (await unsent?.put(answers)) ?? false;
  }

  function saveWaiting() {
    window.clearTimeout(timer);
    if (sure) return;
    if (waiting.size) keep();
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
    onItsWay = field;
    const told = await send(bodyOf(form, field), form.dataset.saveFields ?? "");
    onItsWay = null;
    away = told.away ?? false;
    if (!told.saved) waiting.add(field);
    const kept = await keep();
    if (away && navigator.onLine) timer = window.setTimeout(saveWaiting, AGAIN_MS);
    for (const [key, version] of Object.entries(told.versions ?? {})) {
      const input = form.querySelector(`input[data-version="${key}"]`);
      if (input) /** @type {HTMLInputElement} */ (input).value = String(version);
    }
    const said = field.querySelector("[data-said]");
    // The same sentence again would be read out again.
    const sentence = away && kept ? KEPT : told.sentence;
    if (said && said.textContent !== sentence) said.textContent = sentence;
    if (reload && !waiting.size) window.location.reload();
  }
}

/** @param {Event} event @returns {HTMLElement|null} */
function fieldOf(event) {
  return event.target instanceof Element ? event.target.closest("[data-field]") : null;
}

/** @param {EventTarget|null} target @returns {Element|null} the inputs of the day to which an input belongs */
function dayOf(target) {
  return target instanceof Element ? target.closest(".nhsuk-date-input") : null;
}

/** @param {HTMLFormElement} form @param {HTMLElement} field what is sent: its inputs, and what every request carries */
function bodyOf(form, field) {
  const body = new FormData();
  for (const name of ["csrf_token", "writer", "months"]) {
    const input = form.elements.namedItem(name);
    if (input instanceof HTMLInputElement) body.append(name, input.value);
  }
  for (const [name, value] of ownOf(form, field)) body.append(name, value);
  return body;
}

/** @param {HTMLFormElement} form @param {HTMLElement} field @returns {[string, string][]} what its inputs hold */
function ownOf(form, field) {
  const own = new Set([...field.querySelectorAll("[name]")].map((input) => input.getAttribute("name")));
  return [...new FormData(form)].flatMap(([name, value]) =>
    own.has(name) && typeof value === "string" ? [/** @type {[string, string]} */ ([name, value])] : [],
  );
}

/**
 * Put what was typed back into a question, with the version that the page knew then.
 * @param {HTMLElement} field @param {[string, string][]} pairs
 * @returns {boolean} whether something has no input here, such as a row that was new, and is sent unseen
 */
function fill(field, pairs) {
  /** @type {Map<string, string[]>} */
  const values = new Map();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  for (const input of field.querySelectorAll("input[name], select[name], textarea[name]")) {
    const is = /** @type {HTMLInputElement} */ (input);
    const typed = values.get(is.name);
    if (is.type === "checkbox" || is.type === "radio") is.checked = typed?.includes(is.value) ?? false;
    else if (typed) is.value = typed[0];
  }
  const here = new Set([...field.querySelectorAll("[name]")].map((input) => input.getAttribute("name")));
  const without = pairs.filter(([name]) => !here.has(name));
  for (const [name, value] of without) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    field.append(input);
  }
  return without.length > 0;
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
