import { partOf, whenItRests } from "./part.js";

/**
 * Let an element of the page follow the choices of a form, as the server tells them.
 *
 * The form names the element in `data-follow`, and has a button (`data-follow-look`) that shows the same
 * without script; it is hidden, until the server gives no answer. An element with `data-follow-said`
 * holds a sentence for who does not see that something has changed.
 *
 * @param {HTMLFormElement} form
 */
export function followChoices(form) {
  const here = document.getElementById(form.dataset.follow ?? "");
  const look = /** @type {HTMLButtonElement|null} */ (form.querySelector("[data-follow-look]"));
  if (!here || !look) return;
  look.hidden = true;
  whenItRests(form, async (signal) => {
    const body = new FormData(form);
    body.set(look.name, look.value);
    const found = await partOf(here.id, look.formAction, { method: "POST", body, signal });
    if (signal.aborted) return;
    look.hidden = found !== null;
    if (found && found.textContent !== here.textContent) take(here, found);
  });
}

/** @param {HTMLElement} here @param {Element} found */
function take(here, found) {
  here.replaceChildren(...found.childNodes);
  for (const [name, value] of Object.entries(/** @type {HTMLElement} */ (found).dataset)) {
    here.dataset[name] = value;
  }
  const said = document.querySelector(`[data-follow-said][data-follow-of="${here.id}"]`);
  if (said instanceof HTMLElement) say(said);
  here.dispatchEvent(new Event("followed"));
}

/** @param {HTMLElement} said */
function say(said) {
  said.textContent = "";
  // Emptied first: the same sentence twice would be no change, and not be read out.
  window.requestAnimationFrame(() => {
    said.textContent = said.dataset.followSaid ?? "";
  });
}
