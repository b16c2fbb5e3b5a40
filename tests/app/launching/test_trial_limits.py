"""What a trial may write, and what it costs: by no number of statements does it grow."""

from collections.abc import Callable, Iterable

import pytest

from app.launching import guard, store
from app.launching.facts import Enrolled, Launched
from app.launching.rules import judge
from app.launching.told import Told
from app.launching.vocabulary import Verb
from app.services import Services
from tests.app.actors import Actor
from tests.app.launching.conftest import Begin, Launch
from tests.app.launching.course_zips import FIRST
from tests.app.launching.scripted_unit import ScriptedUnit

Read = Callable[[], list[Told]]
TRIED = "https://a.example/tried"


def tried(unit: ScriptedUnit) -> dict[str, object]:
    return unit.allowed(TRIED, unit.query["activityId"])


def test_a_launch_has_so_many_statements_and_the_next_one_has_its_own(
    launch: Launch, told: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "LAUNCH_STATEMENTS", 3)
    unit = launch().open()
    unit.say(Verb.INITIALIZED)
    answer = unit.send(*(tried(unit) for _ in range(3)))
    assert (answer.status_code, "3 statements in all" in answer.text) == (413, True)
    assert unit.send(tried(unit), tried(unit)).status_code == 200
    assert unit.send(tried(unit)).status_code == 413
    assert sum(each.verb == TRIED for each in told()) == 2
    launch().open().say(Verb.INITIALIZED, Verb.COMPLETED, Verb.TERMINATED)


def test_all_launches_of_a_trial_share_its_bytes(
    launch: Launch,
    begin: Begin,
    parts: Services,
    enrolled: Enrolled,
    as_lms_administrator: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(store, "TRIAL_BYTES", 40_000)
    for number in range(3):
        assert launch().open().state("PUT", f"{number}", data=b"x" * 12_000).status_code == 204
    unit = launch().open()
    answer = unit.state("PUT", "x", data=b"x" * 12_000)
    assert (answer.status_code, "may write 4000 bytes in all" in answer.text) == (413, True)
    unit.say(Verb.INITIALIZED)
    profile = {"agent": unit.query["actor"], "profileId": "x"}
    answer = unit.call(
        *("PUT", "agents/profile"),
        query_string=profile,
        data=b"x" * 4_000,
        headers={"If-None-Match": "*"},
    )
    assert answer.status_code == 413
    page = f"/packages/preview/{enrolled.registration}"
    refused = as_lms_administrator.get(page).text
    assert "PUT activities/state: This credential may write 4000 bytes in all" in refused
    assert parts.embedded_lrs is not None
    used = parts.embedded_lrs.credentials.list(str(enrolled.space))
    left = 40_000 - sum(each.spent.bytes for each in used)
    assert unit.state("PUT", "x", data=b"x" * left).status_code == 204
    again = as_lms_administrator.send(f"{page}/launch", unit=FIRST, mode="Normal")
    assert again.status_code == 409
    assert "end this trial and begin another" in again.text
    launch(trial=begin()).open().say(Verb.INITIALIZED)


def test_the_rules_look_at_no_statement_that_cmi5_merely_allows(
    launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise each statement would cost more than the one before."""
    looked_at: list[int] = []

    def counting(launched: Launched, earlier: Iterable[Told], incoming: Iterable[Told]) -> None:
        known = list(earlier)
        looked_at.append(len(known))
        judge(launched, known, incoming)

    monkeypatch.setattr(guard, "judge", counting)
    unit = launch().open()
    unit.say(Verb.INITIALIZED)
    assert unit.send(*(tried(unit) for _ in range(50))).status_code == 200
    assert unit.send(tried(unit)).status_code == 200
    unit.say(Verb.COMPLETED)
    assert unit.send(unit.defined(Verb.COMPLETED)).status_code == 403
    # launched by the LMS, then also initialized, then also completed
    assert looked_at == [1, 2, 2, 2, 3]
