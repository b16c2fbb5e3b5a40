"""Units that break the rules: each is refused with the section, and nothing of it is stored.

Ids are those of the requirements of cmi5 (npm ``@cmi5/requirements`` 1.0.0).
"""

import copy
import json
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from app.launching.told import Told
from app.launching.vocabulary import CMI5, MOVE_ON, Extension, Verb
from tests.app.databases import BOTH
from tests.app.launching.conftest import Launch
from tests.app.launching.course_zips import SECOND
from tests.app.launching.scripted_unit import ScriptedUnit

Read = Callable[[], list[Told]]
Make = Callable[[ScriptedUnit], dict[str, Any]]


def changed(verb: str, *path: str, to: Any = None) -> Make:
    """Return a maker of a good statement with one place changed; None takes it out."""

    def make(unit: ScriptedUnit) -> dict[str, Any]:
        made = unit.defined(verb)
        place = made
        for name in path[:-1]:
            place = place.setdefault(name, {})
        if to is None:
            del place[path[-1]]
        else:
            place[path[-1]] = copy.deepcopy(to)
        return made

    return make


def categories(*ids: str) -> list[dict[str, str]]:
    return [{"id": each} for each in ids]


AROUND = ("context", "contextActivities")
OTHER = {"objectType": "Agent", "account": {"homePage": "https://a.example", "name": "x"}}
PROGRESS = {"https://w3id.org/xapi/cmi5/result/extensions/progress": 50}

SHAPES = [
    ("9.1.0.0-1", changed(Verb.COMPLETED, "id"), 400, "9.1"),
    ("9.7.0.0-1", changed(Verb.COMPLETED, "timestamp"), 400, "9.7"),
    ("9.7.0.0-2", changed(Verb.COMPLETED, "timestamp", to="2036-01-01T10:00:00+01:00"), 400, "9.7"),
    ("9.6.3.1-4", changed(Verb.COMPLETED, "context", "extensions", to={}), 400, "9.6.3.1"),
    (
        "10.2.1.0-7",
        changed(
            *(Verb.COMPLETED, "context", "extensions", Extension.SESSION), to=str(uuid.uuid4())
        ),
        400,
        "9.6.3.1",
    ),
    ("9.6.2.0-1", changed(Verb.COMPLETED, *AROUND, "grouping"), 400, "10.0"),
    (
        "9.6.2.2-1",
        changed(Verb.COMPLETED, *AROUND, "category", to=categories(CMI5)),
        400,
        "9.6.2.2",
    ),
    (
        "9.6.2.2-2",
        changed(Verb.TERMINATED, *AROUND, "category", to=categories(CMI5, MOVE_ON)),
        400,
        "9.6.2.2",
    ),
    (
        "9.6.2.2-2 allowed",
        changed(Verb.COMPLETED, *AROUND, "category", to=categories(MOVE_ON)),
        400,
        "9.6.2.2",
    ),
    ("7.1.3 launched", changed(Verb.TERMINATED, "verb", to={"id": Verb.LAUNCHED}), 400, "7.1.3"),
    ("7.1.3 abandoned", changed(Verb.TERMINATED, "verb", to={"id": Verb.ABANDONED}), 400, "7.1.3"),
    ("7.1.3 waived", changed(Verb.COMPLETED, "verb", to={"id": Verb.WAIVED}), 400, "7.1.3"),
    ("7.1.3 satisfied", changed(Verb.TERMINATED, "verb", to={"id": Verb.SATISFIED}), 400, "7.1.3"),
    (
        "7.1.3 other",
        changed(Verb.TERMINATED, "verb", to={"id": "https://a.example/v"}),
        400,
        "7.1.3",
    ),
    ("9.4.0.0-1", changed(Verb.COMPLETED, "object", to={"id": "https://a.example/x"}), 400, "9.4"),
    ("9.5.1.0-2", changed(Verb.COMPLETED, "result", "score", to={"scaled": 1}), 400, "9.5.1"),
    ("9.5.1 scaled", changed(Verb.FAILED, "result", "score", to={"scaled": -0.5}), 400, "9.5.1"),
    ("9.5.1.0-3", changed(Verb.PASSED, "result", "score", to={"raw": 9, "max": 10}), 400, "9.5.1"),
    (
        "9.5.1 whole",
        changed(Verb.PASSED, "result", "score", to={"raw": 8.5, "min": 0, "max": 10}),
        400,
        "9.5.1",
    ),
    ("9.5.2.0-1", changed(Verb.PASSED, "result", "success"), 400, "9.5.2"),
    ("9.5.2.0-2", changed(Verb.FAILED, "result", "success", to=True), 400, "9.5.2"),
    ("9.5.2.0-3", changed(Verb.TERMINATED, "result", "success", to=True), 400, "9.5.2"),
    ("9.5.3.0-1", changed(Verb.COMPLETED, "result", "completion", to=False), 400, "9.5.3"),
    ("9.5.3.0-2", changed(Verb.PASSED, "result", "completion", to=True), 400, "9.5.3"),
    ("9.5.4.1-1", changed(Verb.TERMINATED, "result", "duration"), 400, "9.5.4.1"),
    ("9.5.4.1-2", changed(Verb.COMPLETED, "result", "duration"), 400, "9.5.4.1"),
    ("9.5.4.1-3", changed(Verb.PASSED, "result", "duration"), 400, "9.5.4.1"),
    ("9.5.4.1-4", changed(Verb.FAILED, "result", "duration"), 400, "9.5.4.1"),
    (
        "9.6.3.2-2",
        changed(Verb.PASSED, "context", "extensions", Extension.MASTERY_SCORE),
        400,
        "9.6.3.2",
    ),
    (
        "9.6.3.2-2 another",
        changed(Verb.PASSED, "context", "extensions", Extension.MASTERY_SCORE, to=0.5),
        400,
        "9.6.3.2",
    ),
    ("9.3.4.0-2", changed(Verb.PASSED, "result", "score", to={"scaled": 0.79}), 403, "9.3.4"),
    ("9.3.5.0-2", changed(Verb.FAILED, "result", "score", to={"scaled": 0.8}), 403, "9.3.4"),
    ("8.1.3.0-3", changed(Verb.COMPLETED, "actor", to=OTHER), 403, ""),
    (
        "8.1.4.0-3",
        changed(Verb.COMPLETED, "context", "registration", to=str(uuid.uuid4())),
        403,
        "",
    ),
    ("9.6.1.0-1", changed(Verb.COMPLETED, "context", "registration"), 403, ""),
]


