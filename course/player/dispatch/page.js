/** The page in the LMS: one panel of words at a time, or the course in its frame. */

/** @typedef {"opening"|"silent"|"window"|"elsewhere"|"saved"|"unconfirmed"|"alone"|"closed"|"ended"} Panel */

export class Page {
  constructor() {
    this.place = /** @type {HTMLElement} */ (document.querySelector("[data-place]"));
    this.panels = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-panel]"))];
    this.tellAddresses();
  }

  /** Show a panel and no other. @param {Panel|""} name empty for the course alone @param {{beside?: boolean}} [course] whether the frame stays in view */
  show(name, { beside = false } = {}) {
    this.place.hidden = name !== "" && !beside;
    for (const panel of this.panels) panel.hidden = panel.dataset.panel !== name;
  }

  /** Put the course's frame into its place. @param {HTMLIFrameElement|null} frame */
  put(frame) {
    this.place.replaceChildren(...(frame ? [frame] : []));
  }

  /** @param {string} name of a button's work @param {() => void} listener */
  on(name, listener) {
    for (const button of document.querySelectorAll(`[data-do="${name}"]`)) {
      button.addEventListener("click", listener);
    }
  }

  /** For whoever looks after the LMS: a licence must name every address around this page. */
  tellAddresses() {
    const around = "ancestorOrigins" in window.location ? [...window.location.ancestorOrigins] : [];
    const addresses = [...new Set([window.location.origin, ...around])].join(", ");
    for (const place of document.querySelectorAll("[data-addresses]")) place.textContent = addresses;
  }
}
