/**
 * @typedef {object} Elsewhere what becomes of an answer that does not reach the server
 * @property {(form: HTMLFormElement, submitter: HTMLElement|null) => Promise<boolean>} take keep it; false where it cannot be kept
 * @property {() => void} arrived called after one that did
 */

/** Thrown where the server answers with something else than the page that was asked for. */
class AnotherPage extends Error {}

/**
 * Answer a practice question in its place: what one has begun elsewhere on the page stays, and focus
 * goes to what is new. The server marks and renders, as it does without script; where it is out of reach,
 * the answer is kept on this device.
 *
 * @param {HTMLFormElement} form
 * @param {Elsewhere|null} elsewhere
 */
export function answerInPlace(form, elsewhere) {
  let plain = false;
  let underWay = false;
  form.addEventListener("submit", async (event) => {
    // A button with an address of its own leads to another page.
    if (plain || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    if (underWay) return; // a second tap before the answer came says the same again
    underWay = true;
    const { submitter } = event;
    try {
      const answer = await fetch(form.action, { method: "POST", body: dataOf(form, submitter) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      take(form, page);
      elsewhere?.arrived();
    } catch (error) {
      const away = error instanceof TypeError;
      if (!away && !(error instanceof AnotherPage)) throw error;
      if (away && (await elsewhere?.take(form, /** @type {HTMLElement|null} */ (submitter)))) return;
      if (form.querySelector("textarea")) {
        // What somebody wrote stands nowhere else: this page must not be left for another one.
        sayThatItIsStillHere(form);
        return;
      }
      // Signed out, away from the network, or another page came: the plain way says what is wrong.
      plain = true;
      form.requestSubmit(/** @type {HTMLElement|null} */ (submitter));
    } finally {
      underWay = false;
    }
  });
}

/** @param {HTMLFormElement} form @param {HTMLElement|null} submitter whose name and value belong to it */
function dataOf(form, submitter) {
  const data = new FormData(form);
  if (submitter instanceof HTMLButtonElement && submitter.name) {
    data.append(submitter.name, submitter.value);
  }
  return data;
}

/** Take the form, and how far the learner is, from the page that came. @param {HTMLFormElement} form @param {Document} page */
function take(form, page) {
  const action = form.getAttribute("action") ?? "";
  const found = page.querySelector(`form[action="${CSS.escape(action)}"]`);
  if (!found) throw new AnotherPage("another page came");
  form.replaceChildren(...found.childNodes);
  const aside = page.querySelector(".fs-aside");
  if (aside) document.querySelector(".fs-aside")?.replaceChildren(...aside.childNodes);
  focusOnNews(form);
}

/** @param {HTMLFormElement} form */
function sayThatItIsStillHere(form) {
  const place = form.querySelector("[data-feedback]");
  if (!place) return;
  place.textContent =
    "The server did not take this: you may be signed out, or away from the network. What you wrote is still here. Copy it, then open the page again.";
}

/** @param {HTMLFormElement} form */
function focusOnNews(form) {
  const wrong = form.querySelector(".nhsuk-error-message");
  const lines = form.querySelectorAll(".fs-talk__line");
  const news = /** @type {HTMLElement|null} */ (
    wrong
      ? form.querySelector("[name=answer]")
      : (form.querySelector(".fs-result") ?? lines[lines.length - 1])
  );
  if (!news) return;
  if (!wrong) news.setAttribute("tabindex", "-1");
  news.focus();
}
