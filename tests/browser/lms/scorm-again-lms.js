// The learning system of the tests: scorm-again, told what an earlier visit left, storing on the server.
// The page has loaded one of its two standards.
const is2004 = "Scorm2004API" in window;
window.CALLS = [];
window.LMS = new (is2004 ? window.Scorm2004API : window.Scorm12API)({
  autocommit: false,
  lmsCommitUrl: "commit",
  mastery_override: true,
  logLevel: 5,
});
if (window.STORED) window.LMS.loadFromJSON(window.STORED.cmi, "cmi");

// Every call of the course is noted with its answer, and with the error where it was refused.
const names = is2004
  ? ["Initialize", "SetValue", "Commit", "Terminate"]
  : ["LMSInitialize", "LMSSetValue", "LMSCommit", "LMSFinish"];
const lastError = is2004 ? "GetLastError" : "LMSGetLastError";
for (const name of names) {
  const original = window.LMS[name].bind(window.LMS);
  window.LMS[name] = (...values) => {
    const answer = original(...values);
    const error = String(answer) === "true" ? [] : [String(window.LMS[lastError]())];
    window.CALLS.push([name, ...values, String(answer), ...error]);
    return answer;
  };
}
window[is2004 ? "API_1484_11" : "API"] = window.LMS;
