/**
 * What scripts add to the app's pages. Each page works without.
 */

import {
  initButtons,
  initErrorSummary,
  initPasswordInputs,
} from "nhsuk-frontend";

import { offerListening } from "../../course/player/listen.js";
import { openTermsEarly } from "../../course/player/terms.js";
import { offerToCopy } from "./copy.js";
import { filterAtOnce } from "./filter.js";
import { followChoices } from "./follow.js";
import { saveDrafts } from "./journal.js";
import { followLog } from "./launch-log.js";
import { askBeforeLeaving } from "./leaving.js";
import { showLook } from "./look.js";
import { fetchNextEarly } from "./next-page.js";
import { startOffline } from "./offline/start.js";
import { answerByPasskey } from "./passkey.js";
import { answerInPlace } from "./practice.js";
import { offerToPrint } from "./print.js";
import { tellUnsent } from "./unsent.js";
import { saveFields } from "./welcome.js";

// The design system's scripts and styles look for these two marks.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initButtons();
initErrorSummary();
initPasswordInputs();

for (const button of document.querySelectorAll("button[data-copy]")) {
  offerToCopy(/** @type {HTMLButtonElement} */ (button));
}
for (const button of document.querySelectorAll("button[data-print]")) {
  offerToPrint(/** @type {HTMLButtonElement} */ (button));
}
for (const form of document.querySelectorAll("form[data-filter]")) {
  filterAtOnce(/** @type {HTMLFormElement} */ (form));
}
for (const form of document.querySelectorAll("form[data-follow]")) {
  followChoices(/** @type {HTMLFormElement} */ (form));
}
for (const log of document.querySelectorAll("[data-log]")) {
  followLog(/** @type {HTMLElement} */ (log));
}
for (const look of document.querySelectorAll("[data-look]")) {
  showLook(/** @type {HTMLElement} */ (look));
}
for (const form of document.querySelectorAll("form[data-draft]")) {
  saveDrafts(/** @type {HTMLFormElement} */ (form));
}
for (const form of document.querySelectorAll("form[data-save-fields]")) {
  saveFields(/** @type {HTMLFormElement} */ (form));
}
for (const note of document.querySelectorAll("[data-unsent-note]")) {
  tellUnsent(/** @type {HTMLElement} */ (note));
}
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  askBeforeLeaving(/** @type {HTMLFormElement} */ (form));
}
for (const form of document.querySelectorAll("form[data-passkey]")) {
  answerByPasskey(/** @type {HTMLFormElement} */ (form));
}
openTermsEarly();
offerListening();
const elsewhere = startOffline(fetchNextEarly());
for (const form of document.querySelectorAll("form.fs-practice")) {
  answerInPlace(/** @type {HTMLFormElement} */ (form), elsewhere);
}
