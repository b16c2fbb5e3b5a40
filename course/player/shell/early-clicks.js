/**
 * A press on a module before the session with the system is open: it waits, for what is done outside the
 * session is lost. The script stands in the page's head, so that nothing can be pressed before it.
 */

const LINKS = "[data-module]";

export class EarlyClicks {
  constructor() {
    /** @type {HTMLAnchorElement|null} */
    this.pressed = null;
    this.hold = (/** @type {MouseEvent} */ event) => {
      const link = /** @type {Element|null} */ (event.target)?.closest?.(LINKS);
      if (!link) return;
      event.preventDefault();
      event.stopPropagation();
      this.pressed = /** @type {HTMLAnchorElement} */ (link);
    };
    document.addEventListener("click", this.hold, true);
  }

  /** From now on links are followed; the one that was pressed is returned. */
  release() {
    document.removeEventListener("click", this.hold, true);
    return this.pressed;
  }
}

/** Wait for the whole page. @returns {Promise<void>} */
export const pageIsThere = () =>
  new Promise((resolve) => {
    if (document.readyState !== "loading") resolve();
    else document.addEventListener("DOMContentLoaded", () => resolve(), { once: true });
  });
