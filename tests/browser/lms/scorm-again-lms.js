// The learning system of the tests: scorm-again, told what an earlier visit left, storing on the server.
window.CALLS = [];
window.API = new window.Scorm12API({
  autocommit: false,
  lmsCommitUrl: "commit",
  mastery_override: true,
  logLevel: 5,
});
if (window.STORED) window.API.loadFromJSON(window.STORED.cmi, "cmi");

// Every call of the course is noted with its answer.
for (const name of ["LMSInitialize", "LMSSetValue", "LMSCommit", "LMSFinish"]) {
  const original = window.API[name].bind(window.API);
  window.API[name] = (...values) => {
    const answer = original(...values);
    window.CALLS.push([name, ...values, String(answer)]);
    return answer;
  };
}
