"""What an administrator reads of a SCORM package's calls: in words, one line for one thing."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tools.checkout import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture
def scripts(page: Page) -> Page:
    """Open an empty page that can load our scripts one by one."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://localhost/")
        if path:
            route.fulfill(path=ROOT / path, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>Empty</title>", content_type="text/html")

    page.route("http://localhost/**", answer)
    page.goto("http://localhost/")
    return page


def given(page: Page, module: str, expression: str, value: Any) -> Any:
    """Return what an expression of a script gives for a value."""
    script = f"async (value) => {{ const it = await import('/app/browser/trial/{module}'); return {expression} }}"
    return page.evaluate(script, value)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("PT1M3S", "1 minute 3 seconds"),
        ("PT1M", "1 minute"),
        ("PT0.4S", "less than a second"),
        ("P1DT1H0M1S", "25 hours 1 second"),
        ("0000:00:04.00", "4 seconds"),
        ("0001:01:00.6", "1 hour 1 minute 1 second"),
        ("PT", "PT"),
        ("a while", "a while"),
    ],
)
def test_a_length_of_time_is_in_words(scripts: Page, code: str, words: str) -> None:
    assert given(scripts, "words.js", "it.lasting(value)", code) == words


@pytest.mark.parametrize(
    ("kind", "word", "words"),
    [
        ("completion", "incomplete", "“incomplete” (begun and not finished)"),
        ("completion", "passed", "“passed”"),
        ("success", "unknown", "“unknown” (not judged yet)"),
        ("success", "failed", "“failed” (tried and not passed)"),
    ],
)
def test_a_status_is_explained(scripts: Page, kind: str, word: str, words: str) -> None:
    assert given(scripts, "words.js", "it[value[0]](value[1])", [kind, word]) == words


ANSWER = "cmi.interactions.2"
CALLS: dict[str, tuple[list[list[str]], str]] = {
    "state and time are saved": (
        [
            ["SetValue", "cmi.suspend_data", "abc"],
            ["SetValue", "cmi.location", "topic-x"],
            ["SetValue", "cmi.session_time", "PT1M3S"],
            ["SetValue", "cmi.exit", "suspend"],
            ["Commit", ""],
        ],
        "The module saved its state in 3 characters, saved its place: topic-x, said that the visit has"
        " lasted 1 minute 3 seconds, asked to go on from here next time and asked to have all of it"
        " stored.",
    ),
    "the place before any other": (
        [["LMSSetValue", "cmi.core.lesson_location", "(start)"], ["LMSCommit", ""]],
        "The module saved its place: the beginning and asked to have all of it stored.",
    ),
    "an answer": (
        [
            ["LMSSetValue", f"{ANSWER}.id", "fs.culture.q1"],
            ["LMSSetValue", f"{ANSWER}.objectives.0.id", "fs.culture.topic"],
            ["LMSSetValue", f"{ANSWER}.student_response", "a"],
            ["LMSSetValue", f"{ANSWER}.result", "wrong"],
            ["LMSSetValue", f"{ANSWER}.latency", "0000:00:09.00"],
        ],
        "The module recorded an answer: fs.culture.q1, not right, after 9 seconds.",
    ),
    "the rest of an answer": (
        [["SetValue", f"{ANSWER}.weighting", "1"]],
        "The module said more of an answer.",
    ),
    "a score": (
        [
            ["SetValue", "cmi.score.scaled", "0.8"],
            ["SetValue", "cmi.score.raw", "80"],
            ["SetValue", "cmi.score.max", "100"],
        ],
        "The module sent the score 80.",
    ),
    "topics": (
        [
            ["LMSSetValue", "cmi.objectives.0.id", "a"],
            ["LMSSetValue", "cmi.objectives.0.status", "incomplete"],
            ["LMSSetValue", "cmi.objectives.1.id", "b"],
        ],
        "The module said how it stands with 2 topics.",
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_calls_of_one_thing_are_one_sentence(scripts: Page, name: str) -> None:
    written, sentence = CALLS[name]
    calls = [
        {"name": call, "values": values, "answer": "true", "error": "0"}
        for call, *values in written
    ]
    things = given(scripts, "sentences.js", "value.map(it.thingOf)", calls)
    assert len(set(things)) == 1 and things[0]
    assert given(scripts, "sentences.js", "it.sentenceOf(value)", calls) == sentence


def test_what_is_refused_and_what_another_thing_tells_stand_by_themselves(scripts: Page) -> None:
    def call(element: str, answer: str = "true") -> dict[str, Any]:
        return {"name": "SetValue", "values": [element, "x"], "answer": answer, "error": "406"}

    elements = [
        call("cmi.interactions.0.id"),
        call("cmi.interactions.1.id"),
        call("cmi.objectives.0.id"),
    ]
    assert len(set(given(scripts, "sentences.js", "value.map(it.thingOf)", elements))) == 3
    refused = call("cmi.interactions.0.result", "false")
    assert given(scripts, "sentences.js", "it.thingOf(value)", refused) == ""
    sentence = given(scripts, "sentences.js", "it.sentenceOf([value])", refused)
    assert sentence == "Refused (error 406): the module set cmi.interactions.0.result to “x”."
