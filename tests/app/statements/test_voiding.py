"""An administrator voids a statement: for good, once, with a reason, and only their organisation's."""

import uuid

import pytest
from flask import Flask

from app.records.contract import Refusal
from app.records.embedded import EmbeddedStore
from app.statements.voiding import REASONS, voiding_id
from course.vocabulary import Extension, Verb
from tests.app.actors import Actor
from tests.app.conftest import HOME_PAGE, SignIn
from tests.app.learning.walking import parts_of, statements
from tests.app.statements.asking import ids
from tests.app.supervision.telling import statement, store, voiding
from tests.app.trust import Trust


@pytest.fixture
def passed(app: Flask, trust: Trust) -> str:
    """Store a pass, and give the address of its page."""
    told = statement(trust)
    store(app, trust.organisation, told)
    return f"/records/statements/{told['id']}"


def voided(app: Flask) -> list[dict[str, object]]:
    """Return the voiding statements of the record store."""
    told = [each.read() for each in statements(app)]
    return [each for each in told if each["verb"]["id"] == Verb.VOIDED]


def test_a_page_says_what_comes_of_it_and_changes_nothing(
    app: Flask, as_administrator: Actor, passed: str
) -> None:
    assert f'href="{passed}/void"' in as_administrator.get(passed).text
    page = as_administrator.get(f"{passed}/void").text
    assert "Dr Ngozi Eze passed" in page and "Nothing: a voided statement stays voided." in page
    assert voided(app) == []


def test_a_voided_statement_counts_no_more_and_can_be_opened(
    app: Flask, as_administrator: Actor, as_supervisor: Actor, trust: Trust, passed: str
) -> None:
    assert "84 %" in as_supervisor.get("/supervision").text
    answer = as_administrator.send(f"{passed}/void", reason="person")
    assert (answer.status_code, answer.headers["Location"]) == (303, passed)
    page = as_administrator.get(passed).text
    assert "The statement is voided." in page and "This statement was voided" in page
    assert "Marcus Bell voided a statement" in page and "voidedStatementId=" in page
    assert "Void this statement" not in page
    assert "84 %" not in as_supervisor.get("/supervision").text
    listed = as_administrator.get("/records").text
    (voiding_statement,) = ids(listed)
    assert passed.rpartition("/")[2] not in listed
    for verb, found in ((Verb.PASSED, []), (Verb.VOIDED, [voiding_statement])):
        asked = {"verb": verb}
        assert ids(as_administrator.get("/records", query_string=asked).text) == found
    told = as_administrator.get(f"/records/statements/{voiding_statement}").text
    assert f'href="{passed}"' in told and REASONS["person"] in told
    assert f"{voiding_statement}/void" not in told


def test_what_is_written_says_who_and_why(
    app: Flask, as_administrator: Actor, trust: Trust, passed: str
) -> None:
    as_administrator.send(f"{passed}/void", reason="twice")
    (written,) = voided(app)
    me = {"homePage": HOME_PAGE, "name": str(trust.members["administrator"])}
    assert written["actor"] == {"objectType": "Agent", "account": me}
    assert written["object"] == {"objectType": "StatementRef", "id": passed.rpartition("/")[2]}
    assert written["authority"]["account"]["name"] == "internal"  # type: ignore[index]
    assert written["context"] == {
        "extensions": {
            Extension.ORGANISATION: str(trust.organisation),
            Extension.VOIDING_REASON: "Another statement says the same",
        }
    }


def test_it_is_done_once(app: Flask, as_administrator: Actor, passed: str) -> None:
    for _ in range(2):
        assert as_administrator.send(f"{passed}/void", reason="trial").status_code == 303
    assert "was voided already" in as_administrator.get(passed).text
    assert as_administrator.get(f"{passed}/void").headers["Location"] == passed
    assert len(voided(app)) == 1


@pytest.mark.parametrize("fields", [{}, {"reason": "because"}])
def test_a_reason_is_asked_for(
    app: Flask, as_administrator: Actor, passed: str, fields: dict[str, str]
) -> None:
    answer = as_administrator.send(f"{passed}/void", **fields)
    assert answer.status_code == 400 and "There is a problem" in answer.text
    assert voided(app) == []


def test_a_voiding_statement_is_not_voided(
    app: Flask, as_administrator: Actor, trust: Trust, passed: str
) -> None:
    told = voiding(passed.rpartition("/")[2])
    store(app, trust.organisation, told)
    path = f"/records/statements/{told['id']}/void"
    assert as_administrator.get(path).status_code == 409
    assert as_administrator.send(path, reason="trial").status_code == 409
    assert len(voided(app)) == 1
    assert "This statement was voided" in as_administrator.get(passed).text


def test_nobody_else_voids_it(
    app: Flask, sign_in: SignIn, trust: Trust, other_trust: Trust, passed: str
) -> None:
    stranger = sign_in(other_trust.email("administrator"))
    assert stranger.get(f"{passed}/void").status_code == 404
    assert stranger.send(f"{passed}/void", reason="trial").status_code == 404
    for who in ("learner", "supervisor", "lms-administrator"):
        actor = sign_in(trust.email(who))
        assert actor.send(f"{passed}/void", reason="trial").status_code == 403
    assert voided(app) == []


def test_a_form_without_its_token_voids_nothing(
    app: Flask, as_administrator: Actor, passed: str
) -> None:
    assert as_administrator.post(f"{passed}/void", data={"reason": "trial"}).status_code == 400
    assert voided(app) == []


def test_the_same_number_in_two_trusts_is_two_statements(
    app: Flask, as_administrator: Actor, sign_in: SignIn, other_trust: Trust, passed: str
) -> None:
    store(app, other_trust.organisation, statement(other_trust, id=passed.rpartition("/")[2]))
    as_administrator.send(f"{passed}/void", reason="trial")
    page = sign_in(other_trust.email("administrator")).get(passed).text
    assert "This statement was voided" not in page and "Void this statement" in page


@pytest.mark.parametrize("voided_itself", [False, True])
def test_what_stands_under_its_number_shields_nothing(
    app: Flask, as_administrator: Actor, trust: Trust, passed: str, *, voided_itself: bool
) -> None:
    """Whoever writes statements can work the number out, and store something under it first."""
    number = str(voiding_id(trust.organisation, uuid.UUID(passed.rpartition("/")[2])))
    store(app, trust.organisation, statement(trust, id=number))
    if voided_itself:
        store(app, trust.organisation, voiding(number))
    answer = as_administrator.send(f"{passed}/void", reason="person")
    assert (answer.status_code, answer.headers["Location"]) == (303, passed)
    page = as_administrator.get(passed).text
    assert "The statement is voided." in page and "Void this statement" not in page
    assert "Marcus Bell voided a statement" in page


def test_a_store_that_does_not_void_is_not_said_to_have_done_so(
    app: Flask, as_administrator: Actor, passed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EmbeddedStore, "send", lambda *_: (Refusal(0, "We do not void."),))
    answer = as_administrator.send(f"{passed}/void", reason="trial")
    assert answer.status_code == 409 and "has not voided the statement" in answer.text
    assert "Void this statement" in as_administrator.get(passed).text
    assert parts_of(app).embedded_lrs is not None
