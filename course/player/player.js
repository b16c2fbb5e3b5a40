/** The player: brings a module's page to life, and ties its parts together. */

import { Assessment } from "./assessment.js";
import { Banner } from "./banner.js";
import { connect } from "./connect.js";
import { all, one } from "./dom.js";
import { Leaving } from "./leaving.js";
import { offerListening } from "./listen.js";
import { Navigation } from "./navigation.js";
import { offerToPrint } from "./printing.js";
import { Practice } from "./practice.js";
import { showProgress } from "./progress.js";
import { Session } from "./session.js";
import { ASSESSMENT, NEW_STATE, Store } from "./state.js";
import { decode } from "./suspend-data.js";
import { openTermsEarly } from "./terms.js";

/** @typedef {Record<string, any>} Module */

/**
 * Start the player on the page that holds it.
 * @param {{module: Module, package: Record<string, any>}} data
 * @param {import("./tracker/interface.js").World} world
 */
export async function startPlayer({ module: packaged, package: choices }, world) {
  const banner = new Banner();
  const onSaving = (/** @type {boolean} */ saved, signedOut = false) => banner.setSaving(saved, signedOut);
  const options = {
    ...choices,
    onSaving,
    onNotice: (/** @type {string} */ sentence) => banner.setSentence(sentence),
    onEnded: (/** @type {string} */ sentence) => banner.setEnded(sentence),
  };
  const { tracker, resume, sentence } = await connect(world, /** @type {any} */ (options));
  if (sentence) banner.setSentence(sentence);
  const module = withPassMark(packaged, resume.passMark);
  const store = new Store(stateFrom(resume, module));
  const keeps = tracker.records && resume.mode === "normal";
  const session = new Session(module, store, tracker, keeps);
  store.subscribe((state) => showProgress(state, module));
  const assessment = one("[data-assessment]") ? new Assessment(module, store, session) : null;
  const stopListening = resume.audio === "off" ? () => {} : offerListening();
  openTermsEarly();
  const navigation = new Navigation((id) => {
    stopListening();
    enter(id, module, store);
    if (id === ASSESSMENT) assessment?.entered();
  });
  new Practice(module, store, session, () => navigation.shownAt);
  const onEnd = () => {
    navigation.stop();
    stopListening();
  };
  new Leaving(tracker, { keeps, onTrouble: () => onSaving(false), onEnd });
  offerToPrint();
  bindHome(tracker);
  one("[data-progress]").hidden = false;
  // Without a place from the LMS the address may name one: a page that was loaded again stays there.
  navigation.begin(sectionOf(store.state.location) || window.location.hash.slice(1));
}

/** A learning system's own mark goes before the module's. @param {Module} module @param {number} [passMark] */
const withPassMark = (module, passMark) =>
  passMark === undefined ? module : { ...module, pass_mark: passMark };

/**
 * Return where the learner stood. What cannot be read does not stop the module: then only the place is
 * taken up again, and the LMS keeps its status.
 * @param {{suspendData: string, location: string}} resume
 * @param {Module} module
 */
function stateFrom(resume, module) {
  try {
    if (resume.suspendData) return decode(resume.suspendData, module);
  } catch {
    // an older edition of the module, or another package's data
  }
  return { ...NEW_STATE, location: resume.location };
}

/** Inside a course the way to the list is the page around this one; elsewhere the link is a link. @param {import("./tracker/interface.js").Tracker} tracker */
function bindHome(tracker) {
  if (!tracker.home) return;
  for (const link of all("[data-home]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      tracker.home?.();
    });
  }
}

/** A section comes into view: it is the place now, and a topic counts as opened. @param {string} id @param {Module} module @param {Store} store */
function enter(id, module, store) {
  const slug = id.replace(/^topic-/, "");
  const isTopic = slug !== id && module.topics.some((topic) => topic.slug === slug);
  const { topicsSeen } = store.state;
  if (isTopic) store.update({ location: slug, topicsSeen: new Set(topicsSeen).add(slug) });
  else if (id === ASSESSMENT) store.update({ location: ASSESSMENT });
  // The card and the glossary are looked up on the way: the place stays where the learner was.
  else if (id === "start" || id === "before") store.update({ location: "" });
}

/** @param {string} location @returns {string} the id of the section */
function sectionOf(location) {
  if (location === "" || location === ASSESSMENT) return location;
  return `topic-${location}`;
}
