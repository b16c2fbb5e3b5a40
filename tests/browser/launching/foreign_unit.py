"""A cmi5 package that is none of ours: a page with buttons, each of which tells one thing."""

from tests.app.launching.course_zips import structure as course_structure
from tests.app.launching.course_zips import unit_xml, zip_with

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>A unit</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; connect-src 'self' https:">
</head><body><main><h1>A unit</h1>
<button data-verb="completed">Complete</button>
<button data-verb="passed">Pass</button>
<button data-verb="terminated">Leave</button>
<p id="said" role="status"></p></main><script src="../unit.js"></script></body></html>
"""

SCRIPT = """
(async () => {
  const asked = new URLSearchParams(location.search);
  const said = document.getElementById("said");
  const token = (await (await fetch(asked.get("fetch"), { method: "POST" })).json())["auth-token"];
  const headers = {
    Authorization: `Basic ${token}`,
    "Content-Type": "application/json",
    "X-Experience-API-Version": "1.0.3",
  };
  const about = new URLSearchParams({
    stateId: "LMS.LaunchData",
    activityId: asked.get("activityId"),
    agent: asked.get("actor"),
    registration: asked.get("registration"),
  });
  const state = await fetch(`${asked.get("endpoint")}activities/state?${about}`, { headers });
  const data = await state.json();
  const base = "https://w3id.org/xapi/cmi5/context/";
  const results = {
    initialized: undefined,
    completed: { completion: true, duration: "PT1S" },
    passed: { success: true, duration: "PT1S", score: { scaled: 0.9 } },
    terminated: { duration: "PT1S" },
  };
  const tell = async (verb) => {
    const context = structuredClone(data.contextTemplate);
    context.registration = asked.get("registration");
    context.contextActivities.category = [{ id: `${base}categories/cmi5` }];
    if (verb === "completed" || verb === "passed") {
      context.contextActivities.category.push({ id: `${base}categories/moveon` });
    }
    if (verb === "passed" && data.masteryScore !== undefined) {
      context.extensions[`${base}extensions/masteryscore`] = data.masteryScore;
    }
    const statement = {
      id: crypto.randomUUID(),
      actor: JSON.parse(asked.get("actor")),
      verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
      object: { id: asked.get("activityId") },
      context,
      result: results[verb],
      timestamp: new Date().toISOString(),
    };
    const answer = await fetch(`${asked.get("endpoint")}statements`, {
      method: "POST",
      headers,
      body: JSON.stringify(statement),
    });
    said.textContent = `${verb} ${answer.status}`;
    if (verb === "terminated") location.href = data.returnURL;
  };
  for (const button of document.querySelectorAll("button")) {
    button.addEventListener("click", () => tell(button.dataset.verb));
  }
  await tell("initialized");
})();
"""


def foreign_package() -> bytes:
    """Return the zip: one unit that counts when it is completed and passed with 80 %."""
    unit = unit_xml("first", 'moveOn="CompletedAndPassed" masteryScore="0.8"')
    return zip_with(
        {
            "cmi5.xml": course_structure(unit),
            "first/index.html": PAGE,
            "unit.js": SCRIPT,
        }
    )
