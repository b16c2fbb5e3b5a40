"""Reminders of the induction: to a doctor what is theirs, to an owner what newcomers wait for, with no name."""

import datetime as dt
from pathlib import Path

import pytest

from app.database import Database
from app.induction import marking
from app.viewer import Member
from tests.app.databases import BOTH
from tests.app.induction.listing import copy_course
from tests.app.reminders.conftest import MONDAY, Reminded
from tests.app.trust import PEOPLE, Trust

DAY = dt.timedelta(days=1)
LEARNING, OWNERS = "First Shift: what is due", "First Shift: what newcomers wait for"


@pytest.fixture(scope="session")
def one_module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a course of one module and the induction."""
    folder = tmp_path_factory.mktemp("induction-reminded") / "modules"
    folder.mkdir()
    return copy_course(folder)


def begin(database: Database, trust: Trust, who: str, first: dt.date) -> None:
    """Begin a doctor's list, as a lead does on the first day."""
    key = trust.members["lead"]
    lead = Member(key, trust.organisation, key, frozenset({PEOPLE["lead"][1]}))
    with database.write() as session:
        marking.begin(session, lead, [trust.members[who]], first, None, first)


@BOTH
def test_a_doctor_reads_their_own_items_and_an_owner_theirs(
    reminded: Reminded, trust: Trust, database: Database
) -> None:
    for who in ("learner", "other-learner"):
        begin(database, trust, who, MONDAY.date() - 10 * DAY)
    sent = reminded(MONDAY)
    own = sent[f"{trust.email('learner')} {LEARNING}"].get_content()
    assert "Of your induction:" in own and "days late)" in own
    text = sent[f"{trust.email('lead')} {OWNERS}"].get_content()
    assert "Late:" in text and "(for 2 doctors, the first, " in text
    assert "Eze" not in text and "Siddiqui" not in text
    assert "/inductions/to-do" in text
    assert f"{trust.email('other-supervisor')} {OWNERS}" not in sent
    assert f"{trust.email('learner')} {OWNERS}" not in sent


def test_a_list_of_a_year_ago_is_told_no_more(
    reminded: Reminded, trust: Trust, database: Database
) -> None:
    begin(database, trust, "learner", MONDAY.date() - 400 * DAY)
    sent = reminded(MONDAY)
    assert f"{trust.email('learner')} {LEARNING}" not in sent
    assert f"{trust.email('lead')} {OWNERS}" not in sent
