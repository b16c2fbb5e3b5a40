"""A meeting with the trust's own form: filled, shared, agreed, signed, reviewed, passed on and deleted."""

import datetime as dt
import io
import re
import uuid

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.accounts.held import held
from app.database import Database, now
from app.organisations.models import Membership, Supervision
from app.services import KEY, Services
from app.welcome import retention
from app.welcome.filled import MOST_FILES
from app.welcome.models import WelcomeForm
from app.welcome.own_models import WelcomeFilled, WelcomeOwnForm
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.trust import Trust
from tests.app.welcome.conftest import FORM, Pair
from tests.app.welcome.test_held import erase, whose

FILLED = FORM.replace(b"%%EOF", b"(SECRET) %%EOF")
PLACES = ("/filled", "/trust-form")


def put(pair: Pair, who: Actor, *contents: bytes) -> TestResponse:
    files = [(io.BytesIO(content), f"page-{n}.pdf") for n, content in enumerate(contents, 1)]
    return who.send(f"{pair.path}/filled", files=files)


def links(pair: Pair, who: Actor) -> list[str]:
    return re.findall(r'href="([^"]+/filled/[^"]+)"', who.get(f"{pair.path}/filled").text)


def photo(where: str) -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (40, 30), "white")
    exif = Image.Exif()
    exif[0x010F] = where  # the maker; a position stands beside it
    exif[0x0112] = 6  # turned by a quarter
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def signed(pair: Pair) -> None:
    pair.share()
    pair.add_action("Give handover twice")
    for who in (pair.doctor, pair.supervisor):
        answer = pair.sign(who)
        assert answer.status_code == 303, answer.text


@BOTH
def test_only_the_two_open_it_and_the_supervisor_once_it_is_shared(
    own_pair: Pair, as_administrator: Actor, sign_in: SignIn, trust: Trust, database: Database
) -> None:
    assert put(own_pair, own_pair.doctor, FILLED).status_code == 303
    (link,) = links(own_pair, own_pair.doctor)
    answer = own_pair.doctor.get(link)
    assert answer.data == FILLED
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    assert own_pair.supervisor.get(link).status_code == 404
    assert own_pair.supervisor.get(f"{own_pair.path}/filled").status_code == 404
    assert put(own_pair, own_pair.supervisor, FILLED).status_code == 404
    own_pair.share()
    assert own_pair.supervisor.get(link).data == FILLED
    for who, status in (("other-learner", 404), ("other-supervisor", 404), ("administrator", 403)):
        other = sign_in(trust.email(who))
        for place in (link, *(own_pair.path + each for each in PLACES)):
            assert other.get(place).status_code == status
        assert put(own_pair, other, FILLED).status_code == status
        assert other.send(f"{link}/take-out").status_code == status
    own_pair.doctor.send(f"{own_pair.path}/withdraw")
    assert own_pair.supervisor.get(link).status_code == 404
    with database.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT * FROM welcome_filled").all()
        assert b"SECRET" not in repr(kept).encode()


def test_our_questions_and_ratings_are_not_asked(own_pair: Pair) -> None:
    own_pair.share()
    page = own_pair.doctor.get(own_pair.path).text
    assert "When and where" in page
    for place in ("/sections/b", "/sections/e", "/needs"):
        assert place not in page
        assert own_pair.doctor.get(own_pair.path + place).status_code == 404
    for place in ("/needs", "/needs/field"):
        assert own_pair.doctor.send(own_pair.path + place).status_code == 404
    assert "Needs" not in own_pair.doctor.get(f"{own_pair.path}/meeting").text.split("</h1>")[0]
    assert "Section " not in own_pair.doctor.get(f"{own_pair.path}/meeting").text


def test_proposals_are_chosen_by_hand_and_become_actions_once(own_pair: Pair) -> None:
    assert "Nothing is shared now" in own_pair.doctor.get(f"{own_pair.path}/proposals").text
    own_pair.share()
    page = own_pair.doctor.get(f"{own_pair.path}/proposals").text
    assert "nothing here reads" in page
    assert 'value="R50/n20"' in page
    assert 'value="R19"' in page
    for private in ("R18", "R40", "R45", "R53"):
        assert f'value="{private}"' not in page
    answer = own_pair.doctor.send(f"{own_pair.path}/proposals/choose")
    assert answer.status_code == 400
    assert "Tick at least one." in answer.text
    for _ in range(2):
        answer = own_pair.doctor.send(
            f"{own_pair.path}/proposals/choose", choice=["R50/n20", "R19"]
        )
        assert answer.status_code == 303
    page = own_pair.supervisor.get(f"{own_pair.path}/actions").text
    assert page.count('class="app-action"') == 2
    assert "refer by phone or bleep" in page
    refused = own_pair.supervisor.send(f"{own_pair.path}/proposals/choose", choice="R40")
    assert refused.status_code == 400


