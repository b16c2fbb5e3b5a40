import { partOf, whenItRests } from "./part.js";

/**
 * Let a form that filters a list do so while one types. The server finds, as it does without script.
 *
 * The form names, in `data-filter`, the element that holds the sentence about what was found
 * (`data-filter-sentence`) and the list (`data-filter-list`); both are taken from the page that the
 * form would lead to.
 *
 * @param {HTMLFormElement} form
 */
export function filterAtOnce(form) {
  const id = form.dataset.filter ?? "";
  whenItRests(form, async (signal) => {
    const address = addressOf(form);
    const found = await partOf(id, address, { signal });
    if (!found) return;
    take(document.getElementById(id), found);
    window.history.replaceState(null, "", address);
  });
}

/** @param {HTMLFormElement} form @returns {string} where the form would lead */
function addressOf(form) {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) {
    if (value) address.searchParams.set(name, String(value));
  }
  return address.href;
}

/** @param {Element|null} here @param {Element} found */
function take(here, found) {
  for (const part of ["[data-filter-sentence]", "[data-filter-list]"]) {
    here?.querySelector(part)?.replaceChildren(...(found.querySelector(part)?.childNodes ?? []));
  }
}
