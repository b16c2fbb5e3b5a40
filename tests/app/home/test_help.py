"""Getting help: the trust's own numbers, high on the first page and on a page of their own."""

from app.database import now
from app.wording import day
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust

HELP = "/organisation/overlay/answers/help"
PEOPLE = "/organisation/overlay/answers/people"


def test_the_crash_number_stands_before_everything_else_and_the_others_on_their_page(
    as_administrator: Actor, as_learner: Actor, sign_in: SignIn, other_trust: Trust
) -> None:
    as_administrator.send(HELP, crash_number="4455", switchboard_number="0 <b>")
    as_administrator.send(PEOPLE, wellbeing_lead="Dr A. Bell")
    home = as_learner.get("/learn").text
    number = home.index("Number for the crash team: <strong>4455</strong>")
    assert number < home.index('href="/help#help"') < home.index('href="/help#people"')
    assert home.index('href="/help#people"') < home.index('class="nhsuk-card')
    page = as_learner.get("/help").text
    assert "0 &lt;b&gt;" in page and "Dr A. Bell" in page
    assert f"As of {day(now())}." in page and "They may have changed since" in page
    stranger = sign_in(other_trust.email("learner"))
    assert "4455" not in stranger.get("/help").text + stranger.get("/learn").text


def test_without_the_first_number_the_ways_are_there_all_the_same(
    as_administrator: Actor, as_learner: Actor
) -> None:
    as_administrator.send(PEOPLE, wellbeing_lead="Dr A. Bell")
    home = as_learner.get("/learn").text
    assert "app-urgent__number" not in home and 'href="/help#people"' in home


def test_where_nothing_is_given_the_page_says_whom_to_ask(as_learner: Actor) -> None:
    assert "app-urgent" not in as_learner.get("/learn").text
    page = as_learner.get("/help").text
    assert "has not given its numbers here yet" in page and "data-contacts" not in page


def test_help_is_for_those_who_learn(as_administrator: Actor, client: Actor) -> None:
    assert as_administrator.get("/help").status_code == 403
    assert client.get("/help").status_code == 302
