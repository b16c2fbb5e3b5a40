"""The pages on which an LMS administrator keeps licences."""

import datetime as dt
import io
import uuid
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from app.database import Database, now
from app.dispatch import content
from app.dispatch.models import DispatchLicence
from app.wording import day
from packager.dispatch import dispatch_package
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.dispatch.conftest import CONTACT, LMS, MakeLicence
from tests.app.trust import Trust

NEXT_YEAR = now().date() + dt.timedelta(days=365)
FIELDS = {
    "modules": ["sample", "reading"],
    "format": "scorm2004-4",
    "status": "completed-only",
    "window": "own",
    "origins": "https://moodle.alder.example/course\nhttps://content.alder.example",
    "contact": CONTACT,
    "expires": NEXT_YEAR.isoformat(),
    "seats": "250",
}


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
    assert "Course of 2 modules" in page and "0 of 250" in page
    with database.read() as session:
        made = session.scalars(select(DispatchLicence)).one()
    assert made.origins == ["https://moodle.alder.example", "https://content.alder.example"]
    assert (made.seats, made.expires, made.contact) == (250, NEXT_YEAR, CONTACT)
    assert len(made.token) >= 22 and "overlay" not in made.options
    listed = as_lms_administrator.get("/packages/dispatch").text
    assert "and 1 more" in listed and "In use" in listed and day(NEXT_YEAR) in listed
    zipped = as_lms_administrator.get(f"/packages/dispatch/{made.id}/zip")
    assert zipped.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(zipped.data)) as archive:
        data = archive.read("dispatch-data.js").decode()
    assert f"http://localhost/dispatch/{made.token}/launch" in data
    assert '"window":"own"' in data and '"completed-only"' in data


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"modules": []}, "at least one module"),
        ({"modules": ["nowhere"]}, "nowhere"),
        ({"format": "web"}, "Not a valid choice"),
        ({"origins": ""}, "address of your LMS"),
        ({"origins": "http://moodle.alder.example"}, "does not begin with https://"),
        ({"origins": "https://a.example; script-src *"}, "“https://a.example; script-src *”"),
        ({"contact": " "}, "whom a learner should ask"),
        ({"contact": "x" * 201}, "too long"),
        ({"expires": ""}, "Enter the last day"),
        ({"expires": "soon"}, "year, month, day"),
        ({"expires": "2026-01-01"}, "That day is over"),
        ({"expires": "2099-01-01"}, "ten years"),
        ({"seats": "many"}, "whole number"),
        ({"seats": "-1"}, "whole number"),
        ({"seats": "1000001"}, "whole number"),
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
