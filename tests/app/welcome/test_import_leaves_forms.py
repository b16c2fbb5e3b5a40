"""A file that takes a supervisor from a doctor: its check names whose open form is left, as a hand-over does."""

import io
import re

import pytest

from tests.app.actors import Actor
from tests.app.trust import Trust
from tests.app.welcome.conftest import Pair
from tests.support.html import words_of

HEAD = "name,email,roles,supervisor\n"
OPEN = "1 doctor has an open form of the welcome meeting with Dr Helen Marsh: Dr Ngozi Eze."


def check(actor: Actor, *rows: str) -> str:
    """Send a file without mistakes; return the address of its check."""
    content = (HEAD + "\n".join(rows)).encode()
    answer = actor.send("/people/import", file=(io.BytesIO(content), "people.csv"))
    assert answer.status_code == 303, words_of(answer.text)
    return str(answer.headers["Location"])


def digest(page: str) -> str:
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("roles", "supervisor"),
    [("", "other-supervisor"), ("supervisor", "")],
    ids=["another supervisor", "no doctor any more"],
)
def test_the_check_names_whose_form_is_left_and_what_follows(
    pair: Pair, as_administrator: Actor, trust: Trust, roles: str, supervisor: str
) -> None:
    of = trust.email(supervisor) if supervisor else ""
    place = check(as_administrator, f"Dr Ngozi Eze,{trust.email('learner')},{roles},{of}")
    page = words_of(as_administrator.get(place).text)
    assert OPEN in page
    assert "Dr Helen Marsh can then no longer open it" in page
    assert "sees nothing of it until the doctor passes it on" in page
    assert page.index(OPEN) < page.index("Do it")


def test_a_supervisor_who_stays_is_named_with_no_form(
    pair: Pair, as_administrator: Actor, trust: Trust
) -> None:
    both = f"{trust.email('supervisor')};{trust.email('other-supervisor')}"
    row = f'Dr Ngozi Eze,{trust.email("learner")},,"{both}"'
    assert "open form" not in as_administrator.get(check(as_administrator, row)).text


def test_a_doctor_without_a_form_is_not_named(
    as_administrator: Actor, pair: Pair, trust: Trust
) -> None:
    first = f"Dr Farhan Siddiqui,{trust.email('other-learner')},,{trust.email('supervisor')}"
    place = check(as_administrator, first)
    as_administrator.send(place, digest=digest(as_administrator.get(place).text))
    other = trust.email("other-supervisor")
    rows = (
        f"Dr {name},{trust.email(who)},,{other}"
        for name, who in (("Ngozi Eze", "learner"), ("Farhan Siddiqui", "other-learner"))
    )
    page = words_of(as_administrator.get(check(as_administrator, *rows)).text)
    assert OPEN in page and "2 changed" in page


def test_a_form_that_was_begun_since_the_check_is_shown_before_anything_is_done(
    as_administrator: Actor, as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    other = trust.email("other-supervisor")
    place = check(as_administrator, f"Dr Ngozi Eze,{trust.email('learner')},,{other}")
    before = as_administrator.get(place).text
    assert "open form" not in before
    as_learner.send("/welcome-meeting/start", supervisor=str(trust.members["supervisor"]))
    assert as_administrator.send(place, digest=digest(before)).status_code == 303
    page = words_of(as_administrator.get(place).text)
    assert "Nothing was done" in page and OPEN in page
