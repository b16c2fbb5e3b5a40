// A small SCORM 1.2 system that forgives nothing.
class StrictApi extends StrictSystem {
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
    return this.store("LMSSetValue", element, value);
  }

  LMSCommit(argument) {
    if (argument !== "" || this.session !== "running") return this.refuse("301", "LMSCommit");
    if (this.commitsFail) return this.fail("LMSCommit", "101");
    return this.accept("LMSCommit");
  }

  LMSFinish(argument) {
    if (argument !== "" || this.session !== "running") return this.refuse("301", "LMSFinish");
    this.session = "finished";
    this.judge();
    const answer = this.accept("LMSFinish");
    this.tell();
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
      "cmi.core.lesson_status": options.has("untold") ? "" : this.values.get(element) ?? "not attempted",
      "cmi.core.lesson_mode": options.get("mode") ?? "",
      "cmi.core.credit": options.get("credit") ?? "",
      "cmi.core.entry": "ab-initio",
      "cmi.interactions._count": String(this.count("cmi.interactions")),
      "cmi.objectives._count": String(this.count("cmi.objectives")),
      "cmi.core.lesson_location": this.values.get(element) ?? "",
      "cmi.suspend_data": this.values.get(element) ?? "",
    };
    if (element.startsWith("cmi.objectives.")) known[element] ??= this.values.get(element);
    return known[element] ?? "";
  }

  problem(element, value) {
    if (typeof value !== "string") return "405";
    if (this.lacks(element)) return "401";
    const rule = window.ELEMENTS.find(([name]) => name.test(element));
    if (!rule) return "401";
    if (!rule[1].test(value)) return "405";
    const [, collection, n, field] = /^(cmi\.\w+)\.(\d+)\.(\w+)/.exec(element) ?? [];
    if (collection === undefined) return "";
    const count = this.count(collection);
    if (Number(n) > count || (Number(n) === count && field !== "id")) return "201";
    return collection === "cmi.interactions" ? this.interactionProblem(n, field, value) : "";
  }

  // The id first, then the type, then the rest in the form of the type.
  interactionProblem(n, field, value) {
    if (field === "id" || field === "type") return "";
    const type = this.values.get(`cmi.interactions.${n}.type`);
    if (!type) return "201";
    const isAnswer = field === "student_response" || field === "correct_responses";
    return isAnswer && !window.RESPONSES[type].test(value) ? "405" : "";
  }
}

if (options.get("api") !== "off") window.API = new StrictApi(window.STORED);
