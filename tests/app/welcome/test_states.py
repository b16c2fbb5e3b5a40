"""The list of welcome meetings: what needs somebody first, found by state and by name, a page at a time."""

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from sqlalchemy import event, select

from app.database import Database, now
from app.organisations.models import Membership, Role
from app.viewer import Member
from app.welcome.models import WelcomeAction, WelcomeForm, WelcomeVersion
from app.welcome.oversight import PAGE, overseen
from app.welcome.oversight_view import View
from tests.app.actors import Actor
from tests.app.databases import BOTH
from tests.app.supervision.people import add
from tests.app.trust import Trust

STATES = "/welcome-meeting/states"
DAY = dt.timedelta(days=1)


def keep(database: Database, trust: Trust, who: uuid.UUID, **state: Any) -> uuid.UUID:
    """Keep a form of a doctor in some state; return its id."""
    key = uuid.uuid4()
    with database.write() as session:
        session.add(
            WelcomeForm(id=key, organisation_id=trust.organisation, learner_id=who, **state)
        )
    return key


def owe(
    database: Database, trust: Trust, form_id: uuid.UUID, due: dt.date, owner: str = "sup"
) -> None:
    """Keep an open action of a form."""
    with database.write() as session:
        session.add(
            WelcomeAction(
                organisation_id=trust.organisation,
                form_id=form_id,
                owner=owner,
                due=due,
                tags=[],
                kept=b"x",
            )
        )


def names_on(page: str) -> list[str]:
    """Return the doctors in the order of the page's table."""
    return re.findall(r'<th role="rowheader" scope="row">(?:<a [^>]*>)?([^<]+)<', page)


@pytest.fixture
def everybody(database: Database, trust: Trust) -> dict[str, uuid.UUID]:
    """Add a doctor for each thing that can be with a meeting; named by it, in no order that the list has."""
    at = now()
    doctors = {
        name: add(database, trust, name)
        for name in ("Signed", "Shared", "Begun", "Review", "Late", "Held", "Missed", "Doctors own")
    }
    made = dict.fromkeys(("made", "begun"), at - 40 * DAY)
    keep(database, trust, doctors["Begun"], **made)
    keep(database, trust, doctors["Shared"], **made, shared=at)
    keep(database, trust, doctors["Missed"], **made, shared=at, meeting=at - 3 * DAY)
    keep(database, trust, doctors["Held"], **made, shared=at, discussed=at)
    keep(database, trust, doctors["Signed"], **made, signed=at)
    keep(database, trust, doctors["Review"], **made, signed=at, start=(at - 100 * DAY).date())
    late = keep(database, trust, doctors["Late"], **made, signed=at)
    owe(database, trust, late, (at - 9 * DAY).date())
    own = keep(database, trust, doctors["Doctors own"], **made, signed=at)
    owe(database, trust, own, (at - 20 * DAY).date(), owner="img")
    return doctors


@BOTH
def test_what_needs_somebody_comes_first(
    everybody: dict[str, uuid.UUID], as_lead: Actor, trust: Trust
) -> None:
    page = as_lead.get(STATES).text
    assert names_on(page) == [
        *("Late", "Missed", "Held", "Review"),
        *("Dr Farhan Siddiqui", "Dr Ngozi Eze"),
        *("Begun", "Shared"),
        *("Doctors own", "Signed"),
    ]
    assert "8 of 10 doctors have begun. 2 have something overdue." in page
    assert "1, of which 1 late" in page
    assert "Not signed by both yet" in page and "Review after 3 months: " in page
    assert "The day is over, and nothing says that it was held" in page


@pytest.mark.parametrize(
    ("show", "names"),
    [
        ("late", {"Late", "Missed"}),
        ("review-due", {"Review"}),
        ("not_started", {"Dr Ngozi Eze", "Dr Farhan Siddiqui"}),
        ("img_drafting", {"Begun"}),
        ("meeting_booked", {"Missed"}),
        ("discussed", {"Held"}),
        ("signed", {"Signed", "Late", "Review", "Doctors own"}),
    ],
)
def test_the_list_is_narrowed_to_a_state_and_counts_it(
    everybody: dict[str, uuid.UUID], as_lead: Actor, show: str, names: set[str]
) -> None:
    page = as_lead.get(f"{STATES}?show={show}").text
    assert set(names_on(page)) == names
    whole = as_lead.get(STATES).text
    assert re.search(rf'href="{STATES}\?show={show}">[^<]+</a>: {len(names)}<', whole)


