/**
 * Let a form be answered by a passkey: made ("create") or used ("get").
 *
 * The form is hidden in the page as it comes, since it can do nothing without a script. What the browser
 * needs stands in `data-options`, as the JSON of the specification; the answer goes into a hidden field
 * and is sent as any other form.
 * Source: W3C Web Authentication Level 3, sections 5.1.8 to 5.1.10.
 *
 * @param {HTMLFormElement} form
 */
export function answerByPasskey(form) {
  const said = document.querySelector("[data-passkey-said]");
  /** @param {string} sentence */
  const say = (sentence) => {
    if (said) {
      said.textContent = sentence;
    }
  };
  if (!window.PublicKeyCredential) {
    say("This browser knows no passkeys. Use another way, or another browser.");
    return;
  }
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say("");
    try {
      const answer = await asked(form.dataset.passkey ?? "get", JSON.parse(form.dataset.options ?? "{}"));
      const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("answer"));
      field.value = JSON.stringify(answer);
      form.submit();
    } catch (error) {
      say(sentenceFor(error));
    }
  });
}

/**
 * @param {string} kind
 * @param {any} options as the server gives them, with base64url in the place of bytes
 * @returns {Promise<object>} the answer in the same form
 */
async function asked(kind, options) {
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    publicKey[list] = (options[list] ?? []).map((/** @type {any} */ each) => ({ ...each, id: bytes(each.id) }));
  }
  if (kind === "create") {
    publicKey.user = { ...options.user, id: bytes(options.user.id) };
    return told(/** @type {PublicKeyCredential} */ (await navigator.credentials.create({ publicKey })));
  }
  return told(/** @type {PublicKeyCredential} */ (await navigator.credentials.get({ publicKey })));
}

/**
 * @param {PublicKeyCredential} made
 * @returns {object}
 */
function told(made) {
  const response = /** @type {any} */ (made.response);
  /** @type {Record<string, unknown>} */
  const answer = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) {
      answer[name] = text(response[name]);
    }
  }
  return { id: made.id, rawId: text(made.rawId), type: made.type, response: answer };
}

/** @param {unknown} error */
function sentenceFor(error) {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "InvalidStateError") {
    return "This device has a passkey for your account already.";
  }
  if (name === "SecurityError") {
    return "Passkeys do not work at this address. Open the site by its name, not by a number.";
  }
  return "No passkey was given. Press the button to try again, or use another way.";
}

/** @param {string} coded base64url */
function bytes(coded) {
  const plain = atob(coded.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** @param {ArrayBuffer} buffer */
function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
