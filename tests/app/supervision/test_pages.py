"""What supervisors see: their own doctors, results with their statements, and nothing else."""

import csv
import io
import re
import uuid
from collections.abc import Callable

import pytest
from flask import Flask

from app.accounts.models import Person
from app.database import Database, now
from app.organisations.models import Membership, Supervision
from app.records.embedded import EmbeddedStore
from app.records.errors import StoreAway
from app.records.upkeep import send_and_read
from app.services import KEY
from app.supervision import reading
from course.vocabulary import Verb
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.learning.walking import (
    SLUG,
    answer_all_practice,
    module_of,
    open_all_topics,
    statements,
    take_assessment,
)
from tests.app.supervision.telling import statement, store, voiding
from tests.app.trust import Trust

PAGE = "/supervision"


def doctor_page(trust: Trust, who: str = "learner") -> str:
    return f"{PAGE}/{trust.members[who]}"


def statement_page(trust: Trust, statement_id: str) -> str:
    return f"{doctor_page(trust)}/statements/{statement_id}"


def id_of(app: Flask, verb: str) -> str:
    """Return the id of the only statement with a verb."""
    told = [each.read() for each in statements(app)]
    (found,) = [each for each in told if each["verb"]["id"] == verb]
    return str(found["id"])


def words(page: str) -> str:
    """Return a page's text without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_doctor_who_has_not_begun_is_there_too(as_supervisor: Actor) -> None:
    page = words(as_supervisor.get(PAGE).text)
    assert "You supervise 1 doctor: 1 not started." in page
    assert "Dr Ngozi Eze" in page
    assert "Not started" in page


def test_a_pass_shows_at_once_with_score_time_and_date(
    app: Flask, as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    open_all_topics(app, as_learner)
    answer_all_practice(app, as_learner)
    take_assessment(app, as_learner, right=True)
    page = as_supervisor.get(PAGE).text
    today = f"{now().day} {now():%B %Y}"
    assert f"100 %, {today}" in words(page)
    passed = id_of(app, Verb.PASSED)
    assert statement_page(trust, passed) in page
    told = words(as_supervisor.get(statement_page(trust, passed)).text)
    assert "Passed the assessment with 100 % at the first attempt" in told
    assert "First Shift itself, as the doctor learnt on this server" in told
    assert f"in version {module_of(app).version} of the module" in told
    assert passed in told


def test_the_story_has_the_latest_first(
    app: Flask, as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    open_all_topics(app, as_learner)
    answer_all_practice(app, as_learner)
    take_assessment(app, as_learner, right=False)
    take_assessment(app, as_learner, right=True)
    as_learner.send(f"/learn/{SLUG}/finish")
    story = words(as_supervisor.get(doctor_page(trust)).text)
    events = [
        "Passed the assessment with 100 % at the second attempt",
        "Did not pass the assessment with 0 % at the first attempt",
        "Completed every topic and practice question",
        f"A visit: opened {len(module_of(app).topics)} topics and answered",
    ]
    places = [story.index(event) for event in events]
    assert places == sorted(places)


def test_answers_stay_with_the_doctor(
    app: Flask, as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    question = module_of(app).of_purpose("practice")[0]
    answer = [option.id for option in question.options][:1]  # type: ignore[union-attr]
    assert as_learner.send(f"/learn/{SLUG}/questions/{question.id}", answer=answer).status_code
    answered = id_of(app, Verb.ANSWERED)
    begun = id_of(app, Verb.INITIALIZED)
    for no_status in (answered, begun):
        assert as_supervisor.get(statement_page(trust, no_status)).status_code == 404
    assert answered not in as_supervisor.get(doctor_page(trust)).text


@pytest.mark.parametrize("who", ["other-learner", "supervisor", "administrator"])
def test_nobody_but_the_own_doctors_is_there(as_supervisor: Actor, trust: Trust, who: str) -> None:
    answer = as_supervisor.get(doctor_page(trust, who))
    assert answer.status_code == 404
    assert "Farhan" not in as_supervisor.get(PAGE).text


def test_a_supervisor_without_doctors_is_told_how_they_come(sign_in: SignIn, trust: Trust) -> None:
    page = sign_in(trust.email("other-supervisor")).get(PAGE).text
    assert "No doctor is assigned to you yet" in page
    assert "Ngozi" not in page


def test_another_trust_sees_nothing(sign_in: SignIn, trust: Trust, other_trust: Trust) -> None:
    elsewhere = sign_in(other_trust.email("supervisor"))
    assert elsewhere.get(doctor_page(trust)).status_code == 404


@pytest.mark.parametrize("who", ["learner", "lms-administrator", "administrator"])
def test_other_roles_are_kept_out(sign_in: SignIn, trust: Trust, who: str) -> None:
    actor = sign_in(trust.email(who))
    for page in (PAGE, f"{PAGE}/table.csv", doctor_page(trust)):
        assert actor.get(page).status_code == 403


def test_a_doctor_who_left_is_no_longer_seen(
    as_supervisor: Actor, trust: Trust, database: Database
) -> None:
    with database.write() as session:
        session.get_one(Membership, trust.members["learner"]).ended = now()
    assert as_supervisor.get(doctor_page(trust)).status_code == 404
    assert "Ngozi" not in as_supervisor.get(PAGE).text


def test_a_statement_about_another_doctor_is_not_shown_under_ones_own(
    app: Flask, as_supervisor: Actor, trust: Trust
) -> None:
    other = statement(trust)
    other["actor"]["account"]["name"] = str(trust.members["other-learner"])
    store(app, trust.organisation, other)
    assert as_supervisor.get(statement_page(trust, other["id"])).status_code == 404
    assert as_supervisor.get(statement_page(trust, str(uuid.uuid4()))).status_code == 404


def test_a_voided_statement_is_gone(app: Flask, as_supervisor: Actor, trust: Trust) -> None:
    passed = statement(trust)
    store(app, trust.organisation, passed)
    assert "84 %, 12 March 2026 How we know" in words(as_supervisor.get(PAGE).text)
    store(app, trust.organisation, voiding(passed["id"]))
    assert "84 %" not in words(as_supervisor.get(PAGE).text)
    assert as_supervisor.get(statement_page(trust, passed["id"])).status_code == 404


def test_taking_a_module_again_keeps_the_pass(
    app: Flask, as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    take_assessment(app, as_learner, right=True)
    as_learner.send(f"/learn/{SLUG}/again")
    as_learner.get(f"/learn/{SLUG}/{module_of(app).topics[0].slug}")
    page = words(as_supervisor.get(PAGE).text)
    assert "1 passed" in page
    assert "taken again, in progress" in page
    assert as_supervisor.get(doctor_page(trust)).text.count("app-story__event") > 2


def add_doctor(database: Database, trust: Trust, name: str) -> None:
    """Assign one more doctor to the trust's supervisor."""
    with database.write() as session:
        learner = session.get_one(Membership, trust.members["other-learner"])
        session.get_one(Person, learner.person_id).name = name
        session.add(
            Supervision(
                organisation_id=trust.organisation,
                supervisor_id=trust.members["supervisor"],
                learner_id=learner.id,
            )
        )


