"""What stands of a welcome meeting on the doctor's page and in the table, and for whom."""

import re

from app.database import Database
from app.organisations.models import MembershipRole, Role, Supervision
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust
from tests.app.welcome.conftest import Pair

TABLE = "/supervision"
LATE = re.compile(r'nhsuk-tag--orange">\s*Late\s*<')


def links(page: str) -> list[str]:
    """Return where the links of a page's main part lead."""
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    return re.findall(r'href="(/[^"#?]*)', main)


def test_before_a_meeting_the_supervisor_reads_what_was_agreed(pair: Pair, trust: Trust) -> None:
    doctor = f"{TABLE}/{trust.members['learner']}"
    assert pair.path in links(pair.supervisor.get(TABLE).text)
    assert pair.path in links(pair.supervisor.get(doctor).text)
    pair.share()
    pair.ready()
    page = pair.supervisor.get(doctor).text
    assert "Give handover twice" in page and "Lumbar puncture" in page
    assert f"{pair.path}/actions" in links(page)
    assert "Give handover twice" not in pair.supervisor.get(TABLE).text


def test_a_doctors_own_action_is_never_shown_as_late(pair: Pair, trust: Trust) -> None:
    pair.share()
    pair.ready()
    address = f"{TABLE}/{trust.members['learner']}"
    path = f"{pair.path}/actions/00000000-0000-4000-8000-00000000000"
    pair.supervisor.send(f"{path}1", title="Late of the doctor", owner="img", due="2020-01-02")
    assert len(LATE.findall(pair.supervisor.get(address).text)) == 0
    pair.supervisor.send(f"{path}2", title="Late of the other", owner="sup", due="2020-01-02")
    assert len(LATE.findall(pair.supervisor.get(address).text)) == 1


def test_what_was_taken_back_leaves_the_doctors_page(pair: Pair, trust: Trust) -> None:
    pair.share()
    pair.ready()
    assert pair.doctor.send(f"{pair.path}/withdraw").status_code == 303
    page = pair.supervisor.get(f"{TABLE}/{trust.members['learner']}").text
    assert "Give handover twice" not in page and "Lumbar puncture" not in page


def test_every_link_that_a_lead_finds_there_opens(pair: Pair, as_lead: Actor, trust: Trust) -> None:
    pair.share()
    pair.ready()
    page = as_lead.get(f"{TABLE}/{trust.members['learner']}").text
    assert "Give handover twice" not in page
    for href in {*links(page), *links(as_lead.get(TABLE).text)}:
        assert as_lead.get(href).status_code == 200, href


def test_every_link_opens_for_a_lead_who_supervises_others_only(
    pair: Pair, database: Database, trust: Trust, sign_in: SignIn
) -> None:
    with database.write() as session:
        other = trust.members["other-supervisor"]
        session.add(MembershipRole(membership_id=other, role=Role.LEAD))
        assert session.get(Supervision, (other, trust.members["learner"])) is None
    lead = sign_in(trust.email("other-supervisor"))
    page = lead.get(f"{TABLE}/{trust.members['learner']}").text
    for href in links(page):
        assert lead.get(href).status_code == 200, href


def test_a_supervisor_begins_the_form_from_the_table_with_one_press(
    as_supervisor: Actor, as_learner: Actor, database: Database, trust: Trust
) -> None:
    learner = trust.members["learner"]
    for address in (TABLE, f"{TABLE}/{learner}"):
        assert as_supervisor.get(address).text.count(f'name="doctor" value="{learner}"') == 1
    answer = as_supervisor.send("/welcome-meeting/start", doctor=str(learner))
    page = as_supervisor.get(answer.headers["Location"])
    assert page.status_code == 200 and "Dr Ngozi Eze" in page.text
    for address in (TABLE, f"{TABLE}/{learner}"):
        assert 'name="doctor"' not in as_supervisor.get(address).text


def test_nobody_else_is_offered_to_begin_it(
    pair: Pair, as_lead: Actor, database: Database, trust: Trust, sign_in: SignIn
) -> None:
    with database.write() as session:
        other = trust.members["other-supervisor"]
        session.add(MembershipRole(membership_id=other, role=Role.LEAD))
        # Two supervise the doctor, and the form is open with the first of them.
        session.add(
            Supervision(
                organisation_id=trust.organisation,
                supervisor_id=other,
                learner_id=trust.members["learner"],
            )
        )
    second = sign_in(trust.email("other-supervisor"))
    for who in (as_lead, second):
        page = who.get(TABLE).text
        assert "Dr Ngozi Eze" in page and "Dr Farhan Siddiqui" in page
        assert 'name="doctor"' not in page and "Begin the form" not in page
