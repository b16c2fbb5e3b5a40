"""Signing: what blocks it, what lapses, what is frozen, and what is told of it."""

import datetime as dt
import io
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.accounts.models import Person, SignIn
from app.database import Database, now
from app.days import read_day
from app.providers.models import Confirmation, Identity
from app.services import KEY, Services
from app.welcome.retention import tidy
from app.welcome.scans import ScanError, scan_of
from tests.app.actors import PASSWORD
from tests.app.databases import BOTH
from tests.app.day_inputs import shown
from tests.app.learning.walking import parts_of, statements
from tests.app.providers.conftest import make_provider
from tests.app.trust import Trust
from tests.app.welcome.conftest import Pair

PDF = b"%PDF-1.7\nsigned\n%%EOF\n"
PAPER = {"paper-password": PASSWORD}


def digests(pair: Pair) -> list[str]:
    return re.findall(r"<code>([0-9a-f]{12})…", pair.doctor.get(f"{pair.path}/versions").text)


def due_of(pair: Pair) -> dt.date:
    found = re.search(r"Due on ([^:.<]+)", pair.doctor.get(f"{pair.path}/reviews/3").text)
    assert found
    return read_day(found[1].strip())


def told(app: Flask) -> list[dict[str, Any]]:
    return [each.read() for each in statements(app)]


@BOTH
def test_sign_edit_sign_makes_two_versions_with_the_right_difference(
    pair: Pair, app: Flask
) -> None:
    pair.share()
    pair.ready()
    pair.sign(pair.doctor)
    pair.sign(pair.supervisor)
    pair.save(pair.supervisor, "h", **{"h.meetings:-:answer": "monthly"})
    page = pair.doctor.get(f"{pair.path}/versions").text
    assert "<del>Weekly</del>" in page
    assert "<ins>Monthly</ins>" in page
    pair.sign(pair.supervisor)
    pair.sign(pair.doctor)
    first, second = digests(pair)
    assert first != second
    page = pair.doctor.get(f"{pair.path}/versions/2").text
    assert re.findall(r"<(?:del|ins)>(.*?)</", page) == ["Weekly", "Monthly"]
    assert "Weekly" in pair.doctor.get(f"{pair.path}/versions/1").text
    assert "The content is what was signed." in page
    (one,) = told(app)  # at most one for the transition to signed
    assert one["object"]["id"] == "https://w3id.org/first-shift/welcome-meeting"
    assert "result" not in one
    assert "Weekly" not in json.dumps(one)


def without_password(app: Flask, database: Database, trust: Trust) -> Callable[[], None]:
    """Take the doctor's password away, and give them a work account; return what confirms by it."""
    parts: Services = app.extensions[KEY]
    provider = make_provider(parts, trust)
    with database.write() as session:
        person = session.scalars(select(Person).where(Person.email == trust.email("learner"))).one()
        person.password_hash = ""
        identity = Identity(provider_id=provider, person_id=person.id, issuer="i", subject="s")
        session.add(identity)
        session.flush()
        identity_id, person_id = identity.id, person.id

    def confirm() -> None:
        with database.write() as session:
            sign_in = session.scalars(select(SignIn).where(SignIn.person_id == person_id)).one()
            row = Confirmation(sign_in_id=sign_in.id, identity_id=identity_id, at=now())
            session.add(row)

    return confirm


def test_who_has_no_password_signs_by_their_work_account(
    pair: Pair, app: Flask, database: Database, trust: Trust
) -> None:
    confirm = without_password(app, database, trust)
    pair.share()
    pair.ready()
    page = pair.doctor.get(f"{pair.path}/sign").text
    back = [unquote(each) for each in re.findall(r'/confirm\?next=([^"]+)"', page)]
    assert back == [f"{pair.path}/sign?months=0"] * 2  # to sign, and to say that it was on paper
    assert 'type="password"' not in page
    refused = pair.sign(pair.doctor)
    assert refused.status_code == 400 and "Confirm with your work account" in refused.text
    confirm()
    assert "has confirmed that it is you" in pair.doctor.get(f"{pair.path}/sign").text
    assert pair.sign(pair.doctor).status_code == 303
    pair.sign(pair.supervisor)
    assert "Signed on" in pair.doctor.get(pair.path).text
    pair.save(pair.supervisor, "h", **{"h.meetings:-:answer": "monthly"})
    assert pair.sign(pair.doctor).status_code == 400  # each signature is confirmed for itself
    confirm()
    assert pair.sign(pair.doctor).status_code == 303


