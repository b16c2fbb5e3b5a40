"""A trust's own form: given, replaced, taken away; and which form a new meeting uses."""

import datetime as dt
import re

import pytest
from flask import Flask

from app.assignments.due import today
from app.database import Database, now
from app.organisations.models import MembershipRole, Role, Supervision
from app.welcome.trust_form_changes import MOST_BYTES, OwnFormError, judge
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.trust import Trust
from tests.app.welcome.conftest import FORM, Pair, give_form

PAGE = "/welcome-meeting/own-form"


def edition(actor: Actor, number: int) -> str:
    """Return what the page says of an edition."""
    found = re.search(rf'id="edition-{number}".*?</section>', actor.get(PAGE).text, re.S)
    assert found
    return found[0]


def press(actor: Actor, number: int, do: str) -> int:
    """Press a button of an edition; return the status."""
    found = re.search(rf'action="([^"]+/{do})"', edition(actor, number))
    assert found
    return actor.send(found[1]).status_code


@BOTH
def test_new_meetings_use_it_and_those_that_began_go_on(
    pair: Pair, as_administrator: Actor, sign_in: SignIn, trust: Trust, database: Database
) -> None:
    doctor, supervisor = trust.members["other-learner"], trust.members["supervisor"]
    with database.write() as session:
        session.add(
            Supervision(
                organisation_id=trust.organisation, supervisor_id=supervisor, learner_id=doctor
            )
        )
    assert "First Shift" in as_administrator.get(PAGE).text
    assert give_form(as_administrator).status_code == 303
    assert "In use since" in edition(as_administrator, 1)
    assert "0 meetings began with it" in edition(as_administrator, 1)
    assert pair.doctor.get(f"{pair.path}/sections/b").status_code == 200
    assert pair.doctor.get(f"{pair.path}/filled").status_code == 404
    assert pair.doctor.get(f"{pair.path}/trust-form").status_code == 404
    assert pair.doctor.get("/welcome-meeting/blank.pdf").data == FORM
    other = sign_in(trust.email("other-learner"))
    answer = other.send("/welcome-meeting/start", supervisor=str(supervisor))
    path = answer.headers["Location"]
    assert "Our form 2026, edition 1" in other.get(path).text
    assert "1 meeting began with it" in edition(as_administrator, 1)


def test_a_later_day_and_another_edition_in_its_time(as_administrator: Actor) -> None:
    give_form(as_administrator)
    later = today(now()) + dt.timedelta(days=30)
    assert give_form(as_administrator, since=later.isoformat()).status_code == 303
    assert "Will be used from" in edition(as_administrator, 2)
    assert "In use since" in edition(as_administrator, 1)
    assert give_form(as_administrator, FORM + b"%%EOF\n").status_code == 303
    assert "Replaced on" in edition(as_administrator, 1)
    assert "In use since" in edition(as_administrator, 3)
    assert press(as_administrator, 3, "take-away") == 303
    for number in (1, 3):  # the older one does not come back
        assert "Taken away on" in edition(as_administrator, number)
    assert "Will be used from" in edition(as_administrator, 2)
    assert press(as_administrator, 2, "take-away") == 303
    assert "use the form of First Shift" in as_administrator.get(PAGE).text


def test_the_file_goes_and_its_mark_stays(
    own_pair: Pair, as_administrator: Actor, app: Flask
) -> None:
    assert own_pair.doctor.get(f"{own_pair.path}/trust-form").data == FORM
    found = re.search(r'action="([^"]+)/take-away"', as_administrator.get(PAGE).text)
    assert found
    assert as_administrator.send(f"{found[1]}/delete-file").status_code == 409
    assert press(as_administrator, 1, "take-away") == 303
    assert as_administrator.send(f"{found[1]}/take-away").status_code == 409
    assert own_pair.doctor.get(f"{own_pair.path}/trust-form").data == FORM
    assert press(as_administrator, 1, "delete-file") == 303
    assert "SHA-256" in edition(as_administrator, 1)
    assert own_pair.doctor.get(f"{own_pair.path}/trust-form").status_code == 404
    assert as_administrator.get(f"{found[1]}/file").status_code == 404
    assert "has deleted the blank form" in own_pair.doctor.get(f"{own_pair.path}/filled").text
    assert own_pair.doctor.get("/welcome-meeting/blank.pdf").data.startswith(b"%PDF")


def test_the_audit_log_tells_each_act_and_no_word_of_the_forms(
    as_administrator: Actor,
) -> None:
    give_form(as_administrator)
    press(as_administrator, 1, "take-away")
    press(as_administrator, 1, "delete-file")
    page = as_administrator.get("/audit").text
    for words in ("Edition 1 given, for new meetings from", "taken away", "file deleted"):
        assert words in page
    assert "Our form 2026" not in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Choose a PDF."),
        (b"PK\x03\x04 a Word document", "This is no whole PDF"),
        (FORM.replace(b"Page", b"Pages"), "There is no page in this PDF"),
        (FORM.replace(b"/Type", b"/Encrypt 3 0 R /Type"), "locked with a password"),
        (FORM.replace(b"/Type", b"/AA << /S /JavaScript >> /Type"), "holds a script"),
    ],
)
def test_a_bad_file_gets_one_sentence_and_keeps_what_was_typed(
    as_administrator: Actor, content: bytes, sentence: str
) -> None:
    answer = give_form(as_administrator, content, title="Kept as typed")
    assert answer.status_code == 400
    assert answer.text.count(sentence) == 2  # at the top, and at the field
    assert 'value="Kept as typed"' in answer.text
    assert "edition-1" not in answer.text


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(OwnFormError, match="larger than 10 MB"):
        judge(FORM + b"0" * MOST_BYTES)


@pytest.mark.parametrize(
    ("days", "title", "sentence"),
    [
        (-1, "Ours", "Enter today or a later day"),
        (400, "Ours", "within the coming year"),
        (0, " ", "Enter what the form is called"),
        (0, "x" * 81, "Use 80 characters at most"),
    ],
)
def test_a_wrong_day_or_name_keeps_nothing(
    as_administrator: Actor, days: int, title: str, sentence: str
) -> None:
    since = (today(now()) + dt.timedelta(days=days)).isoformat()
    answer = give_form(as_administrator, title=title, since=since)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "edition-1" not in as_administrator.get(PAGE).text


def test_the_same_file_is_not_kept_twice(as_administrator: Actor) -> None:
    give_form(as_administrator)
    assert "the same file as edition 1" in give_form(as_administrator).text


def test_a_lead_gives_it_and_nobody_else_does(
    as_learner: Actor,
    as_supervisor: Actor,
    database: Database,
    sign_in: SignIn,
    trust: Trust,
    other_trust: Trust,
) -> None:
    with database.write() as session:
        lead = trust.members["lms-administrator"]
        session.add(MembershipRole(membership_id=lead, role=Role.LEAD))
    lead_actor = sign_in(trust.email("lms-administrator"))
    assert give_form(lead_actor).status_code == 303
    for who in (as_learner, as_supervisor):
        assert who.get(PAGE).status_code == 403
        assert give_form(who).status_code == 403
    found = re.search(r'href="([^"]+/file)"', lead_actor.get(PAGE).text)
    assert found
    answer = lead_actor.get(found[1])
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    stranger = sign_in(other_trust.email("administrator"))
    assert "edition-1" not in stranger.get(PAGE).text
    assert stranger.get(found[1]).status_code == 404
    assert stranger.send(found[1].replace("/file", "/take-away")).status_code == 404
    assert stranger.send(found[1].replace("/file", "/delete-file")).status_code == 404
