"""The pages on which a stranger checks: what they are told, and what they never learn."""

import pytest
from flask import Flask

from app.evidence import limits
from app.evidence.codes import new_code, read_code
from app.evidence.models import Certificate
from app.evidence.names import initials, same_name
from course.vocabulary import Verb
from tests.app.actors import Actor
from tests.app.databases import BOTH
from tests.app.evidence.earned import (
    catch_up,
    certificate,
    passes,
    token_of,
    transcript,
    upload,
    word_of,
)
from tests.app.supervision.telling import statement, store, voiding
from tests.app.trust import Trust
from tests.support.html import words_of


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("7KQ2-M9XR-4TBD-WZ3H-0F5C", "7KQ2-M9XR-4TBD-WZ3H-0F5C"),
        (" 7kq2m9xr4tbdwz3hof5c ", "7KQ2-M9XR-4TBD-WZ3H-0F5C"),
        ("7KQ2–M9XR–4TBD–WZ3H–OF5C", "7KQ2-M9XR-4TBD-WZ3H-0F5C"),
        ("iLo0-0000-0000-0000-0000", "1100-0000-0000-0000-0000"),
        ("7KQ2", None),
        ("", None),
        ("UUUU-UUUU-UUUU-UUUU-UUUU", None),
        ("٣٣٣٣-3333-3333-3333-3333", None),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str, kept: str | None) -> None:
    assert read_code(typed) == kept


def test_a_new_code_is_one() -> None:
    assert read_code(new_code()) is not None and new_code() != new_code()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Dr Ngozi Eze", "N. E."),
        ("Htet", "H."),
        ("Dr", "D."),
        ("Dr. Ana-María d’Or", "A. D."),
        ("", "–"),
        ("-", "–"),
        ("Eze, Ngozi", "N. E."),
        ("Dr Htet Aung Lwin", "H. A. L."),
        ("Jan van der Berg", "J. v. d. B."),
        ("Prof. Dr. J.S. Müller", "J. S. M."),
        ("Fatima Al-Sayed", "F. A."),
        ("E\u0301va Nagy", "É. N."),
        ("أحمد حسن", "أ. ح."),
        ("नेहा शर्मा", "ने. श."),
        ("क्षमा त्रिपाठी", "क्ष. त्रि."),
        ("ထက်အောင် လွင်", "ထ. လွ."),
        ("Αθηνά Παπαδοπούλου", "Α. Π."),
    ],
)
def test_initials(name: str, shown: str) -> None:
    assert initials(name) == shown


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Dr Ngozi Eze", True),
        ("ngozi  EZE", True),
        ("Dr. Ngozi Ézé", True),
        ("Ngozi", False),
        ("N. E.", False),
        ("", False),
        ("Dr", False),
    ],
)
def test_a_name_is_compared_as_people_write_it(typed: str, same: bool) -> None:
    assert same_name(typed, "Dr Ngozi Eze") is same


@BOTH
def test_a_paper_s_code_says_valid_what_when_and_by_whom_and_no_more(
    app: Flask, client: Actor, row: Certificate, trust: Trust
) -> None:
    sent = client.send("/verify", code=row.code.lower().replace("-", " "))
    assert (sent.status_code, sent.location) == (303, f"/verify/{row.code}")
    answer = client.get(sent.location)
    page = words_of(answer.text)
    assert word_of(page) == "Valid"
    for told in ("Welcome: UK and NHS culture", "12 March 2026", "Alder Valley Trust", "N. E."):
        assert told in page
    for hidden in (
        "Ngozi",
        "Eze",
        "84 %",
        "attempt",
        trust.email("learner"),
        str(row.id),
        str(row.membership_id),
    ):
        assert hidden not in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_qr_code_s_address_works_in_small_letters(client: Actor, row: Certificate) -> None:
    assert client.get(f"/verify/{row.code.lower()}").location == f"/verify/{row.code}"


def test_the_name_is_compared_and_not_shown(client: Actor, row: Certificate) -> None:
    page = words_of(client.send(f"/verify/{row.code}", name="ngozi eze").text)
    assert "Yes:" in page and "Ngozi Eze" not in page
    page = words_of(client.send(f"/verify/{row.code}", name="Dr Somebody <b>").text)
    assert "No:" in page and "Eze" not in page
    empty = client.send(f"/verify/{row.code}", name=" ")
    assert empty.status_code == 400 and "Enter the name as it is printed." in empty.text


def test_names_cannot_be_tried_out(client: Actor, row: Certificate) -> None:
    for _ in range(limits.NAMES_OF_A_CODE):
        assert client.send(f"/verify/{row.code}", name="X").status_code == 200
    assert client.send(f"/verify/{row.code}", name="Ngozi Eze").status_code == 429
    assert client.get(f"/verify/{row.code}").status_code == 200


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("", 400, "Enter the code"),
        ("12", 400, "A code has 20 letters and digits"),
        ("é" * 20, 400, "A code has 20 letters and digits"),
    ],
)
def test_what_can_be_no_code_is_said_at_the_field(
    client: Actor, code: str, status: int, words: str
) -> None:
    answer = client.send("/verify", code=code)
    assert answer.status_code == status and words in answer.text


def test_a_code_that_is_not_there_is_said_and_cannot_be_tried_out(
    client: Actor, row: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CHECKS_OF_A_NETWORK", 3)
    for _ in range(3):
        answer = client.get(f"/verify/{new_code()}")
        assert answer.status_code == 404 and "No certificate has this code." in answer.text
    assert client.get(f"/verify/{new_code()}").status_code == 429
    assert client.get(f"/verify/{row.code}").status_code == 200


def test_a_withdrawn_certificate_is_called_so(
    app: Flask, as_learner: Actor, client: Actor, trust: Trust
) -> None:
    passed = passes(app, trust)
    row = certificate(app, as_learner)
    token = token_of(as_learner, row)
    assert word_of(upload(client, token).text) == "Valid"
    store(app, trust.organisation, voiding(passed["id"]))
    catch_up(app)
    assert word_of(client.get(f"/verify/{row.code}").text) == "Withdrawn"
    assert word_of(upload(client, token).text) == "Withdrawn"


def test_a_replaced_transcript_is_called_so_and_lists_what_was_passed(
    app: Flask, as_learner: Actor, client: Actor, trust: Trust
) -> None:
    store(app, trust.organisation, statement(trust, Verb.FAILED))
    first = transcript(app, as_learner)
    assert "No module yet." in client.get(f"/verify/{first.code}").text
    token = token_of(as_learner, first)
    passes(app, trust, timestamp="2026-03-14T10:00:00Z")
    second = transcript(app, as_learner)
    assert word_of(client.get(f"/verify/{first.code}").text) == "Replaced by a newer one"
    assert word_of(upload(client, token).text) == "Replaced by a newer one"
    page = words_of(client.get(f"/verify/{second.code}").text)
    assert (
        "Welcome: UK and NHS culture, version 1.2, on 14 March 2026" in page and "84 %" not in page
    )