def test_who_has_no_password_keeps_a_scan_by_their_work_account(
    pair: Pair, app: Flask, database: Database, trust: Trust
) -> None:
    confirm = without_password(app, database, trust)
    pair.share()
    pair.ready()
    digest = re.search(
        r'name="digest" value="([0-9a-f]+)"', pair.doctor.get(f"{pair.path}/sign").text
    )
    assert digest

    def keep() -> TestResponse:
        said = {"digest": digest[1], "months": "0", "on": str(now().date())}
        return pair.doctor.send(
            f"{pair.path}/sign-on-paper", scan=(io.BytesIO(PDF), "s.pdf"), **said
        )

    refused = keep()
    assert refused.status_code == 400 and "Confirm with your work account" in refused.text
    # The page answers at an address that is only sent to: the way leads back to the one that is shown.
    assert "sign-on-paper" not in "".join(re.findall(r'href="([^"]+)"', refused.text))
    confirm()
    assert keep().status_code == 303


def test_a_signature_alone_lapses_and_its_writer_is_told_what_changed(pair: Pair) -> None:
    pair.share()
    pair.ready()
    pair.sign(pair.doctor)
    assert (
        "It counts when Dr Helen Marsh has signed too" in pair.doctor.get(f"{pair.path}/sign").text
    )
    pair.save(pair.supervisor, "h", **{"h.protected:-:answer": "2"})
    page = pair.doctor.get(f"{pair.path}/sign").text
    assert "lapsed" in page
    assert "<del>4</del>" in page
    pair.sign(pair.supervisor)
    assert "Signed" not in pair.doctor.get(pair.path).text.split("</h1>")[0]
    pair.sign(pair.doctor)
    assert "Signed on" in pair.doctor.get(pair.path).text


def test_what_was_shown_is_what_is_signed(pair: Pair) -> None:
    pair.share()
    pair.ready()
    page = pair.doctor.get(f"{pair.path}/sign").text
    digest = re.search(r'name="digest" value="([0-9a-f]+)"', page)
    assert digest
    pair.save(pair.supervisor, "h", **{"h.protected:-:answer": "2"})
    answer = pair.doctor.send(
        f"{pair.path}/sign", digest=digest[1], months="0", password="three quiet herons"
    )
    assert answer.status_code == 409


def test_a_wrong_password_signs_nothing(pair: Pair) -> None:
    pair.share()
    pair.ready()
    answer = pair.doctor.send(f"{pair.path}/sign", digest="0", months="0", password="wrong")
    assert answer.status_code == 400
    assert "That is not your password." in answer.text


def test_each_missing_thing_blocks_in_words_and_nothing_else_does(pair: Pair) -> None:
    pair.share()
    page = pair.doctor.get(f"{pair.path}/sign").text
    assert len(re.findall(r"<li>“[^”]+” is not filled yet", page)) == 6
    assert "were not tested together yet" in page
    assert "No action is agreed yet" in page
    pair.ready()
    assert "is not filled yet" not in pair.doctor.get(f"{pair.path}/sign").text
    row = {"e.local:-:answer": ""}
    pair.save(pair.supervisor, "e", **row)
    page = pair.doctor.get(f"{pair.path}/sign").text
    assert "were not tested together yet" in page
    assert 'name="password"' not in page


def test_no_action_needed_is_enough_and_goes_when_one_is_agreed(pair: Pair) -> None:
    pair.share()
    pair.doctor.send(f"{pair.path}/no-action", so="yes")
    assert "No action is agreed yet" not in pair.doctor.get(f"{pair.path}/sign").text
    pair.add_action("Give handover twice")
    assert "You said that no action" not in pair.doctor.get(f"{pair.path}/actions").text
    assert pair.doctor.send(f"{pair.path}/no-action", so="yes").status_code == 409