def test_a_doctor_is_found_by_parts_of_the_name(
    everybody: dict[str, uuid.UUID], as_lead: Actor
) -> None:
    assert names_on(as_lead.get(f"{STATES}?name=EZE+ngo").text) == ["Dr Ngozi Eze"]
    page = as_lead.get(f"{STATES}?name=nobody&show=signed").text
    assert names_on(page) == [] and "0 doctors" in page and "Show everybody" in page


def test_who_supervises_is_named_before_anybody_has_begun(
    as_lead: Actor, database: Database, trust: Trust
) -> None:
    second = add(database, trust, "Dr Alan Ash", Role.SUPERVISOR)
    both = (trust.members["supervisor"], second)
    add(database, trust, "Dr Two", supervisors=both)
    add(database, trust, "Dr Alone")
    page = as_lead.get(STATES).text
    with database.read() as session:
        name = session.get_one(Membership, trust.members["supervisor"]).person.name
    assert re.search(rf"Dr Two<.*?Dr Alan Ash, {re.escape(name)}", page, re.DOTALL)
    assert re.search(r"Dr Alone<.*?Nobody yet", page, re.DOTALL)


def test_a_page_holds_as_many_as_elsewhere_and_leads_on(
    as_lead: Actor, database: Database, trust: Trust
) -> None:
    for number in range(PAGE):
        add(database, trust, f"Dr Number {number:02}")
    first = as_lead.get(f"{STATES}?show=not_started").text
    assert len(names_on(first)) == PAGE
    assert 'href="/welcome-meeting/states?show=not_started&amp;page=2"' in first
    second = as_lead.get(f"{STATES}?show=not_started&page=2").text
    assert len(names_on(second)) == 2
    assert not set(names_on(first)) & set(names_on(second))
    assert as_lead.get(f"{STATES}?page=3").status_code == 404


def test_who_is_deactivated_is_left_out_until_asked_for(
    as_lead: Actor, database: Database, trust: Trust
) -> None:
    with database.write() as session:
        session.get_one(Membership, trust.members["learner"]).paused = now()
    assert names_on(as_lead.get(STATES).text) == ["Dr Farhan Siddiqui"]
    assert names_on(as_lead.get(f"{STATES}?show=away").text) == ["Dr Ngozi Eze"]


def test_a_review_that_both_have_signed_is_no_longer_due(
    everybody: dict[str, uuid.UUID], as_lead: Actor, database: Database, trust: Trust
) -> None:
    with database.write() as session:
        wanted = select(WelcomeForm.id).where(WelcomeForm.learner_id == everybody["Review"])
        form_id = session.scalars(wanted).one()
        session.add(
            WelcomeVersion(
                organisation_id=trust.organisation,
                form_id=form_id,
                number=1,
                months=3,
                digest="",
                frozen=now(),
            )
        )
    assert names_on(as_lead.get(f"{STATES}?show=review-due").text) == []
    assert names_on(as_lead.get(f"{STATES}?show=review_3m").text) == ["Review"]


def test_only_a_lead_is_led_to_the_doctor(
    as_lead: Actor, as_administrator: Actor, trust: Trust
) -> None:
    link = f'href="/supervision/{trust.members["learner"]}"'
    assert link in as_lead.get(STATES).text
    page = as_administrator.get(STATES).text
    assert "Dr Ngozi Eze" in page and link not in page


def statements_for(database: Database, trust: Trust) -> int:
    """Return how many statements it takes to read the first page."""
    asked: list[str] = []

    def note(*args: Any) -> None:
        asked.append(args[2])

    with database.read() as session:
        lead = session.get_one(Membership, trust.members["lead"])
        asker = Member(lead.id, trust.organisation, uuid.uuid4(), frozenset({Role.LEAD}))
        event.listen(session.connection(), "before_cursor_execute", note)
        overseen(session, asker, View(), now().date())
        event.remove(session.connection(), "before_cursor_execute", note)
    return len(asked)


def test_it_takes_as_many_statements_for_thirty_as_for_three(
    database: Database, trust: Trust
) -> None:
    def grow(to: int, there: int) -> int:
        for number in range(there, to):
            who = add(database, trust, f"Dr Number {number}")
            form_id = keep(database, trust, who, begun=now(), signed=now())
            owe(database, trust, form_id, now().date() - DAY)
        return statements_for(database, trust)

    of_three = grow(3, 2)
    assert of_three == grow(30, 3) <= 5
