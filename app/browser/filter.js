/** How long typing must rest before the server is asked. */
const REST_MS = 200;

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
  let asked = new AbortController();
  let timer = 0;

  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    const address = addressOf(form);
    try {
      const answer = await fetch(address, { signal: asked.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById(id);
      if (!answer.ok || !found) throw new TypeError("another page came");
      take(document.getElementById(id), found);
      window.history.replaceState(null, "", address);
    } catch (error) {
      // The button still works, and shows by itself what is wrong.
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    }
  };

  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, REST_MS);
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
