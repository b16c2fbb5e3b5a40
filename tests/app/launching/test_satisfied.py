"""moveOn, satisfied and waived: when blocks and course count, and that it is told once."""

import itertools
import uuid
from collections.abc import Callable
from unittest.mock import Mock

import pytest
from sqlalchemy.exc import OperationalError

from app.database import now
from app.errors import BadInput, Conflict
from app.launching import registrations, store, waiving
from app.launching.facts import Enrolled
from app.launching.models import LaunchRegistration
from app.launching.registrations import Trial
from app.launching.standing import UnitStanding
from app.launching.statements import satisfied_statement
from app.launching.told import Told
from app.launching.vocabulary import BLOCK, CMI5, COURSE, MOVE_ON, REASONS, Extension, Verb
from app.services import Services
from packager.reading.course_structure import Block, MoveOn
from tests.app.databases import BOTH
from tests.app.launching.conftest import Begin, Launch
from tests.app.launching.course_zips import BASE, FIRST, SECOND, THIRD, cmi5_zip, unit_xml

Read = Callable[[], list[Told]]
NEEDS: dict[MoveOn, Callable[[bool, bool], bool]] = {
    "NotApplicable": lambda completed, passed: True,
    "Completed": lambda completed, passed: completed,
    "Passed": lambda completed, passed: passed,
    "CompletedAndPassed": lambda completed, passed: completed and passed,
    "CompletedOrPassed": lambda completed, passed: completed or passed,
}


@pytest.mark.parametrize("move_on", NEEDS)
def test_a_unit_is_met_by_its_move_on_or_when_waived_and_never_by_failing(move_on: MoveOn) -> None:
    """9.3.3.0-3, 9.3.4.0-4."""
    for completed, passed, failed, waived in itertools.product((False, True), repeat=4):
        told = {
            Verb.LAUNCHED: True,
            Verb.COMPLETED: completed,
            Verb.PASSED: passed,
            Verb.FAILED: failed,
            Verb.WAIVED: waived,
        }
        unit = UnitStanding(frozenset(verb for verb, is_told in told.items() if is_told))
        assert unit.meets(move_on) is (waived or NEEDS[move_on](completed, passed))


def satisfied(told: Read) -> list[Told]:
    return [each for each in told() if each.verb == Verb.SATISFIED]


@BOTH
def test_blocks_and_course_are_satisfied_in_turn_and_once(
    launch: Launch, told: Read, enrolled: Enrolled
) -> None:
    """9.3.9.0-1 to 9.3.9.0-9."""
    unit = launch(FIRST).open()
    unit.say(Verb.INITIALIZED, Verb.COMPLETED)
    assert satisfied(told) == []
    unit.say(Verb.PASSED, Verb.TERMINATED)
    assert satisfied(told) == [], "no block holds it, and the course needs more"
    unit = launch(SECOND).open()
    unit.say(Verb.INITIALIZED, Verb.COMPLETED)
    (inner,) = satisfied(told)
    assert inner.about == enrolled.own_iri("block", f"{BASE}/inner")
    assert inner.about != f"{BASE}/inner"
    assert inner.statement["object"]["definition"]["type"] == BLOCK
    assert inner.categories == {CMI5}
    assert inner.groupings == {f"{BASE}/inner"}
    assert inner.session == unit.data["contextTemplate"]["extensions"][Extension.SESSION]
    unit.say(Verb.TERMINATED)
    unit = launch(THIRD).open()
    unit.say(Verb.INITIALIZED, Verb.COMPLETED, Verb.PASSED, Verb.TERMINATED)
    assert [each.about for each in satisfied(told)] == [
        enrolled.own_iri("block", f"{BASE}/inner"),
        enrolled.own_iri("block", f"{BASE}/outer"),
        enrolled.own_iri("course", f"{BASE}/course"),
    ]
    assert satisfied(told)[-1].statement["object"]["definition"]["type"] == COURSE
    launch(FIRST).open().say(Verb.INITIALIZED, Verb.TERMINATED)
    assert len(satisfied(told)) == 3


