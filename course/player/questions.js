/** A question on the page: read its form, fill it, order it, and say what is missing. */

import { all, make, one } from "./dom.js";
import { parseResponse } from "./marking.js";

/** @typedef {import("./marking.js").Question} Question */
/** @typedef {HTMLInputElement|HTMLSelectElement} Field */

/** @param {ParentNode} root @returns {Field[]} */
const fields = (root) => /** @type {Field[]} */ (all("[name=answer]", root));

/** @param {Field} field */
const isTicked = (field) => field instanceof HTMLInputElement && /^(radio|checkbox)$/.test(field.type);

/** Read the learner's response. Throws ResponseError where there is none. @param {Question} question @param {ParentNode} root */
export function readResponse(question, root) {
  const sent = fields(root).filter((field) => !isTicked(field) || /** @type {any} */ (field).checked);
  return parseResponse(
    question,
    sent.map((field) => field.value),
  );
}

/** Put a response back into the form. @param {Question} question @param {ParentNode} root @param {readonly string[]} response */
export function fillIn(question, root, response) {
  fields(root).forEach((field, at) => {
    if (isTicked(field)) {
      /** @type {HTMLInputElement} */ (field).checked = response.includes(field.value);
    } else if (["matching", "rating"].includes(question.type)) {
      const values = [.../** @type {HTMLSelectElement} */ (field).options].map((o) => o.value);
      field.value = response.find((part) => values.includes(part)) ?? "";
    } else {
      field.value = response[at] ?? "";
    }
  });
}

/** Show options in another order. @param {ParentNode} root @param {readonly string[]} order ids, all of them */
export function reorder(root, order) {
  const items = all(".nhsuk-radios__item, .nhsuk-checkboxes__item", root);
  if (items.length === 0) return;
  const byValue = new Map(items.map((item) => [fields(item)[0].value, item]));
  const holder = /** @type {HTMLElement} */ (items[0].parentElement);
  for (const id of order) holder.append(/** @type {HTMLElement} */ (byValue.get(id)));
}

/** Say at the question what is missing, and lead there. @param {Question} question @param {HTMLElement} root @param {string} sentence */
export function showError(question, root, sentence) {
  clearError(root);
  const group = one(".nhsuk-form-group", root);
  const first = fields(root)[0];
  const id = `answer-${question.id}-error`;
  const message = make("span", { class: "nhsuk-error-message", id, "data-error": "" });
  message.append(make("span", { class: "nhsuk-u-visually-hidden" }, "Error: "), sentence);
  group.classList.add("nhsuk-form-group--error");
  const described = group.querySelector("fieldset") ?? first;
  described.setAttribute("aria-describedby", `${described.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
  placeFor(group, first).before(message);
  first.focus();
}

/** Take a message back. @param {HTMLElement} root */
export function clearError(root) {
  const message = root.querySelector("[data-error]");
  if (!message) return;
  for (const described of all(`[aria-describedby~="${message.id}"]`, root)) {
    const rest = (described.getAttribute("aria-describedby") ?? "").replace(message.id, "").trim();
    if (rest) described.setAttribute("aria-describedby", rest);
    else described.removeAttribute("aria-describedby");
  }
  message.remove();
  one(".nhsuk-form-group", root).classList.remove("nhsuk-form-group--error");
}

/** Where a message stands: before the answers as a whole. @param {HTMLElement} group @param {Field} first */
const placeFor = (group, first) =>
  group.querySelector(".nhsuk-radios, .nhsuk-checkboxes, .fs-letters, .fs-match, .nhsuk-input-wrapper, .fs-hotspot") ?? first;