def test_signed_on_paper_with_a_scan_counts_and_only_the_two_open_it(pair: Pair) -> None:
    pair.share()
    pair.ready()
    page = pair.doctor.get(f"{pair.path}/sign").text
    digest = re.search(r'name="digest" value="([0-9a-f]+)"', page)
    assert digest
    sent = {"digest": digest[1], "months": "0", "on": "2026-01-05", **PAPER}
    text = (io.BytesIO(b"no scan at all"), "signed.pdf")
    answer = pair.doctor.send(f"{pair.path}/sign-on-paper", scan=text, **sent)
    assert answer.status_code == 400
    assert "This is no PDF, PNG or JPEG" in answer.text
    answer = pair.doctor.send(f"{pair.path}/sign-on-paper", scan=(io.BytesIO(PDF), "x"), **sent)
    assert answer.status_code == 303
    assert (
        "both of you signed this on paper on 5 January 2026"
        in pair.supervisor.get(f"{pair.path}/sign").text
    )
    assert pair.supervisor.get(f"{pair.path}/versions/1").text.count("on paper on 5 January") == 1
    assert pair.sign(pair.supervisor).status_code == 303
    page = pair.supervisor.get(f"{pair.path}/versions/1").text
    assert "signed on paper on 5 January 2026" in page
    link = re.search(r'href="([^"]+/scans/[^"]+)"', page)
    assert link
    assert pair.supervisor.get(link[1]).data == PDF


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90 a program",
        b"<html>%PDF-</html>",
        b"%PDF-1.7 without an end",
        b"\x89PNG\r\n\x1a\n cut off",
        b"%PDF-" + b"0" * 10_000_001 + b"%%EOF",
    ],
)
def test_what_is_no_scan_is_refused(content: bytes) -> None:
    with pytest.raises(ScanError):
        scan_of(content)


def test_of_what_was_withdrawn_the_supervisor_sees_a_stub(pair: Pair) -> None:
    pair.save(pair.doctor, "b", **{"b.proud:-:answer": "SECRET"})
    pair.share()
    pair.ready()
    pair.sign(pair.doctor)
    pair.sign(pair.supervisor)
    assert "SECRET" in pair.supervisor.get(f"{pair.path}/versions/1").text
    pair.doctor.send(f"{pair.path}/withdraw")
    page = pair.supervisor.get(f"{pair.path}/versions/1").text
    assert "withdrew this on" in page
    assert "SECRET" not in page
    assert pair.supervisor.get(f"{pair.path}/sections/b").status_code == 404
    assert "SECRET" in pair.doctor.get(f"{pair.path}/versions/1").text
    pair.share()
    assert "SECRET" not in pair.supervisor.get(f"{pair.path}/versions/1").text
    assert "SECRET" in pair.supervisor.get(f"{pair.path}/sections/b").text


def test_a_review_is_a_signed_version_of_its_own(pair: Pair, app: Flask) -> None:
    pair.begins(100)
    pair.share()
    assert pair.doctor.get(f"{pair.path}/reviews/3").status_code == 404
    pair.ready()
    pair.sign(pair.doctor)
    pair.sign(pair.supervisor)
    due = due_of(pair)
    pair.doctor.send(f"{pair.path}/reviews/move", days="10", months="3")
    assert due_of(pair) == due + dt.timedelta(days=10)
    pair.save(pair.doctor, "review-3", **{"r.well:-:answer": "I was asked what I think"})
    pair.sign(pair.doctor, 3)
    pair.sign(pair.supervisor, 3)
    assert "I was asked what I think" in pair.supervisor.get(f"{pair.path}/versions/2").text
    assert "Three-month review done" in pair.doctor.get(pair.path).text
    about = {each["object"]["id"].rsplit("/", 1)[1] for each in told(app)}
    assert about == {"welcome-meeting", "3"}


def test_one_of_the_two_signs_on_paper_for_nobody_else(pair: Pair) -> None:
    pair.share()
    pair.ready()
    digest = re.search(
        r'name="digest" value="([0-9a-f]+)"', pair.supervisor.get(f"{pair.path}/sign").text
    )
    assert digest
    sent = {"digest": digest[1], "months": "0", "on": "2026-01-05", **PAPER}
    pair.supervisor.send(f"{pair.path}/sign-on-paper", scan=(io.BytesIO(PDF), "x"), **sent)
    assert "Signed on" not in pair.doctor.get(pair.path).text


def test_no_review_is_signed_before_the_meeting(pair: Pair, app: Flask) -> None:
    pair.save(pair.doctor, "c", **{"c.places:-:answer": "SECRET"})
    pair.share()
    for who in (pair.supervisor, pair.doctor):
        digest = re.search(
            r'name="digest" value="([0-9a-f]+)"', who.get(f"{pair.path}/sign?months=12").text
        )
        assert digest
        sent = {"digest": digest[1], "months": "12", "on": "2026-01-05", **PAPER}
        answer = who.send(f"{pair.path}/sign-on-paper", scan=(io.BytesIO(PDF), "x"), **sent)
        assert answer.status_code == 404
        assert pair.sign(who, 12).status_code == 404
    with app.app_context():
        tidy(parts_of(app), now())
    assert "SECRET" in pair.doctor.get(f"{pair.path}/sections/c").text


