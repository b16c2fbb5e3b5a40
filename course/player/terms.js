/**
 * Terms of the glossary: their meaning opens under the mouse and on the keyboard's way too.
 *
 * A tap, a click, Enter and Escape need no script: the browser opens and closes the meaning by itself.
 */

import { all, one } from "./dom.js";

/** Long enough that a mouse on its way to somewhere else opens nothing. */
const OPEN_MS = 250;
/** Long enough to move the mouse from the term into its meaning. */
const CLOSE_MS = 300;
/** Between a term and what would cover it. */
const GAP_PX = 16;

/** Watch every term of the page. */
export function openTermsEarly() {
  if (!("popover" in HTMLElement.prototype)) return;
  for (const place of all(".fs-term-place")) new Term(place);
}

class Term {
  /** @param {HTMLElement} place holds the term's button and its meaning */
  constructor(place) {
    this.place = place;
    this.button = one(".fs-term", place);
    this.note = one(".fs-term-note", place);
    this.timer = 0;
    /** Opened by a press, so that only a press, Escape or a tap elsewhere closes it. */
    this.pinned = false;
    /** Closed by the reader: it does not open again until they have left it. */
    this.quiet = false;
    this.watch();
  }

  watch() {
    this.button.addEventListener("click", () => this.pin());
    this.button.addEventListener("focus", () => {
      if (this.button.matches(":focus-visible")) this.show();
    });
    this.note.addEventListener("click", (event) => {
      // The link leads out of what is in view, in a package within the same page.
      if (/** @type {Element} */ (event.target).closest("a")) this.note.hidePopover();
    });
    this.place.addEventListener("focusout", (event) => {
      if (!this.place.contains(/** @type {Node|null} */ (event.relatedTarget))) this.leave(0);
    });
    this.place.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") this.later(() => this.show(), OPEN_MS);
    });
    this.place.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") this.leave(CLOSE_MS);
    });
    this.note.addEventListener("toggle", () => {
      if (this.pinned) this.uncover();
    });
    this.note.addEventListener("beforetoggle", (event) => {
      if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
      this.quiet = true;
      this.pinned = false;
    });
  }

  /** Keep it open, and let the keyboard into it: on the way past it would only be more stops. */
  pin() {
    this.pinned = true;
    window.clearTimeout(this.timer);
    for (const control of all("a, button", this.note)) control.removeAttribute("tabindex");
  }

  show() {
    if (this.quiet || this.note.matches(":popover-open")) return;
    for (const control of all("a, button", this.note)) control.setAttribute("tabindex", "-1");
    // Named as the opener, it is the place beside which the meaning stands.
    this.note.showPopover(/** @type {any} */ ({ source: this.button }));
  }

  /** On a phone the meaning stands at the foot of the screen: the term is moved out from under it. */
  uncover() {
    const term = this.button.getBoundingClientRect();
    const note = this.note.getBoundingClientRect();
    const covered = term.bottom > note.top && term.top < note.bottom && term.right > note.left;
    if (covered && term.left < note.right) window.scrollBy(0, term.bottom - note.top + GAP_PX);
  }

  /** Neither the mouse nor the keyboard is here any more, or one of them is not. @param {number} wait */
  leave(wait) {
    this.quiet = false;
    this.later(() => {
      if (this.pinned || this.place.contains(document.activeElement) || this.place.matches(":hover")) return;
      if (this.note.matches(":popover-open")) this.note.hidePopover();
      this.quiet = false;
    }, wait);
  }

  /** @param {() => void} act @param {number} wait in milliseconds */
  later(act, wait) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(act, wait);
  }
}
