/** Several modules in one session with the learning system: each module's page has a tracker of its own here. */

import { CourseStateError, decodeCourse, encodeCourse } from "./course-state.js";

/** @typedef {import("../tracker/interface.js").Tracker} Tracker @typedef {import("../tracker/interface.js").Snapshot} Snapshot */
/** @typedef {import("./course-state.js").ModuleState} ModuleState */
/** @typedef {{slug: string, title: string, hasAssessment: boolean}} Listed */

/** @type {ModuleState} */
const UNTOUCHED = Object.freeze({
  suspendData: "",
  location: "",
  percent: null,
  progress: 0,
  read: false,
  passed: false,
  tried: false,
  exhausted: false,
});

export class CourseSession {
  /**
   * @param {readonly Listed[]} modules
   * @param {Tracker} tracker
   * @param {import("../tracker/interface.js").Resume} resume
   */
  constructor(modules, tracker, resume) {
    this.modules = modules;
    this.tracker = tracker;
    this.mode = resume.mode;
    this.states = statesFrom(resume.suspendData);
    /** The module that is open, or empty. */
    this.open = modules.some(({ slug }) => slug === resume.location) ? resume.location : "";
    /** @type {(() => void)[]} */
    this.listeners = [];
    /** @type {Set<import("../tracker/interface.js").TrackerOptions["onSaving"]>} */
    this.savingListeners = new Set();
  }

  /** @param {() => void} listener called after each change of a module's state */
  subscribe(listener) {
    this.listeners.push(listener);
  }

  /** @param {string} slug @returns {ModuleState} */
  state(slug) {
    return this.states.get(slug) ?? UNTOUCHED;
  }

  /** A module's page was left for the list, or entered. @param {string} slug */
  enter(slug) {
    this.open = slug;
    this.save();
    this.tracker.commit();
  }

  /** @param {string} slug @param {Snapshot} snapshot */
  saveModule(slug, snapshot) {
    const { suspendData, location, percent, progress, standing } = snapshot;
    const { read, passed, tried, exhausted } = standing;
    this.states.set(slug, { suspendData, location, percent, progress, read, passed, tried, exhausted });
    this.tracker.savePart?.(slug, snapshot);
    this.save();
    for (const listener of this.listeners) listener();
  }

  save() {
    this.tracker.save({
      location: this.open,
      suspendData: encodeCourse(this.states),
      percent: this.percent(),
      standing: this.standing(),
      progress: mean(this.modules.map(({ slug }) => this.state(slug).progress)),
      topics: this.modules.map((module) => this.asTopic(module)),
    });
  }

  /** The modules that are judged. */
  get judged() {
    return this.modules.filter((module) => module.hasAssessment);
  }

  /** The mean of the modules' best scores, once each was tried: a score before the end reads as a result. */
  percent() {
    const scores = this.judged.map(({ slug }) => this.state(slug).percent);
    if (scores.length === 0 || scores.includes(null)) return null;
    return Math.floor(mean(/** @type {number[]} */ (scores)) * 100) / 100;
  }

  /** @returns {import("../outcome.js").Standing} */
  standing() {
    const judged = this.judged.map(({ slug }) => this.state(slug));
    return {
      hasAssessment: judged.length > 0,
      read: this.modules.every(({ slug }) => this.state(slug).read),
      passed: judged.length > 0 && judged.every((state) => state.passed),
      // A course is failed when there is nothing left to try, and not because one module was failed once: a
      // system may take a failed course for finished, and lock the others away.
      tried: judged.some((state) => state.exhausted),
      exhausted: judged.some((state) => state.exhausted),
    };
  }

  /** A module stands among the course's objectives as a topic among a module's. @param {Listed} module @returns {import("../tracker/interface.js").TopicProgress} */
  asTopic({ slug, title, hasAssessment }) {
    const { read, passed, percent, progress } = this.state(slug);
    const done = hasAssessment ? passed : read;
    const status = done ? "completed" : progress > 0 ? "incomplete" : "not attempted";
    const scaled = percent === null ? null : percent / 100;
    return { id: slug, title, status, progress, scaled };
  }
}

/** What cannot be read does not stop the course: then it begins anew, and the system keeps its status. @param {string} text */
function statesFrom(text) {
  try {
    return text ? decodeCourse(text) : new Map();
  } catch (problem) {
    if (!(problem instanceof CourseStateError)) throw problem;
    return new Map();
  }
}

/** @param {readonly number[]} numbers at least one */
const mean = (numbers) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
