"""A form that has begun and in which nothing stands yet: what its pages say, and those that lead to it."""

import pytest

from app.database import Database
from app.organisations.models import Membership, Role
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.supervision.people import add
from tests.app.trust import Trust
from tests.app.welcome.conftest import Pair
from tests.support.html import words_of

MEETINGS = "/welcome-meeting"


def main_of(who: Actor, path: str) -> str:
    """Return the words of a page's main part."""
    answer = who.get(path)
    assert answer.status_code == 200, answer.text
    return words_of(answer.text.partition("<main")[2].partition("</main>")[0])


def test_it_is_told_as_begun_wherever_it_stands(pair: Pair, as_lead: Actor, trust: Trust) -> None:
    doctor = f"/supervision/{trust.members['learner']}"
    for who, path in (
        (pair.supervisor, "/supervision"),
        (pair.supervisor, doctor),
        (pair.supervisor, MEETINGS),
        (pair.supervisor, pair.path),
        (pair.doctor, MEETINGS),
        (as_lead, f"{MEETINGS}/states?name=ngozi"),
    ):
        page = main_of(who, path)
        assert "Form begun" in page, path
        assert "Not yet: the form" not in page, path
    assert "1 of 2 doctors have begun." in main_of(as_lead, f"{MEETINGS}/states")


def test_to_begin_it_is_answered_with_what_the_other_is_told(
    as_supervisor: Actor, trust: Trust
) -> None:
    learner = str(trust.members["learner"])
    path = as_supervisor.send(f"{MEETINGS}/start", doctor=learner).headers["Location"]
    page = main_of(as_supervisor, path)
    assert "The form is begun. Dr Ngozi Eze finds it on their first page" in page
    assert "no mail was sent" in page
    assert as_supervisor.send(f"{MEETINGS}/start", doctor=learner).headers["Location"] == path
    assert "The form is begun." not in main_of(as_supervisor, path)


def test_what_the_supervisor_can_do_first_is_one_press_away(pair: Pair) -> None:
    page = pair.supervisor.get(pair.path).text
    assert f'<a href="{pair.path}/sections/a">set it up and propose a day</a>' in page
    assert f'<a href="{pair.path}/needs">rate what the post needs</a>' in page


def test_the_way_to_former_texts_stands_there_once_there_are_any(pair: Pair) -> None:
    assert "What you wrote before" not in main_of(pair.doctor, pair.path)
    for words in ("First words", "Second words"):
        pair.save(pair.doctor, "d", **{"d.pmq:-:answer": words})
    assert "What you wrote before" in main_of(pair.doctor, pair.path)
    assert "What you wrote before" not in main_of(pair.supervisor, pair.path)


def test_no_heading_stands_over_nothing(pair: Pair) -> None:
    assert ">More</h2>" not in pair.supervisor.get(pair.path).text
    assert ">More</h2>" in pair.doctor.get(pair.path).text


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.SUPERVISOR, "You supervise no doctor yet."),
        (Role.LEARNER, "Nobody supervises you yet."),
    ],
)
def test_who_has_nobody_reads_what_is_meant_for_them(
    database: Database, trust: Trust, sign_in: SignIn, role: Role, words: str
) -> None:
    key = add(database, trust, "Dr Alan Ash", role)
    with database.read() as session:
        email = session.get_one(Membership, key).person.email
    page = main_of(sign_in(email), MEETINGS)
    assert words in page
    assert ("Nobody supervises you" in page) is (role is Role.LEARNER)