def test_a_busy_database_does_not_take_back_what_is_stored(
    launch: Launch, told: Read, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    unit = launch(SECOND).open()
    unit.say(Verb.INITIALIZED, Verb.COMPLETED)
    with monkeypatch.context() as busy:
        locked = OperationalError("UPDATE", {}, Exception("database is locked"))
        busy.setattr("app.launching.sessions.terminate", Mock(side_effect=locked))
        assert unit.send(unit.defined(Verb.TERMINATED)).status_code == 200
    assert "satisfied could not be told" in caplog.text
    assert told()[-1].verb == Verb.TERMINATED


def test_what_is_only_allowed_satisfies_nothing(launch: Launch, told: Read) -> None:
    """7.1.3: allowed statements take no part in the rules of completion."""
    unit = launch(SECOND).open()
    unit.say(Verb.INITIALIZED)
    sent = unit.allowed(Verb.COMPLETED, unit.query["activityId"], result={"completion": True})
    assert unit.send(sent).status_code == 200
    unit.say(Verb.TERMINATED)
    assert satisfied(told) == []


def test_a_course_that_needs_nothing_is_satisfied_at_registration(
    begin: Begin, parts: Services
) -> None:
    """9.6.1.1-3."""
    trial = trial_of(parts, begin(cmi5_zip(unit_xml("first", 'moveOn="NotApplicable"'))))
    (told,) = store.read(parts, trial.enrolled)
    assert told.verb == Verb.SATISFIED
    assert told.session is not None
    assert uuid.UUID(told.session)


def trial_of(parts: Services, registration: uuid.UUID) -> Trial:
    with parts.database.read() as session:
        return registrations.trial_of(parts, session.get_one(LaunchRegistration, registration))


def test_a_waived_unit_counts_and_is_waived_once(
    registration: uuid.UUID, parts: Services, told: Read
) -> None:
    """9.3.7.0-1 to 9.3.7.0-4, 9.3.0.0-11, 9.5.2.0-1 (d2), 9.5.3.0-1 (d2), 9.6.2.2-1 (d4)."""
    trial = trial_of(parts, registration)
    unit = trial.course.unit(SECOND)
    waiving.waive(parts, trial, unit, "Tested Out", now())
    waived, inner = told()
    assert waived.verb == Verb.WAIVED
    assert waived.about == trial.enrolled.activity_id(unit)
    assert waived.categories == {CMI5, MOVE_ON}
    assert waived.groupings == {SECOND}
    assert waived.result == {
        "success": True,
        "completion": True,
        "extensions": {Extension.REASON: "Tested Out"},
    }
    assert inner.verb == Verb.SATISFIED
    assert inner.session == waived.session
    with pytest.raises(Conflict):
        waiving.waive(parts, trial, unit, "Administrative", now())
    with pytest.raises(BadInput):
        waiving.waive(parts, trial, trial.course.unit(FIRST), "Because", now())
    assert len(told()) == 2
    for other in (FIRST, THIRD):
        waiving.waive(parts, trial, trial.course.unit(other), REASONS[-1], now())
    assert len(satisfied(told)) == 3
    assert len({each.session for each in told() if each.verb == Verb.WAIVED}) == 3


def test_satisfied_is_told_once_however_often_it_is_found(
    registration: uuid.UUID, parts: Services, told: Read
) -> None:
    trial = trial_of(parts, registration)
    for unit, _ in trial.course.units():
        waiving.waive(parts, trial, unit, "Administrative", now())
    count = len(told())
    block = trial.course.children[1]
    assert isinstance(block, Block)
    # As a second process would write it that had read before the first one wrote.
    for part in (trial.course, block):
        again = satisfied_statement(trial.enrolled, part, "another session", now())
        store.write(parts, trial.enrolled, again)
    assert len(told()) == count
