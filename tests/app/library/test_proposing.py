"""What is proposed: by tags, for readers, with a trust's own, and beside a doctor who struggles."""

import datetime as dt
import uuid

import pytest
from flask import Flask

from app.assignments.reading import Assigned
from app.database import Database
from app.library import own
from app.library.own import Draft
from app.library.proposing import proposed
from app.organisations.models import Organisation
from app.services import services
from app.supervision.help import help_for
from app.supervision.learners import Supervised
from app.supervision.models import Progress
from app.supervision.table import Row, row_of
from app.viewer import Member
from tests.app.trust import Trust

TODAY = dt.date(2026, 11, 29)
NOW = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def own_page(database: Database, trust: Trust) -> uuid.UUID:
    """Add a page of the trust's own on feedback."""
    key = trust.members["administrator"]
    asker = Member(key, trust.organisation, key, frozenset())
    draft = Draft(
        "Our feedback hour", "", "Room 2", ("supervisors",), "Weekly.", ("supervision-feedback",)
    )
    with database.write() as session:
        return own.add(session, asker, draft, TODAY)


def test_the_best_fitting_come_first_with_the_trusts_own_among_equals(
    app: Flask, trust: Trust, other_trust: Trust, own_page: uuid.UUID
) -> None:
    with app.app_context():
        found = proposed(["supervision-feedback", "equality"], "supervisors", trust.organisation)
        # Two of the tags are more than one.
        assert {each.key for each in found[:2]} == {"good-conversations", "fair-to-refer"}
        assert [each.key for each in found[2:]] == [str(own_page)]
        alone = proposed(["supervision-feedback"], "supervisors", trust.organisation)
        assert alone[0].key == str(own_page) and alone[0].source == "from Alder Valley Trust"
        for others in (other_trust.organisation, None):
            elsewhere = proposed(["supervision-feedback"], "supervisors", others, most=50)
            assert str(own_page) not in {each.key for each in elsewhere}
        assert proposed(["supervision-feedback"], "hr", trust.organisation) == ()
        assert proposed([], "doctors", None) == () == proposed(["no-such-tag"], "doctors", None)


def test_what_holds_in_other_nations_is_not_proposed(
    app: Flask, trust: Trust, database: Database
) -> None:
    with database.write() as session:
        session.get_one(Organisation, trust.organisation).nation = "SCO"
    with app.app_context():
        keys = {each.key for each in proposed(["wellbeing"], "doctors", trust.organisation, most=9)}
        assert "scotland-wss" in keys and not {"canopi", "practitioner-health"} & keys
        assert "canopi" in {each.key for each in proposed(["wellbeing"], "doctors", None, most=9)}


def test_a_place_of_the_form_or_the_checklist_names_its_pages(app: Flask) -> None:
    with app.app_context():
        for place, for_whom, page in (
            ("R12", "supervisors", "bradford-vts"),
            ("P0-05", "leads", "recruitment-toolkit"),
            ("S14", "leads", "welcoming-valuing"),
        ):
            found = proposed((), for_whom, None, places=[place], most=9)  # type: ignore[arg-type]
            assert page in {each.key for each in found}
        assert proposed((), "doctors", None, places=["P0-05"]) == ()
        assert "rsm" not in {each.key for each in proposed((), "doctors", None, places=["R44"])}


def test_what_is_made_for_a_place_comes_before_what_has_its_tags(app: Flask) -> None:
    with app.app_context():
        tagged = proposed(["wellbeing"], "supervisors", None, most=99)
        other = next(
            each.key
            for each in proposed((), "supervisors", None, places=["R12"], most=9)
            if each.key not in {one.key for one in tagged}
        )
        both = proposed(["wellbeing"], "supervisors", None, places=["R12"], most=99)
        assert both[0].key == other
        assert {each.key for each in tagged} < {each.key for each in both}


def _row(app: Flask, trust: Trust, *, tries: int, due: dt.date | None) -> Row:
    doctor = Supervised(trust.members["learner"], trust.organisation, "Dr Ngozi Eze", NOW)
    progress = Progress(
        registration=uuid.uuid4(),
        organisation_id=trust.organisation,
        actor=doctor.membership_id,
        module="culture",
        started=NOW,
        last_active=NOW,
        topics_opened=7,
        tries=tries,
        failed=NOW if tries else None,
        passed=None,
        completed=None,
        score=40.0,
        seconds=60.0,
    )
    asked = [Assigned("culture", due, False, None)] if due else []
    return row_of(doctor, [progress], services().shelf.course.modules, asked)


@pytest.mark.parametrize(
    ("tries", "late", "reason"),
    [
        (0, False, None),
        (1, False, None),
        (2, False, "“Welcome: UK and NHS culture” is not passed after 2 attempts."),
        (0, True, "“Welcome: UK and NHS culture” is 4 days late. Was time given for it?"),
        (2, True, "“Welcome: UK and NHS culture” is not passed after 2 attempts."),
    ],
)
def test_help_is_proposed_with_its_reason(
    tries: int, late: bool, reason: str | None, app: Flask, trust: Trust
) -> None:
    with app.app_context():
        row = _row(app, trust, tries=tries, due=TODAY - dt.timedelta(days=4) if late else TODAY)
        found = help_for(services().shelf.course, row, trust.organisation, TODAY)
    assert [each.reason for each in found] == ([reason] if reason else [])
    if reason and tries:
        assert found[0].tips is not None
        assert found[0].tips.tips[0].says == "Agree how and when, before you begin."
        # A result is no reason to propose company or help with one's health.
        assert not {"belonging", "wellbeing"} & {
            tag for page in found[0].pages for tag in page.tags
        }
        assert {"good-conversations", "feedback-models"} & {page.key for page in found[0].pages}
    elif reason:
        assert "exception-reporting" in {page.key for page in found[0].pages}