@pytest.mark.parametrize(
    ("password", "told_"), [("", "Enter your password."), ("wrong", "That is not your password.")]
)
def test_a_scan_without_the_own_password_signs_nothing(
    pair: Pair, password: str, told_: str
) -> None:
    pair.share()
    pair.ready()
    sent = {"digest": digest_of(pair), "months": "0", "on": "2026-01-05"}
    sent["paper-password"] = password
    answer = pair.doctor.send(f"{pair.path}/sign-on-paper", scan=(io.BytesIO(PDF), "x"), **sent)
    assert answer.status_code == 400
    assert told_ in answer.text
    assert shown(answer.text, "on") == ("5", "1", "2026")
    assert "Nobody has signed it yet." in pair.supervisor.get(f"{pair.path}/sign").text


@pytest.mark.parametrize(
    ("day", "place", "sentence"),
    [
        ({}, "on", "Enter the day on which both of you signed."),
        ({"on": "2099-01-05"}, "on", "“Day on which both of you signed” must not be after"),
        (
            {"on": "5", "on-month": "13", "on-year": "2026"},
            "on-month",
            "The month of “Day on which both of you signed” must be a number from 1 to 12.",
        ),
    ],
)
def test_a_scan_needs_a_day_that_has_come(
    pair: Pair, day: dict[str, str], place: str, sentence: str
) -> None:
    pair.share()
    pair.ready()
    sent = {"digest": digest_of(pair), "months": "0", **PAPER, **day}
    answer = pair.doctor.send(f"{pair.path}/sign-on-paper", scan=(io.BytesIO(PDF), "x"), **sent)
    assert answer.status_code == 400
    assert sentence in answer.text and f'href="#{place}"' in answer.text
    folded = answer.text.partition("We signed it on paper")[0].rpartition("<details")[2]
    assert " open>" in folded.partition("<summary")[0]


@pytest.mark.parametrize("begun", [True, False])
def test_a_review_is_signed_two_weeks_early_at_the_most(pair: Pair, *, begun: bool) -> None:
    if begun:
        pair.begins(60)  # due in a month
    pair.share()
    pair.ready()
    pair.sign(pair.doctor)
    pair.sign(pair.supervisor)
    digest = digest_of(pair, 3)
    page = pair.doctor.get(f"{pair.path}/sign?months=3").text
    assert "This review can be signed from " in page
    assert 'name="password"' not in page
    sent = {"digest": digest, "months": "3", "password": PASSWORD}
    answer = pair.doctor.send(f"{pair.path}/sign", **sent)
    assert answer.status_code == 400
    assert "This review can be signed from " in answer.text


def test_a_form_that_is_not_shared_is_signed_by_nobody(pair: Pair) -> None:
    pair.share()
    pair.ready()
    digest = digest_of(pair)
    pair.sign(pair.supervisor)
    pair.doctor.send(f"{pair.path}/withdraw")
    sent = {"digest": digest, "months": "0", "password": PASSWORD}
    answer = pair.doctor.send(f"{pair.path}/sign", **sent)
    assert answer.status_code == 400
    assert "The form is not shared" in answer.text
    assert "Signed on" not in pair.doctor.get(pair.path).text


@BOTH
def test_taking_the_form_back_takes_the_agreement_that_waits_for_the_other_with_it(
    pair: Pair,
) -> None:
    pair.share()
    pair.ready()
    pair.sign(pair.doctor)
    pair.doctor.send(f"{pair.path}/withdraw")
    pair.share()
    pair.sign(pair.supervisor)
    assert "Signed on" not in pair.doctor.get(pair.path).text
    pair.sign(pair.doctor)
    assert "Signed on" in pair.doctor.get(pair.path).text


def digest_of(pair: Pair, months: int = 0) -> str:
    page = pair.doctor.get(f"{pair.path}/sign?months={months}").text
    found = re.search(r"SHA-256 of what you sign: <code[^>]*>([0-9a-f]+)<", page)
    assert found
    return found[1]
