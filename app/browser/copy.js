/**
 * Show a button that copies a text of the page, such as a one-time link.
 *
 * The button names the text's element by its id in `data-copy`, and is hidden in the page as it comes,
 * since it can do nothing without a script, or where the address is not secure.
 *
 * @param {HTMLButtonElement} button
 */
export function offerToCopy(button) {
  const source = document.getElementById(button.dataset.copy ?? "");
  const said = document.querySelector("[data-copied]");
  if (!source || !navigator.clipboard) {
    return;
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    const sentence = await copy(source.textContent ?? "");
    if (said) {
      said.textContent = sentence;
    }
  });
}

/**
 * @param {string} text
 * @returns {Promise<string>} what to tell the person
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text.trim());
    return "Copied.";
  } catch {
    return "Your browser did not allow it. Select the text and copy it.";
  }
}
