/**
 * Ask before a page is left on which something is typed and not saved. Without script the browser's way
 * back brings the page, and what was typed on it.
 *
 * @param {HTMLFormElement} form whose `data-unsaved` is "yes" where it came back with a text that is not saved
 */
export function askBeforeLeaving(form) {
  let unsaved = form.dataset.unsaved === "yes";
  form.addEventListener("input", () => {
    unsaved = true;
  });
  form.addEventListener("submit", () => {
    unsaved = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
}
