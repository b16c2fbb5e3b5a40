/** The lines of a trial's log: the newest last, as one reads, and each with what was really sent one tap away. */

/** How far from the end somebody still counts as reading the newest. */
const NEAR_PX = 40;

/**
 * @typedef {object} Line
 * @property {string} at time of day
 * @property {string} by who told
 * @property {string} sentence
 * @property {string} [raw] what was sent, empty for nothing
 * @property {boolean} [refused]
 */

export class LogLines {
  /** @param {HTMLElement} panel holds the list and the template of a line */
  constructor(panel) {
    this.list = part(panel, "lines");
    this.empty = part(panel, "empty");
    this.scroll = part(panel, "scroll");
    this.template = /** @type {HTMLTemplateElement} */ (part(panel, "template"));
    this.toEnd();
  }

  /** @param {Line[]} lines */
  add(...lines) {
    if (!lines.length) return;
    const { scrollHeight, scrollTop, clientHeight } = this.scroll;
    const readsTheNewest = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    this.list.append(...lines.map((line) => this.made(line)));
    this.empty.hidden = true;
    if (readsTheNewest) this.toEnd();
  }

  clear() {
    this.list.replaceChildren();
    this.empty.hidden = false;
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  /** @param {Line} line */
  made({ at, by, sentence, raw = "", refused = false }) {
    const made = /** @type {HTMLElement} */ (this.template.content.firstElementChild?.cloneNode(true));
    part(made, "at").textContent = at;
    part(made, "by").textContent = by;
    part(made, "sentence").textContent = sentence;
    part(made, "raw").textContent = raw;
    part(made, "details").hidden = raw === "";
    made.classList.toggle("app-log__line--refused", refused);
    return made;
  }
}

/** @param {Element} within @param {string} name @returns {HTMLElement} */
export function part(within, name) {
  return /** @type {HTMLElement} */ (within.querySelector(`[data-log-${name}]`));
}
