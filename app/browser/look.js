const NOT_SAVED = "As it would look. It is not saved yet.";

/**
 * Show how a colour and a logo will look before they are saved.
 *
 * The element is a small page (`data-look`), with an image for the logo (`data-look-logo`) and a sentence
 * of what it shows (`data-look-said`). The colour comes from the element that follows the form of the
 * colour, as `data-accent` and `data-deep`; the logo from the field for its file (`data-look-file`), whose
 * `data-most` says how many kilobytes it may have.
 *
 * @param {HTMLElement} look
 */
export function showLook(look) {
  const colour = document.getElementById("colour");
  const file = /** @type {HTMLInputElement|null} */ (document.querySelector("[data-look-file]"));
  const logo = /** @type {HTMLImageElement|null} */ (look.querySelector("[data-look-logo]"));
  const said = look.querySelector("[data-look-said]");
  if (!colour || !file || !logo || !said) return;

  colour.addEventListener("followed", () => {
    paint(look, colour.dataset);
    said.textContent = NOT_SAVED;
  });

  const saved = { address: logo.src, hidden: logo.hidden, words: said.textContent };
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    logo.src = saved.address;
    logo.hidden = saved.hidden;
    said.textContent = chosen ? await put(logo, chosen, Number(file.dataset.most)) : saved.words;
  });
}

/** @param {HTMLElement} look @param {DOMStringMap} tones empty ones stand for our own colour */
function paint(look, tones) {
  look.style.setProperty("--fs-accent", tones.accent || "initial");
  look.style.setProperty("--fs-accent-deep", tones.deep || "initial");
}

/**
 * @param {HTMLImageElement} logo
 * @param {File} chosen
 * @param {number} most in kilobytes
 * @returns {Promise<string>} what to tell the person
 */
async function put(logo, chosen, most) {
  if (chosen.size > most * 1000) return `That picture is larger than ${most} kB: choose a smaller one.`;
  // A picture, and so nothing in it runs; only such an address is allowed on our pages.
  const picture = new Image();
  picture.src = await addressOf(chosen);
  try {
    await picture.decode();
  } catch {
    return "Your browser cannot show that file. Save it, and you are told what is wrong with it.";
  }
  logo.src = picture.src;
  logo.hidden = false;
  return NOT_SAVED;
}

/** @param {File} chosen @returns {Promise<string>} */
function addressOf(chosen) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.readAsDataURL(chosen);
  });
}
