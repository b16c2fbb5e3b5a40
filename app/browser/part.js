/**
 * Ask the server for a page and return one element of it.
 *
 * @param {string} id of the element
 * @param {string} address
 * @param {RequestInit} asked
 * @returns {Promise<Element|null>} null where another page came, the network is away, or it was called off
 */
export async function partOf(id, address, asked) {
  try {
    const answer = await fetch(address, asked);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return answer.ok ? page.getElementById(id) : null;
  } catch (error) {
    // Without script the form's button asks the same, and shows by itself what is wrong.
    if (error instanceof DOMException || error instanceof TypeError) return null;
    throw error;
  }
}

/** How long typing must rest before the server is asked. */
const REST_MS = 200;

/**
 * Call `ask` whenever something is typed or chosen in a form and then rests; what was asked before is
 * called off.
 *
 * @param {HTMLFormElement} form
 * @param {(signal: AbortSignal) => void} ask
 */
export function whenItRests(form, ask) {
  let asked = new AbortController();
  let timer = 0;
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      asked.abort();
      asked = new AbortController();
      ask(asked.signal);
    }, REST_MS);
  });
}
