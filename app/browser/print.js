/**
 * Show a button that prints the page. It is hidden in the page as it comes.
 *
 * @param {HTMLButtonElement} button
 */
export function offerToPrint(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