def test_those_who_need_somebody_come_first_and_the_address_filters(
    app: Flask, as_supervisor: Actor, trust: Trust, database: Database
) -> None:
    add_doctor(database, trust, "Dr Ana Alves")
    store(app, trust.organisation, statement(trust, Verb.FAILED))
    page = as_supervisor.get(PAGE).text
    assert page.index("Dr Ngozi Eze") < page.index("Dr Ana Alves")
    by_name = as_supervisor.get(f"{PAGE}?order=name").text
    assert by_name.index("Dr Ana Alves") < by_name.index("Dr Ngozi Eze")
    only = as_supervisor.get(f"{PAGE}?show=not-started").text
    assert "Dr Ana Alves" in only
    assert "Dr Ngozi Eze" not in only
    assert "Nobody is like that now" in as_supervisor.get(f"{PAGE}?show=passed").text


@pytest.mark.parametrize("query", ["show=gone", "order=size"])
def test_a_view_that_does_not_exist_is_explained(as_supervisor: Actor, query: str) -> None:
    answer = as_supervisor.get(f"{PAGE}?{query}")
    assert answer.status_code == 400
    assert "list" in answer.text


def test_the_table_as_csv(
    app: Flask, as_supervisor: Actor, trust: Trust, database: Database
) -> None:
    add_doctor(database, trust, "=HYPERLINK(1)")
    passed = statement(trust)
    store(app, trust.organisation, passed)
    answer = as_supervisor.get(f"{PAGE}/table.csv?order=name")
    assert answer.mimetype == "text/csv"
    lines = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [line["Doctor"] for line in lines] == ["'=HYPERLINK(1)", "Dr Ngozi Eze"]
    assert lines[0]["Status"] == "Not started"
    assert lines[1]["Score (per cent)"] == "84"
    assert lines[1]["Passed"] == "2026-03-12 10:00"
    assert lines[1]["Statement of result"] == passed["id"]


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Give a function from whose call on the record store does not answer."""

    def no_answer(*_: object) -> None:
        raise StoreAway("The record store does not answer.")

    def leave() -> None:
        for name in ("get", "statements_of", "read_since"):
            monkeypatch.setattr(EmbeddedStore, name, no_answer)
        monkeypatch.setattr(EmbeddedStore, "in_process", False)
        monkeypatch.setattr(reading, "LATE", reading.LATE * 0)

    return leave


def test_while_the_store_is_away_the_page_says_as_of_when(
    app: Flask, as_supervisor: Actor, trust: Trust, away: Callable[[], None]
) -> None:
    passed = statement(trust)
    store(app, trust.organisation, passed)
    with app.app_context():
        send_and_read(app.extensions[KEY], now)
    away()
    page = words(as_supervisor.get(PAGE).text)
    assert "84 %, 12 March 2026" in page
    assert "This is how things stood on" in page
    assert "What happened when cannot be shown now" in as_supervisor.get(doctor_page(trust)).text
    answer = as_supervisor.get(statement_page(trust, passed["id"]))
    assert answer.status_code == 503
    assert "Try again in a few minutes" in answer.text


def test_the_statement_of_a_pass_leads_to_its_certificate(
    app: Flask, as_supervisor: Actor, as_learner: Actor, client: Actor, trust: Trust
) -> None:
    passed = statement(trust)
    store(app, trust.organisation, passed)
    page = f"/supervision/{trust.members['learner']}/statements/{passed['id']}"
    assert "/verify/" not in as_supervisor.get(page).text.replace('"/verify"', "")
    as_learner.get("/record")
    found = re.search(r'href="(/verify/[^"]+)"', as_supervisor.get(page).text)
    assert found and "Valid" in client.get(found[1]).text


def test_what_only_technical_staff_need_is_folded(
    app: Flask, as_supervisor: Actor, trust: Trust
) -> None:
    passed = statement(trust)
    store(app, trust.organisation, passed)
    page = as_supervisor.get(statement_page(trust, passed["id"])).text
    open_, _, folded = page.partition("<main")[2].partition("<details")
    assert "How it came" in words(open_) and passed["id"] not in words(open_)
    assert "curl" not in open_ and "Whoever holds a key" not in open_
    assert passed["id"] in words(folded) and "curl --user" in folded


def test_a_day_says_of_what_it_is(as_supervisor: Actor, trust: Trust) -> None:
    assert "Account here since" in words(as_supervisor.get(doctor_page(trust)).text)
    assert "Not yet; account since" in words(as_supervisor.get(PAGE).text)