@pytest.mark.parametrize(
    ("make", "status", "section"), [pytest.param(*row[1:], id=row[0]) for row in SHAPES]
)
def test_a_statement_that_breaks_a_rule_is_refused_and_keeps_its_batch_out(
    launch: Launch, told: Read, make: Make, status: int, section: str
) -> None:
    unit = launch().open()
    unit.say(Verb.INITIALIZED)
    before = len(told())
    good = unit.allowed("https://a.example/tried", "https://a.example/x")
    answer = unit.send(good, make(unit))
    assert answer.status_code == status, answer.text
    assert answer.text.startswith(f"cmi5 {section}:" if section else "This credential"), answer.text
    assert len(told()) == before


def test_the_good_forms_of_those_statements_are_taken(launch: Launch) -> None:
    unit = launch().open()
    unit.say(Verb.INITIALIZED)
    raw = {"scaled": 0.8, "raw": 8, "min": 0, "max": 10}
    passed = changed(Verb.PASSED, "result", "score", to=raw)(unit)
    passed["timestamp"] = passed["timestamp"].replace("Z", "+00:00")
    passed["result"]["extensions"] = PROGRESS
    assert unit.send(unit.defined(Verb.COMPLETED), passed).status_code == 200
    lone = unit.allowed("https://a.example/tried", "https://a.example/x")
    lone["context"]["contextActivities"]["grouping"] = lone["context"]["contextActivities"][
        "grouping"
    ][0]
    lone.pop("id")
    query = {"statementId": str(uuid.uuid4())}
    assert unit.call("PUT", "statements", query_string=query, json=lone).status_code == 204


ORDERS = [
    ("9.3.0.0-4", (), (Verb.COMPLETED,), "7.1.1"),
    ("7.1.1.0-1 terminated first", (), (Verb.TERMINATED,), "7.1.1"),
    ("9.3.2.0-3", (Verb.INITIALIZED,), (Verb.INITIALIZED,), "9.3"),
    ("9.3.2.0-3 one request", (), (Verb.INITIALIZED, Verb.INITIALIZED), "9.3"),
    ("9.3.0.0-5", (Verb.INITIALIZED, Verb.TERMINATED), (Verb.COMPLETED,), "7.1.2"),
    ("9.3.0.0-5 one request", (Verb.INITIALIZED,), (Verb.TERMINATED, Verb.PASSED), "7.1.2"),
    ("9.3.0.0-2", (Verb.INITIALIZED, Verb.COMPLETED), (Verb.COMPLETED,), "9.3"),
    ("9.3.0.0-3", (Verb.INITIALIZED, Verb.FAILED), (Verb.PASSED,), "9.3"),
    ("9.3.0.0-3 the other way", (Verb.INITIALIZED, Verb.PASSED), (Verb.FAILED,), "9.3"),
]


@pytest.mark.parametrize(
    ("before", "sent", "section"), [pytest.param(*row[1:], id=row[0]) for row in ORDERS]
)
def test_a_statement_at_the_wrong_time_is_refused(
    launch: Launch, told: Read, before: tuple[str, ...], sent: tuple[str, ...], section: str
) -> None:
    unit = launch().open()
    unit.say(*before)
    stored = len(told())
    answer = unit.send(*(unit.defined(verb) for verb in sent))
    assert (answer.status_code, answer.text.partition(":")[0]) == (403, f"cmi5 {section}")
    assert len(told()) == stored


