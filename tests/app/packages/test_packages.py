"""What an LMS administrator gets."""

import datetime as dt
import hashlib
import io
import zipfile
from functools import partial
from pathlib import Path

import msgspec
import pytest
from flask import Flask
from sqlalchemy import select

from app.database import Database
from app.organisations.models import LocalAnswer, Organisation
from app.packages import making
from app.packages.models import PackageMade
from app.services import KEY
from course.model import Course
from packager import Overlay, PackageFile, PackageOptions, package
from packager.overlay import read_logo
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust
from tests.packager.overlay.pictures import svg
from tests.packager.sample_course import sample_course

CHOICES = {"status": "passed-failed", "failed": "yes", "organisation": "Alder Valley Trust"}


class OneModule:
    """A shelf that holds the sample course."""

    mistakes = ()

    def __init__(self, folder: Path) -> None:
        self.course = sample_course(folder)


@pytest.fixture
def app(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Serve the sample, and stand in for what the set-up builds."""
    for name in ("player-scorm12.js", "first-shift.css", "mark.svg"):
        (tmp_path / name).write_text("/* built */", encoding="utf-8")
    monkeypatch.setattr(making, "package", partial(package, assets=tmp_path))
    monkeypatch.setattr(making, "CACHE", making.PackageCache())
    shelf = OneModule(tmp_path / "sample")
    app.extensions[KEY] = msgspec.structs.replace(app.extensions[KEY], shelf=shelf)
    return app


def test_the_module_comes_as_a_zip_and_is_listed(
    as_lms_administrator: Actor, database: Database, trust: Trust
) -> None:
    answer = as_lms_administrator.send("/packages/sample", **CHOICES)
    assert answer.status_code == 200
    assert answer.mimetype == "application/zip"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=first-shift-")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert "imsmanifest.xml" in archive.namelist()
        assert b"Alder Valley Trust" in archive.read("index.html")
    with database.read() as session:
        made = session.scalars(select(PackageMade)).one()
    assert made.sha256 == hashlib.sha256(answer.data).hexdigest()
    assert (made.size, made.organisation_id) == (len(answer.data), trust.organisation)
    assert made.sha256[:12] in as_lms_administrator.get("/packages").text


def test_the_same_choices_make_the_same_zip_once(
    as_lms_administrator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = as_lms_administrator.send("/packages/sample", **CHOICES)

    def never(*_: object) -> PackageFile:
        raise AssertionError("it was made before")

    monkeypatch.setattr(making, "package", never)
    assert as_lms_administrator.send("/packages/sample", **CHOICES).data == first.data


@pytest.mark.parametrize("wrong", [{"status": "whatever"}, {"organisation": "x" * 121}])
def test_a_choice_that_does_not_exist_makes_nothing(
    as_lms_administrator: Actor, database: Database, wrong: dict[str, str]
) -> None:
    answer = as_lms_administrator.send("/packages/sample", **{**CHOICES, **wrong})
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    with database.read() as session:
        assert session.scalars(select(PackageMade)).all() == []


def test_a_module_that_is_not_served_is_not_found(as_lms_administrator: Actor) -> None:
    assert as_lms_administrator.get("/packages/nowhere").status_code == 404
    assert as_lms_administrator.send("/packages/nowhere", **CHOICES).status_code == 404


def test_the_form_names_the_organisation_already(as_lms_administrator: Actor, trust: Trust) -> None:
    assert f'value="{trust.name}"' in as_lms_administrator.get("/packages/sample").text


def test_another_organisation_does_not_see_what_was_made(
    as_lms_administrator: Actor, sign_in: SignIn, other_trust: Trust
) -> None:
    as_lms_administrator.send("/packages/sample", **CHOICES)
    there = sign_in(other_trust.email("lms-administrator"))
    assert "None yet." in there.get("/packages").text


def test_the_form_begins_with_the_organisations_nation_and_the_package_shows_it_first(
    as_lms_administrator: Actor, database: Database, trust: Trust
) -> None:
    assert 'value="ALL" checked' in as_lms_administrator.get("/packages/sample").text
    with database.write() as session:
        session.get_one(Organisation, trust.organisation).nation = "SCO"
    as_lms_administrator.send("/account/nation", nation="NI")  # which is for their own reading
    assert 'value="SCO" checked' in as_lms_administrator.get("/packages/sample").text
    answer = as_lms_administrator.send("/packages/sample", nation="WAL", **CHOICES)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert b"Wales is shown first" in archive.read("about.txt")
    with database.read() as session:
        assert session.scalars(select(PackageMade)).one().options["overlay"]["nation"] == "WAL"


def test_as_many_packages_are_kept_as_there_is_room_for_the_latest_asked_for(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(course: Course, slugs: tuple[str, ...], options: PackageOptions) -> PackageFile:
        made.append(options.overlay.organisation)
        return PackageFile("name.zip", b"", "", ())

    monkeypatch.setattr(making, "package", counted)
    course, cache = app.extensions[KEY].shelf.course, making.PackageCache(most=2)
    for name in ("a", "b", "a", "c", "a", "b"):
        cache.get(course, ("sample",), PackageOptions(overlay=Overlay(organisation=name)))
    assert made == ["a", "b", "c", "b"]


@pytest.mark.parametrize(
    ("format_", "mimetype", "suffix"),
    [("moodle", "application/xml", ".xml"), ("gift", "text/plain", ".gift.txt")],
)
def test_the_questions_of_a_module_come_as_a_file_for_a_question_bank(
    as_lms_administrator: Actor, format_: str, mimetype: str, suffix: str
) -> None:
    address = f"/packages/sample/questions/{format_}"
    assert f'href="{address}"' in as_lms_administrator.get("/packages/sample").text
    answer = as_lms_administrator.get(address)
    assert answer.mimetype == mimetype
    name = f"filename=first-shift-sample-questions{suffix}"
    assert answer.headers["Content-Disposition"] == f"attachment; {name}"
    assert "first-single" in answer.text
    assert as_lms_administrator.get("/packages/nowhere/questions/gift").status_code == 404


def test_a_learner_gets_no_questions_with_their_answers(as_learner: Actor) -> None:
    assert as_learner.get("/packages/sample/questions/gift").status_code == 403


def test_what_the_trust_gave_of_its_own_is_in_its_packages_and_its_logo_is_noted_by_digest(
    as_lms_administrator: Actor, database: Database, trust: Trust
) -> None:
    logo = read_logo(svg(), "logo.svg")
    with database.write() as session:
        organisation = session.get_one(Organisation, trust.organisation)
        organisation.accent = "#7c2855"
        organisation.logo, organisation.logo_suffix = logo.content, logo.suffix
        session.add(
            LocalAnswer(
                organisation_id=trust.organisation,
                key="crash_number",
                text="4455",
                given=dt.date(2026, 11, 25),
            )
        )
    answer = as_lms_administrator.send("/packages/sample", **CHOICES)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.read("logo.svg") == logo.content
        assert b"#7c2855" in archive.read("overlay.css")
        assert b"4455" in archive.read("index.html")
    with database.read() as session:
        noted = session.scalars(select(PackageMade)).one().options["overlay"]
    assert noted["logo"] == {
        "suffix": ".svg",
        "sha256": hashlib.sha256(logo.content).hexdigest(),
    }
    assert noted["local_answers"] == {"crash_number": {"text": "4455", "given": "2026-11-25"}}
