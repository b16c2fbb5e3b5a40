/** Small helpers for making and finding elements. Texts go in as text; HTML only from the course. */

/**
 * Make an element.
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node|string)} children strings become text, never HTML
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * Make an element from a line of the course, which was cleaned when the package was built.
 * @param {string} tag
 * @param {string} html
 * @param {Record<string, string>} [attributes]
 */
export function fromCourse(tag, html, attributes = {}) {
  const element = make(tag, attributes);
  element.innerHTML = html;
  return element;
}

/** @param {string} label @param {() => void} onClick @param {string} [kind] */
export function button(label, onClick, kind = "") {
  const element = make("button", { type: "button", class: `nhsuk-button ${kind}`.trim() }, label);
  element.addEventListener("click", onClick);
  return element;
}

/** Return a copy of a template's content. @param {string} selector @returns {DocumentFragment} */
export function copyOf(selector) {
  const template = /** @type {HTMLTemplateElement} */ (document.querySelector(selector));
  return /** @type {DocumentFragment} */ (template.content.cloneNode(true));
}

/** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement} */
export const one = (selector, root = document) =>
  /** @type {HTMLElement} */ (root.querySelector(selector));

/** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement[]} */
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** Move focus to a heading and bring it into view, so that a screen reader begins there. @param {HTMLElement|null} heading */
export function focusOn(heading) {
  if (!heading) return;
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

/** Move focus to a part of a section and bring it into view. @param {HTMLElement} part */
export function focusOnPart(part) {
  part.setAttribute("tabindex", "-1");
  part.focus({ preventScroll: true });
  part.scrollIntoView();
}