def test_an_allowed_statement_does_not_come_before_initialized(launch: Launch) -> None:
    """7.1.3.0-1, 9.3.0.0-4: neither by its arrival nor by its timestamp."""
    unit = launch().open()
    early = unit.allowed("https://a.example/tried", "https://a.example/x")
    fake = unit.allowed(Verb.INITIALIZED, unit.query["activityId"])
    for statement in (early, fake):
        assert unit.send(statement).text.startswith("cmi5 7.1.1:")
    unit.say(Verb.INITIALIZED)
    assert unit.send(early).text.startswith("cmi5 7.1.1:")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(Verb.COMPLETED, Verb.COMPLETED, id="9.3.0.0-6"),
        pytest.param(Verb.PASSED, Verb.PASSED, id="9.3.0.0-7"),
        pytest.param(Verb.PASSED, Verb.FAILED, id="9.3.0.0-8"),
    ],
)
def test_what_a_registration_has_once_is_refused_in_its_next_session(
    launch: Launch, first: str, second: str
) -> None:
    unit = launch().open()
    unit.say(Verb.INITIALIZED, first, Verb.TERMINATED)
    again = launch().open()
    again.say(Verb.INITIALIZED)
    answer = again.send(again.defined(second))
    assert (answer.status_code, answer.text.partition(":")[0]) == (403, "cmi5 9.3")
    # Another unit of the same registration has its own.
    other = launch(SECOND).open()
    other.say(Verb.INITIALIZED, first)


def test_a_fail_may_be_followed_by_a_pass_in_the_next_session(launch: Launch) -> None:
    unit = launch().open()
    unit.say(Verb.INITIALIZED, Verb.FAILED, Verb.TERMINATED)
    launch().open().say(Verb.INITIALIZED, Verb.FAILED, Verb.TERMINATED)
    launch().open().say(Verb.INITIALIZED, Verb.COMPLETED, Verb.PASSED, Verb.TERMINATED)


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_nothing_counts_outside_normal_mode(launch: Launch, mode: str) -> None:
    """10.2.2.0-2, 10.2.2.0-3, 10.2.2.0-8 to 10.2.2.0-11."""
    unit = launch(mode=mode).open()
    unit.say(Verb.INITIALIZED)
    for verb in (Verb.COMPLETED, Verb.PASSED, Verb.FAILED):
        answer = unit.send(unit.defined(verb))
        assert (answer.status_code, answer.text.partition(":")[0]) == (403, "cmi5 10.0")
    unit.say(Verb.TERMINATED)


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_the_launch_data_are_the_lmss(launch: Launch, method: str) -> None:
    """10.2.1.0-5."""
    unit = launch().open()
    answer = unit.state(method, json={"masteryScore": 0})
    assert (answer.status_code, answer.text.partition(":")[0]) == (403, "cmi5 10.0")
    query = {
        "activityId": unit.query["activityId"],
        "agent": unit.query["actor"],
        "registration": unit.query["registration"],
    }
    assert unit.call("DELETE", "activities/state", query_string=query).status_code == 403
    assert unit.state("GET").get_json() == unit.data


def test_a_unit_voids_nothing(launch: Launch, told: Read) -> None:
    """6.3.0.0-1."""
    unit = launch().open()
    unit.say(Verb.INITIALIZED)
    reference = {"objectType": "StatementRef", "id": told()[0].id}
    void = unit.allowed("http://adlnet.gov/expapi/verbs/voided", "x", object=reference)
    answer = unit.send(void)
    assert answer.status_code == 403
    assert "void" in answer.text


def test_a_unit_sees_and_writes_no_registration_but_its_own(launch: Launch, begin: Any) -> None:
    """8.1.3.0-3, 8.1.4.0-3."""
    unit, other = launch().open(), launch(trial=begin()).open()
    other.say(Verb.INITIALIZED)
    assert unit.call("GET", "statements").get_json()["statements"] != []
    theirs = {"registration": other.query["registration"]}
    assert unit.call("GET", "statements", query_string=theirs).get_json()["statements"] == []
    assert unit.state("GET", query=theirs).status_code == 403
    assert unit.state("GET", query={"agent": json.dumps(other.actor)}).status_code == 403


@BOTH
def test_two_requests_at_once_do_not_both_complete(launch: Launch, told: Read) -> None:
    """9.3.0.0-6: the rules are asked in the transaction that stores."""
    unit = launch().open()
    unit.say(Verb.INITIALIZED)
    sent = [unit.defined(Verb.COMPLETED) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(unit.send, sent))
    assert sorted(answer.status_code for answer in answers) == [200, 403, 403, 403, 403, 403]
    assert sum(each.verb == Verb.COMPLETED for each in told()) == 1
