/** One section of the page at a time, by its address: so that Back and links work as everywhere. */

import { all, focusOn, focusOnPart, one } from "./dom.js";

export class Navigation {
  /** @param {(id: string) => void} onShow told the id of each section that comes into view */
  constructor(onShow) {
    this.onShow = onShow;
    this.sections = all("[data-section]");
    this.moduleTitle = document.title;
    this.shownAt = Date.now();
    this.current = "";
    this.ended = new AbortController();
    window.addEventListener("hashchange", () => this.follow(), { signal: this.ended.signal });
  }

  /** The visit is over: no address leads anywhere any more. */
  stop() {
    this.ended.abort();
  }

  /** Show the first section without a step in the history. @param {string} id */
  begin(id) {
    this.show(this.has(id) ? id : "start");
    whenLoaded(() => nameInAddress(this.current));
  }

  /** @param {string} id */
  has(id) {
    return this.sections.some((section) => section.id === id);
  }

  /** Go where the address says; one that names no section is a link within the page, or within another section. */
  follow() {
    const id = decodeURIComponent(window.location.hash.slice(1));
    const part = this.has(id) ? null : document.getElementById(id);
    const section = part?.closest("[data-section]")?.id ?? id;
    if (section === this.current || !this.has(section) || section === "end") return;
    this.show(section);
    if (part) focusOnPart(part);
    else focusOn(one(`#${section} h1`));
  }

  /** @param {string} id */
  show(id) {
    this.current = id;
    this.shownAt = Date.now();
    for (const section of this.sections) section.hidden = section.id !== id;
    for (const step of all("[data-step]")) {
      const isCurrent = step.dataset.step === id;
      step.classList.toggle("fs-steps__item--current", isCurrent);
      if (isCurrent) one("a", step).setAttribute("aria-current", "page");
      else one("a", step).removeAttribute("aria-current");
    }
    const heading = one(`#${id} h1`).textContent ?? "";
    document.title = heading === this.moduleTitle ? heading : `${heading}: ${this.moduleTitle}`;
    this.onShow(id);
  }
}

/** Do something once the page is loaded: until then a name in the address is scrolled to. @param {() => void} act */
function whenLoaded(act) {
  if (document.readyState === "complete") act();
  else window.addEventListener("load", () => setTimeout(act), { once: true });
}

/**
 * Put a section's name into the address, without a step in the history and without scrolling: to follow
 * a link would move the pages around this one, too, and take the system's own buttons out of sight.
 * @param {string} id
 */
function nameInAddress(id) {
  if (window.location.hash === `#${id}`) return;
  try {
    window.history.replaceState(window.history.state, "", `#${id}`);
  } catch {
    window.location.replace(`#${id}`); // where a page may not name its own address
  }
}
