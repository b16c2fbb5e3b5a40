// A small SCORM 1.2 system that forgives nothing. Options in the address: mastery, mode, credit,
// commits=fail, interactions=off, open (the system has opened the session itself), api=off.
const options = new URLSearchParams(window.location.search);
window.CALLS = [];
window.REFUSED = [];

class StrictApi {
  constructor(stored) {
    this.values = new Map(Object.entries(stored ?? {}));
    this.session = options.has("open") ? "running" : "new";
    this.error = "0";
    this.commitsFail = options.get("commits") === "fail";
  }

  LMSInitialize(argument) {
    if (argument !== "" || this.session !== "new") return this.refuse("101", "LMSInitialize");
    this.session = "running";
    return this.accept("LMSInitialize");
  }

  LMSGetValue(element) {
    if (this.session !== "running") return this.refuse("301", "LMSGetValue", element) && "";
    this.error = "0";
    return this.read(element);
  }

  LMSSetValue(element, value) {
    const problem = this.session === "running" ? this.problem(element, value) : "301";
    if (problem) return this.refuse(problem, "LMSSetValue", element, value);
    this.values.set(element, value);
    return this.accept("LMSSetValue", element, value);
  }

  LMSCommit(argument) {
    if (argument !== "" || this.session !== "running") return this.refuse("301", "LMSCommit");
    if (this.commitsFail) {
      window.CALLS.push(["LMSCommit", "false"]);
      this.error = "101";
      return "false";
    }
    return this.accept("LMSCommit");
  }

  LMSFinish(argument) {
    if (argument !== "" || this.session !== "running") return this.refuse("301", "LMSFinish");
    this.session = "finished";
    this.judge();
    const answer = this.accept("LMSFinish");
    navigator.sendBeacon("finished", JSON.stringify({ values: this.stored(), refused: window.REFUSED }));
    return answer;
  }

  LMSGetLastError() {
    return this.error;
  }

  LMSGetErrorString(code) {
    return `error ${code}`;
  }

  // What the standard lets a system do at the end: an untouched status is completed, a score is judged.
  judge() {
    const status = this.read("cmi.core.lesson_status");
    if (status === "not attempted") this.values.set("cmi.core.lesson_status", "completed");
    const raw = this.values.get("cmi.core.score.raw");
    const mastery = options.get("mastery");
    if (mastery && raw && !options.get("mode") && options.get("credit") !== "no-credit") {
      const word = Number(raw) >= Number(mastery) ? "passed" : "failed";
      this.values.set("cmi.core.lesson_status", word);
    }
  }

  read(element) {
    const known = {
      "cmi.core.lesson_status": this.values.get(element) ?? "not attempted",
      "cmi.core.lesson_mode": options.get("mode") ?? "",
      "cmi.core.credit": options.get("credit") ?? "",
      "cmi.core.entry": "ab-initio",
      "cmi.interactions._count": String(this.count()),
      "cmi.core.lesson_location": this.values.get(element) ?? "",
      "cmi.suspend_data": this.values.get(element) ?? "",
    };
    return known[element] ?? "";
  }

  count() {
    return [...this.values.keys()].filter((key) => /^cmi\.interactions\.\d+\.id$/.test(key)).length;
  }

  problem(element, value) {
    if (typeof value !== "string") return "405";
    if (options.get("interactions") === "off" && element.includes("interactions")) return "401";
    const rule = window.ELEMENTS.find(([name]) => name.test(element));
    if (!rule) return "401";
    if (!rule[1].test(value)) return "405";
    const place = /^cmi\.interactions\.(\d+)\.(\w+)/.exec(element);
    return place ? this.interactionProblem(Number(place[1]), place[2], value) : "";
  }

  // Ids first and without a gap, then the type, then the rest in the form of the type.
  interactionProblem(n, field, value) {
    if (field === "id") return n <= this.count() ? "" : "201";
    if (!this.values.has(`cmi.interactions.${n}.id`)) return "201";
    if (field === "type") return "";
    const type = this.values.get(`cmi.interactions.${n}.type`);
    if (!type) return "201";
    const isAnswer = field === "student_response" || field === "correct_responses";
    return isAnswer && !window.RESPONSES[type].test(value) ? "405" : "";
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

  // What another visit finds: the session's own values are gone, the journal stays.
  stored() {
    const rest = [...this.values].filter(([key]) => !/core\.(exit|session_time)$/.test(key));
    return Object.fromEntries(rest);
  }
}

if (options.get("api") !== "off") window.API = new StrictApi(window.STORED);
