"""The log of a trial: it goes on from a mark, holds what was refused, and is handed out whole."""

import json
import uuid
from typing import Any

import pytest

from app.launching import log, refusals, telling
from app.launching.told import tell
from app.launching.vocabulary import Verb
from tests.app.actors import Actor
from tests.app.launching.conftest import Launch
from tests.app.launching.course_zips import BASE


def page_of(registration: uuid.UUID) -> str:
    return f"/packages/preview/{registration}"


def test_the_log_goes_on_from_its_mark(
    registration: uuid.UUID, launch: Launch, as_lms_administrator: Actor
) -> None:
    def ask(after: object) -> dict[str, object]:
        answer = as_lms_administrator.get(f"{page_of(registration)}/statements?after={after}")
        assert answer.status_code == 200
        found: dict[str, object] = json.loads(answer.data)
        return found

    assert ask("0.0")["lines"] == []
    unit = launch().open()
    unit.say(Verb.INITIALIZED)
    told = unit.allowed(
        "http://adlnet.gov/expapi/verbs/answered",
        f"{BASE}/items/q1",
        object={
            "id": f"{BASE}/items/q1",
            "definition": {"name": {"en-GB": "Which <line> is safe?"}},
        },
        result={"success": False, "response": "b"},
    )
    unit.send(told)
    first = ask("0.0")
    lines = first["lines"]
    assert isinstance(lines, list)
    assert [(line["by"], line["sentence"]) for line in lines] == [
        ("LMS", "The LMS launched “First” (Normal)."),
        ("Module", "“First” is ready."),
        ("Module", "Answered: “Which <line> is safe?”, not right (answer b)."),
    ]
    assert json.loads(lines[2]["json"])["id"] == told["id"]
    assert ask(first["after"])["lines"] == []
    unit.say(Verb.COMPLETED)
    later = ask(first["after"])
    assert [line["sentence"] for line in later["lines"]] == ["“First” is completed after 1 minute."]  # type: ignore[attr-defined]
    for bad in ("x", "1", "-1.0", f"{'9' * 30}.0", "².0", "0.0.0"):
        answer = as_lms_administrator.get(f"{page_of(registration)}/statements?after={bad}")
        assert answer.status_code == 400


def test_what_was_refused_is_seen(
    registration: uuid.UUID, launch: Launch, as_lms_administrator: Actor
) -> None:
    unit = launch().open()
    assert unit.state("GET", "bookmark").status_code == 404
    unit.send(unit.defined(Verb.COMPLETED))
    unit.send({"actor": unit.actor, "verb": {}})
    unit.state("DELETE")

    def log(after: str = "0.0") -> dict[str, Any]:
        answer = as_lms_administrator.get(f"{page_of(registration)}/statements?after={after}")
        found: dict[str, Any] = json.loads(answer.data)
        return found

    first = log()
    refused = [line["sentence"] for line in first["lines"] if line["refused"]]
    assert [each.split(": ")[1] for each in refused] == [
        *("POST statements", "POST statements", "DELETE activities/state")
    ]
    assert refused[0].startswith("Refused: ")
    assert "cmi5 7.1.1: initialized is the first statement" in refused[0]
    page = as_lms_administrator.get(page_of(registration)).text
    assert refused[0] in page and "app-log__line--refused" in page
    assert log(first["after"])["lines"] == []
    unit.say(Verb.INITIALIZED)
    unit.send(unit.defined(Verb.INITIALIZED))
    told = [(line["refused"], line["by"]) for line in log(first["after"])["lines"]]
    assert told == [(False, "Module"), (True, "Module")]
    for _ in range(refusals.MOST):
        unit.send(unit.defined(Verb.INITIALIZED))
    assert sum(line["refused"] for line in log()["lines"]) == refusals.MOST


def test_the_whole_log_is_handed_out_for_a_ticket(
    registration: uuid.UUID,
    launch: Launch,
    as_lms_administrator: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(log, "AT_A_TIME", 2)
    unit = launch().open()
    unit.say(Verb.INITIALIZED, Verb.COMPLETED, Verb.TERMINATED)
    unit.send(unit.defined(Verb.PASSED))
    answer = as_lms_administrator.get(f"{page_of(registration)}/log")
    assert answer.mimetype == "text/plain"
    assert "attachment; filename=first-shift-trial.txt" in answer.headers["Content-Disposition"]
    head, *entries = answer.text.rstrip("\n").split("\n\n")
    assert "“Course” (cmi5)" in head
    said = [entry.partition("\n")[0].partition(" ")[2] for entry in entries]
    assert said == [
        "LMS: The LMS launched “First” (Normal).",
        "Module: “First” is ready.",
        "Module: “First” is completed after 1 minute.",
        "Module: “First” has ended after 1 minute 30 seconds.",
        said[4],
    ]
    assert said[4].startswith("Module: Refused: POST statements")
    assert json.loads(entries[1].partition("\n")[2])["verb"]["id"] == Verb.INITIALIZED


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        ("PT1M3S", " after 1 minute 3 seconds"),
        ("PT0.2S", " after less than a second"),
        ("PT2H0M1.6S", " after 2 hours 2 seconds"),
        ("PT3600S", " after 1 hour"),
        ("P1Y", ""),
        (None, ""),
    ],
)
def test_a_duration_is_told_in_words(duration: str | None, words: str) -> None:
    result = {} if duration is None else {"duration": duration}
    statement = {"verb": {"id": Verb.TERMINATED}, "object": {"id": BASE}, "result": result}
    told = tell(json.dumps(statement).encode())
    assert telling.sentence(told, {BASE: "First"}) == f"“First” has ended{words}."
