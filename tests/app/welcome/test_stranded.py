"""A supervisor hands over: who had an open form with them is told, and nobody else opens it."""

import pytest

from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust
from tests.app.welcome.conftest import Pair
from tests.support.html import words_of

HOME = "/learn"
MEETINGS = "/welcome-meeting"
BEFORE = "Your supervisor is now Dr Owen Pryce."


def page_of(who: Actor, path: str) -> str:
    answer = who.get(path)
    assert answer.status_code == 200, answer.text
    return words_of(answer.text)


@pytest.fixture
def successor(pair: Pair, as_administrator: Actor, sign_in: SignIn, trust: Trust) -> Actor:
    """Hand the doctor over while their form is shared; return who took over."""
    pair.share()
    new = trust.members["other-supervisor"]
    path = f"/people/{trust.members['supervisor']}/hand-over"
    assert as_administrator.send(path, successor=str(new)).status_code == 303
    return sign_in(trust.email("other-supervisor"))


def test_the_preview_names_whose_form_is_open(
    pair: Pair, as_administrator: Actor, trust: Trust
) -> None:
    member, new = trust.members["supervisor"], trust.members["other-supervisor"]
    for path in (f"hand-over?successor={new}", "leaving"):
        page = page_of(as_administrator, f"/people/{member}/{path}")
        assert "an open form of the welcome meeting with Dr Helen Marsh: Dr Ngozi Eze." in page
        assert "sees nothing of it until the doctor passes it on" in page


def test_a_preview_without_an_open_form_says_nothing_of_forms(
    as_administrator: Actor, trust: Trust
) -> None:
    member, new = trust.members["supervisor"], trust.members["other-supervisor"]
    for path in (f"hand-over?successor={new}", "leaving"):
        assert "open form" not in page_of(as_administrator, f"/people/{member}/{path}")


def test_who_is_invited_to_the_one_who_leaves_is_named(
    as_administrator: Actor, trust: Trust
) -> None:
    member, new = trust.members["supervisor"], trust.members["other-supervisor"]
    sent = {"name": "Dr Nadia Khan", "email": "nadia@alder.example", "roles": ["learner"]}
    assert (
        as_administrator.send("/people/add", **sent, supervisors=[str(member)]).status_code == 200
    )
    for path in (f"{member}/hand-over?successor={new}", f"{member}/leaving"):
        page = page_of(as_administrator, f"/people/{path}")
        assert (
            "Invited to be supervised by Dr Helen Marsh, and not here yet: Dr Nadia Khan." in page
        )
    assert "Nadia Khan" not in page_of(as_administrator, f"/people/{new}/leaving")


def test_the_doctor_is_told_who_supervises_them_and_passes_the_form_on(
    pair: Pair, successor: Actor, trust: Trust
) -> None:
    for path in (HOME, MEETINGS, pair.path):
        page = pair.doctor.get(path)
        assert BEFORE in words_of(page.text), path
        assert f'href="{pair.path}/pass-on"' in page.text, path
    new = str(trust.members["other-supervisor"])
    assert pair.doctor.send(f"{pair.path}/pass-on", supervisor=new).status_code == 303
    for path in (HOME, MEETINGS, pair.path):
        assert BEFORE not in page_of(pair.doctor, path), path


def test_the_successor_reads_what_comes_next_and_nothing_of_the_form(
    pair: Pair, successor: Actor, trust: Trust
) -> None:
    page = page_of(successor, MEETINGS)
    assert "Dr Ngozi Eze has an open form with the supervisor before you." in page
    assert "Dr Ngozi Eze can pass it on to you" in page
    for path in ("/supervision", f"/supervision/{trust.members['learner']}"):
        assert "With the supervisor before, until" in page_of(successor, path)
    assert successor.get(pair.path).status_code == 404


def test_the_supervisor_before_keeps_no_access(pair: Pair, successor: Actor) -> None:
    assert pair.supervisor.get(pair.path).status_code == 404
    assert "Dr Ngozi Eze" not in pair.supervisor.get(MEETINGS).text


def test_the_lead_sees_with_whom_the_form_is_and_who_supervises_now(
    as_lead: Actor, successor: Actor
) -> None:
    page = page_of(as_lead, f"{MEETINGS}/states")
    assert "Dr Owen Pryce; the form is with Dr Helen Marsh" in page
    assert "The supervisor has changed, and the doctor has not passed the form on" in page


def test_without_a_successor_the_doctor_is_told_too(
    pair: Pair, as_administrator: Actor, trust: Trust
) -> None:
    learner = trust.members["learner"]
    assert as_administrator.send(f"/people/{learner}", roles=["learner"]).status_code == 302
    for path in (HOME, MEETINGS, pair.path):
        assert "Dr Helen Marsh no longer supervises you" in page_of(pair.doctor, path), path
    answer = pair.doctor.send(f"{pair.path}/share")
    assert answer.status_code == 409 and "no longer supervises you" in answer.text


def test_nobody_is_told_of_a_change_that_was_none(pair: Pair, as_lead: Actor) -> None:
    for path in (HOME, MEETINGS, pair.path):
        page = page_of(pair.doctor, path)
        assert "Your supervisor is now" not in page and "no longer supervises" not in page
    assert "The supervisor has changed" not in page_of(as_lead, f"{MEETINGS}/states")


def test_the_audit_log_says_nothing_of_the_form(
    pair: Pair, successor: Actor, as_administrator: Actor, trust: Trust
) -> None:
    new = str(trust.members["other-supervisor"])
    assert pair.doctor.send(f"{pair.path}/pass-on", supervisor=new).status_code == 303
    rows = as_administrator.get("/audit").text.partition("<tbody")[2].partition("</tbody>")[0]
    assert "1 doctor" in rows and "welcome" not in rows.lower()
