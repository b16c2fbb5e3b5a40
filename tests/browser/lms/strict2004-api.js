// A small SCORM 2004 system that forgives nothing. window.WENT: where the course asked to go at its end.
window.WENT = null;

class Strict2004 extends StrictSystem {
  Initialize(argument) {
    if (argument !== "") return this.refuse("201", "Initialize");
    const problem = { new: "", running: "103", finished: "104" }[this.session];
    if (problem) return this.refuse(problem, "Initialize");
    this.session = "running";
    return this.accept("Initialize");
  }

  GetValue(element) {
    const problem = this.outside("122", "123") || this.readProblem(element);
    this.error = problem;
    if (problem === "403") return "";
    if (problem) return this.refuse(problem, "GetValue", element) && "";
    this.error = "0";
    if (options.has("untold") && /_status$/.test(element)) return "";
    return this.read(element);
  }

  SetValue(element, value) {
    const problem = this.outside("132", "133") || this.problem(element, value);
    if (problem) return this.refuse(problem, "SetValue", element, value);
    return this.store("SetValue", element, value);
  }

  Commit(argument) {
    const problem = argument === "" ? this.outside("142", "143") : "201";
    if (problem) return this.refuse(problem, "Commit");
    return this.commitsFail ? this.fail("Commit", "391") : this.accept("Commit");
  }

  Terminate(argument) {
    const problem = argument === "" ? this.outside("112", "113") : "201";
    if (problem) return this.refuse(problem, "Terminate");
    if (this.commitsFail) return this.fail("Terminate", "111");
    this.session = "finished";
    this.judge();
    window.WENT = this.values.get("adl.nav.request") ?? null;
    const answer = this.accept("Terminate");
    this.tell();
    return answer;
  }

  GetLastError() {
    return this.error;
  }

  GetErrorString(code) {
    return `error ${code}`;
  }

  GetDiagnostic(code) {
    return `error ${code}`;
  }

  outside(before, after) {
    return { new: before, running: "", finished: after }[this.session];
  }

  // What the standard lets a system do at the end: what was never said is completed and satisfied, a score
  // is judged, and without `suspend` the next visit begins anew.
  judge() {
    const counts = !options.get("mode") && options.get("credit") !== "no-credit";
    const completion = this.values.get("cmi.completion_status") ?? "unknown";
    const scaled = this.values.get("cmi.score.scaled");
    const mastery = options.get("mastery");
    if (counts && mastery && scaled !== undefined) {
      const word = Number(scaled) * 100 >= Number(mastery) ? "passed" : "failed";
      this.values.set("cmi.success_status", word);
    }
    if (counts && (completion === "unknown" || completion === "not attempted")) {
      this.values.set("cmi.completion_status", "completed");
      this.values.set("cmi.success_status", "passed");
    }
    if (counts && this.values.get("cmi.exit") !== "suspend") this.values.clear();
  }

  readProblem(element) {
    if (window.WRITE_ONLY.test(element)) return "405";
    if (this.lacks(element)) return "401";
    if (this.read(element) !== undefined) return "";
    if (!window.ELEMENTS.some(([name]) => name.test(element))) return "401";
    const [, collection, n] = /^(cmi\.\w+)\.(\d+)\./.exec(element) ?? [];
    return collection !== undefined && Number(n) >= this.count(collection) ? "301" : "403";
  }

  read(element) {
    const known = {
      "cmi.mode": options.get("mode") ?? "normal",
      "cmi.credit": options.get("credit") ?? "credit",
      "cmi.completion_status": "unknown",
      "cmi.success_status": "unknown",
    };
    const collection = /^(cmi\..+)\._count$/.exec(element)?.[1];
    if (collection) return String(this.count(collection));
    return this.values.get(element) ?? known[element];
  }

  problem(element, value) {
    if (window.READ_ONLY.test(element)) return "404";
    if (this.lacks(element)) return "401";
    const rule = window.ELEMENTS.find(([name]) => name.test(element));
    if (!rule) return "401";
    const [, form, range] = rule;
    if (typeof value !== "string" || !form.test(value)) return "406";
    if (range && (Number(value) < range[0] || Number(value) > range[1])) return "407";
    return this.placeProblem(element, value) || this.answerProblem(element, value);
  }

  // Members of a collection come in order; each has its id, or its pattern, before anything else; and
  // none comes twice, save that the journal may hold an answer to the same question again.
  placeProblem(element, value) {
    const place = /^(cmi\..+?)\.(\d+)\.(.+)$/;
    const [, collection, n, rest] = place.exec(element) ?? [];
    if (collection === undefined) return "";
    const count = this.count(collection);
    if (Number(n) > count) return "351";
    if (Number(n) === count && rest !== "id") return "408";
    const written = this.values.get(element);
    if (rest === "id" && collection === "cmi.objectives") {
      if (written !== undefined && written !== value) return "351";
      if (written === undefined && this.holds(collection, value)) return "351";
    }
    const [, inner, m] = place.exec(rest ? `cmi.${rest}` : "") ?? [];
    if (inner === undefined) return "";
    const within = `${collection}.${n}.${inner.slice("cmi.".length)}`;
    return Number(m) > this.count(within) || this.holds(within, value) ? "351" : "";
  }

  holds(collection, value) {
    return [...this.values].some(([key, held]) => key.startsWith(`${collection}.`) && held === value);
  }

  // What is right, and what was answered, can be judged only once the type is known.
  answerProblem(element, value) {
    const [, n, field, m] =
      /^cmi\.interactions\.(\d+)\.(learner_response|correct_responses)(?:\.(\d+))?/.exec(element) ?? [];
    if (field === undefined) return "";
    const type = this.values.get(`cmi.interactions.${n}.type`);
    if (!type) return "408";
    const [response, pattern, most] = window.RESPONSES[type];
    if (m !== undefined && Number(m) >= most) return "351";
    if (!(m === undefined ? response : pattern).test(value)) return "406";
    const several = value.split("[,]");
    return type === "choice" && new Set(several).size < several.length ? "406" : "";
  }
}

if (options.get("api") !== "off") window.API_1484_11 = new Strict2004(window.STORED);
