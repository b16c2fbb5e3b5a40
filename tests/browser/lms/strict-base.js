// What the strict systems of both standards share: what they hold, and the record of every call.
// Options in the address: mastery, mode, credit, commits=fail, interactions=off, objectives=off, open
// (the system has opened the session itself), untold (it answers nothing to how the module stands), api=off, show (the address of the page in the frame).
const options = new URLSearchParams(window.location.search);
window.CALLS = [];
window.REFUSED = [];

class StrictSystem {
  constructor(stored) {
    this.values = new Map(Object.entries(stored ?? {}));
    this.session = options.has("open") ? "running" : "new";
    this.error = "0";
    this.commitsFail = options.get("commits") === "fail";
  }

  // How many members of a collection have an id.
  count(collection) {
    const places = [...this.values.keys()].filter((key) => key.startsWith(`${collection}.`));
    return places.filter((key) => /^\.\d+\.(id|pattern)$/.test(key.slice(collection.length))).length;
  }

  // Whether a test has taken an optional part away.
  lacks(element) {
    return ["interactions", "objectives"].some(
      (part) => options.get(part) === "off" && element.startsWith(`cmi.${part}.`),
    );
  }

  store(name, element, value) {
    this.values.set(element, value);
    return this.accept(name, element, value);
  }

  accept(...call) {
    this.error = "0";
    window.CALLS.push([...call, "true"]);
    return "true";
  }

  refuse(code, ...call) {
    this.error = code;
    window.CALLS.push([...call, "false"]);
    window.REFUSED.push([code, ...call]);
    return "false";
  }

  // A store that is out of order: nobody's mistake.
  fail(name, code) {
    window.CALLS.push([name, "false"]);
    this.error = code;
    return "false";
  }

  tell() {
    navigator.sendBeacon("finished", JSON.stringify({ values: this.stored(), refused: window.REFUSED }));
  }

  // What another visit finds: the session's own values are gone, the journal stays.
  stored() {
    const rest = [...this.values].filter(([key]) => !/\.(exit|session_time)$/.test(key));
    return Object.fromEntries(rest);
  }
}