def test_what_is_signed_names_the_edition_and_the_files(own_pair: Pair) -> None:
    put(own_pair, own_pair.doctor, FILLED)
    signed(own_pair)
    page = own_pair.supervisor.get(f"{own_pair.path}/versions/1").text
    assert "Our form 2026, edition 1" in page
    (link,) = links(own_pair, own_pair.doctor)
    assert link in page
    assert own_pair.supervisor.send(f"{link}/take-out").status_code == 403
    assert own_pair.doctor.send(f"{link}/take-out").status_code == 303
    assert links(own_pair, own_pair.doctor) == []
    page = own_pair.doctor.get(f"{own_pair.path}/versions/1").text
    assert "The content is what was signed." in page
    assert own_pair.doctor.get(link).data == FILLED
    assert own_pair.supervisor.get(link).status_code == 404
    assert "taken out" in own_pair.doctor.get(f"{own_pair.path}/versions").text


def test_a_signature_alone_lapses_when_a_file_comes(own_pair: Pair) -> None:
    own_pair.share()
    own_pair.add_action("Give handover twice")
    assert own_pair.sign(own_pair.doctor).status_code == 303
    put(own_pair, own_pair.supervisor, FILLED)
    assert "lapsed" in own_pair.doctor.get(f"{own_pair.path}/sign").text
    (link,) = links(own_pair, own_pair.supervisor)
    own_pair.supervisor.send(f"{link}/take-out")
    assert own_pair.supervisor.get(link).status_code == 404


def test_reviews_follow_without_numbers(own_pair: Pair) -> None:
    own_pair.begins(100)
    signed(own_pair)
    page = own_pair.doctor.get(f"{own_pair.path}/reviews/3").text
    assert "Due on " in page
    assert "The numbers again" not in page
    assert own_pair.doctor.get(f"{own_pair.path}/needs?months=3").status_code == 404
    own_pair.save(own_pair.doctor, "review-3", **{"r.well:-:answer": "I was asked what I think"})
    for who in (own_pair.doctor, own_pair.supervisor):
        assert own_pair.sign(who, 3).status_code == 303
    assert "I was asked" in own_pair.supervisor.get(f"{own_pair.path}/versions/2").text
    assert (
        "The filled form after today"
        in own_pair.doctor.get(f"{own_pair.path}/sections/review-12").text
    )


@pytest.mark.parametrize("kind", ["pdf", "word", "data"])
def test_downloads_name_the_form_and_the_files(own_pair: Pair, kind: str) -> None:
    put(own_pair, own_pair.doctor, FILLED)
    signed(own_pair)
    answer = own_pair.supervisor.get(f"{own_pair.path}/download/file?kind={kind}")
    assert answer.status_code == 200
    if kind == "data":
        assert answer.json is not None
        assert answer.json["own_form"]["edition"] == 1
        assert "Dr Ngozi Eze" in answer.json["files"][0]["words"]


def test_a_photograph_is_kept_upright_and_without_its_place(own_pair: Pair) -> None:
    assert put(own_pair, own_pair.doctor, photo("AT HOME"), FILLED).status_code == 303
    first, second = links(own_pair, own_pair.doctor)
    kept = {
        own_pair.doctor.get(link).mimetype: own_pair.doctor.get(link).data
        for link in (first, second)
    }
    assert b"AT HOME" not in kept["image/jpeg"]
    with Image.open(io.BytesIO(kept["image/jpeg"])) as picture:
        assert picture.size == (30, 40)


