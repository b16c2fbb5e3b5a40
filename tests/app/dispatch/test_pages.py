"""The pages on which an LMS administrator keeps licences."""

import datetime as dt
import io
import uuid
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from app.database import Database
from app.dispatch import content
from app.dispatch.models import DispatchLicence, DispatchSeat
from app.wording import day
from packager.dispatch import dispatch_package
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.dispatch.conftest import CONTACT, FIELDS, LMS, NEXT_YEAR, MakeLicence
from tests.app.trust import Trust
from tests.support.html import words_of


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for what the set-up builds."""
    for name in ("dispatch-scorm12.js", "dispatch-scorm2004.js"):
        (tmp_path / name).write_text("/* built */", encoding="utf-8")

    def package(*args: object) -> object:
        return dispatch_package(*args, assets=tmp_path)  # type: ignore[arg-type]

    monkeypatch.setattr(content, "dispatch_package", package)


def test_a_licence_is_made_listed_and_handed_out_as_a_zip(
    as_lms_administrator: Actor, database: Database
) -> None:
    assert "None yet" in as_lms_administrator.get("/packages/dispatch").text
    answer = as_lms_administrator.send("/packages/dispatch/new", **FIELDS)
    assert answer.status_code == 303
    page = as_lms_administrator.get(answer.headers["Location"]).text
    assert "2 modules, dispatch package" in page and "0 of 250" in page
    with database.read() as session:
        made = session.scalars(select(DispatchLicence)).one()
    assert made.origins == ["https://moodle.alder.example", "https://content.alder.example"]
    assert (made.seats, made.expires, made.contact) == (250, NEXT_YEAR, CONTACT)
    assert len(made.token) >= 22 and "overlay" not in made.options
    listed = as_lms_administrator.get("/packages/dispatch").text
    assert "2 modules" in listed and "Open" in listed and day(NEXT_YEAR) in listed
    zipped = as_lms_administrator.get(f"/packages/dispatch/{made.id}/zip")
    assert zipped.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(zipped.data)) as archive:
        data = archive.read("dispatch-data.js").decode()
    assert f"http://localhost/dispatch/{made.token}/launch" in data
    assert '"window":"own"' in data and '"completed-only"' in data


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"module": []}, "at least one module"),
        ({"module": ["nowhere"]}, "nowhere"),
        ({"lms": ""}, "Choose the system"),
        ({"pass_mark": "101"}, "from 1 to 100"),
        ({"attempts": "-1"}, "from 1 to 50"),
        ({"format": "web"}, "Not a valid choice"),
        ({"origins": ""}, "address of your LMS"),
        ({"origins": "http://moodle.alder.example"}, "does not begin with https://"),
        ({"origins": "https://a.example; script-src *"}, "“https://a.example; script-src *”"),
        ({"contact": " "}, "whom a learner should ask"),
        ({"contact": "x" * 201}, "too long"),
        ({"expires": ""}, "Enter the last day"),
        ({"expires": "soon"}, "“Last day on which it opens” is no day of the calendar."),
        ({"expires": "2026-01-01"}, "That day is over"),
        ({"expires": "2099-01-01"}, "ten years"),
        ({"seats": "many"}, "whole number"),
        ({"seats": "-1"}, "whole number"),
        ({"seats": "0"}, "whole number from 1"),
        ({"seats": "1000001"}, "whole number"),
        ({"seats": "9" * 5000}, "whole number"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_made(
    as_lms_administrator: Actor, database: Database, wrong: dict[str, object], words: str
) -> None:
    answer = as_lms_administrator.send("/packages/dispatch/new", **{**FIELDS, **wrong})
    assert answer.status_code == 400
    assert words in answer.text
    with database.read() as session:
        assert session.scalars(select(DispatchLicence)).all() == []


def test_a_licence_is_extended_and_revoked_for_good(
    as_lms_administrator: Actor, database: Database, make_licence: MakeLicence
) -> None:
    licence = make_licence(seats=3)
    path = f"/packages/dispatch/{licence}"
    later = NEXT_YEAR + dt.timedelta(days=30)
    terms = {"origins": LMS, "contact": "nobody", "expires": later.isoformat(), "seats": ""}
    assert as_lms_administrator.send(path, **terms).status_code == 303
    with database.read() as session:
        changed = session.get_one(DispatchLicence, licence)
    assert (changed.expires, changed.seats, changed.contact) == (later, 0, "nobody")
    assert as_lms_administrator.send(f"{path}/revoke").status_code == 303
    page = as_lms_administrator.get(path).text
    assert "Revoked" in page and "Download the zip" not in page
    assert as_lms_administrator.send(path, **terms).status_code == 409
    with database.read() as session:
        first = session.get_one(DispatchLicence, licence).revoked
    as_lms_administrator.send(f"{path}/revoke")
    with database.read() as session:
        assert session.get_one(DispatchLicence, licence).revoked == first


def test_before_a_licence_is_revoked_a_page_says_what_comes_of_it(
    as_lms_administrator: Actor, database: Database, make_licence: MakeLicence, trust: Trust
) -> None:
    licence = make_licence()
    path = f"/packages/dispatch/{licence}"
    assert f'href="{path}/revoke"' in as_lms_administrator.get(path).text
    page = words_of(as_lms_administrator.get(f"{path}/revoke").text)
    assert "No learner has opened the course under this licence yet." in page
    assert LMS in page and "a visit lasts twelve hours at most" in page
    assert f"{trust.name} opened this module under a licence that has been ended." in page
    assert f"Ask {CONTACT}." in page
    assert "A revoked licence stays revoked." in page and "make today its last day" in page
    with database.write() as session:
        kept = session.get_one(DispatchLicence, licence)
        assert kept.revoked is None
        session.add(DispatchSeat(licence_id=licence, seat="a" * 12))
        kept.last_used = kept.expires = dt.date(2026, 1, 31)
    page = words_of(as_lms_administrator.get(f"{path}/revoke").text)
    assert "1 learner has opened the course under this licence, the last time on 31 January" in page
    assert "make today its last day" not in page
    as_lms_administrator.send(f"{path}/revoke")
    answer = as_lms_administrator.get(f"{path}/revoke")
    assert (answer.status_code, answer.headers["Location"]) == (303, path)


def test_another_trust_sees_and_changes_nothing(
    sign_in: SignIn, other_trust: Trust, database: Database, make_licence: MakeLicence
) -> None:
    licence = make_licence()
    stranger = sign_in(other_trust.email("lms-administrator"))
    path = f"/packages/dispatch/{licence}"
    assert "None yet" in stranger.get("/packages/dispatch").text
    terms = {"origins": LMS, "contact": "x", "expires": NEXT_YEAR.isoformat(), "seats": ""}
    assert stranger.get(path).status_code == 404
    assert stranger.get(f"{path}/zip").status_code == 404
    assert stranger.send(path, **terms).status_code == 404
    assert stranger.get(f"{path}/revoke").status_code == 404
    assert stranger.send(f"{path}/revoke").status_code == 404
    with database.read() as session:
        assert session.get_one(DispatchLicence, licence).revoked is None
    assert stranger.get(f"/packages/dispatch/{uuid.uuid4()}").status_code == 404


def test_the_trust_that_is_withdrawn_from_is_told_why_no_zip_comes(
    as_lms_administrator: Actor, database: Database, make_licence: MakeLicence
) -> None:
    licence = make_licence()
    with database.write() as session:
        session.get_one(DispatchLicence, licence).modules = ["gone"]
    answer = as_lms_administrator.get(f"/packages/dispatch/{licence}/zip")
    assert answer.status_code == 409
    assert "not served at the moment" in answer.text