def test_a_bad_file_among_several_adds_none(own_pair: Pair) -> None:
    answer = put(own_pair, own_pair.doctor, FILLED, b"no file at all")
    assert answer.status_code == 400
    assert "page-2.pdf: This is no PDF, PNG or JPEG" in answer.text
    assert links(own_pair, own_pair.doctor) == []
    answer = put(own_pair, own_pair.doctor, photo("x")[:300] + b"\xff\xd9")
    assert "The photo is damaged" in answer.text
    answer = own_pair.doctor.send(f"{own_pair.path}/filled")
    assert "Choose a file." in answer.text
    answer = put(own_pair, own_pair.doctor, *[FILLED] * (MOST_FILES + 1))
    assert f"holds {MOST_FILES} files" in answer.text
    assert links(own_pair, own_pair.doctor) == []


def test_a_new_supervisor_opens_only_what_was_passed_on(
    own_pair: Pair, database: Database, sign_in: SignIn, trust: Trust
) -> None:
    put(own_pair, own_pair.doctor, FILLED)
    own_pair.share()
    put(own_pair, own_pair.supervisor, FORM)
    own_pair.add_action("Give handover twice")
    with database.write() as session:
        other = trust.members["other-supervisor"]
        session.add(
            Supervision(
                organisation_id=trust.organisation,
                supervisor_id=other,
                learner_id=trust.members["learner"],
            )
        )
    successor = sign_in(trust.email("other-supervisor"))
    page = own_pair.doctor.get(f"{own_pair.path}/pass-on").text
    assert re.search(r'value="files"[^>]*>', page)
    assert "checked" not in re.findall(r'<input[^>]*value="files"[^>]*>', page)[0]
    answer = own_pair.doctor.send(
        f"{own_pair.path}/pass-on", supervisor=str(other), sections=["files", "actions"]
    )
    new = answer.headers["Location"]
    passed = Pair(own_pair.doctor, successor, new, uuid.UUID(new.rsplit("/", 1)[1]))
    (link,) = links(passed, successor)
    assert successor.get(link).data == FILLED
    assert "edition 1" in successor.get(new).text
    assert "Give handover twice" in successor.get(f"{new}/actions").text
    for old in links(own_pair, own_pair.doctor):
        assert successor.get(old).status_code == 404


@pytest.mark.parametrize("keeps", [False, True])
def test_it_goes_when_the_doctor_leaves_unless_they_keep_it(
    own_pair: Pair, app: Flask, database: Database, trust: Trust, keeps: bool
) -> None:
    parts: Services = app.extensions[KEY]
    put(own_pair, own_pair.doctor, FILLED)
    signed(own_pair)
    if keeps:
        own_pair.save(own_pair.doctor, "review-12", **{"r12.keep:-:answer": "keep"})
    for ago, left in ((0, 1 if keeps else 0), (366, 0)):
        with database.write() as session:
            member = session.get_one(Membership, trust.members["learner"])
            member.ended = now() - dt.timedelta(days=ago)
        with app.app_context():
            retention.tidy(parts, now())
        with database.read() as session:
            assert session.scalar(select(func.count()).select_from(WelcomeFilled)) == left
    with database.read() as session:
        assert session.scalars(select(WelcomeForm)).one().content_gone


@BOTH
def test_what_is_held_is_given_and_erased(
    own_pair: Pair, app: Flask, database: Database, trust: Trust
) -> None:
    parts: Services = app.extensions[KEY]
    put(own_pair, own_pair.doctor, FILLED)
    own_pair.share()
    put(own_pair, own_pair.supervisor, FORM)
    people = {
        who: whose(database, trust.members[who])
        for who in ("learner", "supervisor", "administrator")
    }
    with database.read() as session, app.app_context():
        rows = held(parts, session, people["learner"])
        assert len(rows["welcome_filled"]) == 2
        assert "holds" in rows["welcome_filled"][0]
        given = held(parts, session, people["supervisor"])["welcome_filled_given"]
        assert len(given) == 1
        assert "holds" not in given[0]
        (own,) = held(parts, session, people["administrator"])["welcome_own_forms"]
        assert own["title"] == "Our form 2026"
    erase(database, people["supervisor"])
    erase(database, people["administrator"])
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(WelcomeFilled)) == 2
        assert session.scalars(select(WelcomeOwnForm.made_by)).one() is None
    assert len(links(own_pair, own_pair.doctor)) == 2
    erase(database, people["learner"])
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(WelcomeFilled)) == 0
        assert session.scalar(select(func.count()).select_from(WelcomeOwnForm)) == 1
