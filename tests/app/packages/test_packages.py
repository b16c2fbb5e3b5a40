"""What an LMS administrator gets."""

import datetime as dt
import hashlib
import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from app.database import Database
from app.organisations.models import LocalAnswer, Organisation
from app.packages import making
from app.packages.models import PackageMade
from app.packages.orders import Order
from course.model import Course
from packager import Overlay, PackageFile, PackageOptions
from packager.overlay import read_logo
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.packages.conftest import Shelf, files, made_page, zip_of
from tests.app.trust import Trust
from tests.packager.overlay.pictures import svg


def test_the_package_is_written_down_shown_and_handed_out(
    maker: Actor, database: Database, trust: Trust
) -> None:
    address = made_page(maker)
    answer = maker.get(f"{address}/zip")
    assert answer.mimetype == "application/zip"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=first-shift-")
    assert "imsmanifest.xml" in files(answer)
    assert trust.name.encode() in files(answer)["index.html"]
    with database.read() as session:
        made = session.scalars(select(PackageMade)).one()
    assert made.sha256 == hashlib.sha256(answer.data).hexdigest()
    assert (made.size, made.organisation_id) == (len(answer.data), trust.organisation)
    assert made.modules == {"sample": "1.0.0"}
    page = maker.get(address).text
    assert made.sha256 in page and "sent as “failed” with its score" in page
    assert "Force new attempt" in page
    assert f'href="{address}"' in maker.get("/packages").text


def test_several_modules_come_in_one_package(maker: Actor) -> None:
    both = ["sample", "reading"]
    held = files(zip_of(maker, module=both, layout="multi"))
    assert {"sample/index.html", "reading/index.html"} <= set(held)
    assert "2 modules" in maker.get("/packages").text


def test_every_choice_reaches_the_package(maker: Actor) -> None:
    held = files(
        zip_of(maker, pass_mark="90", attempts="2", window="own", failed="no", nation="WAL")
    )
    assert b"<adlcp:masteryscore>90<" in held["imsmanifest.xml"]
    assert b"you have 2 tries" in held["index.html"]
    assert "launch.html" in held
    assert b'"reportFailed":false' in held["course-data.js"]
    assert b"Wales is shown first" in held["about.txt"]


def test_the_same_choices_make_the_same_zip_once(
    maker: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = zip_of(maker)

    def never(*_: object) -> PackageFile:
        raise AssertionError("it was made before")

    monkeypatch.setattr(making, "package", never)
    assert zip_of(maker).data == first.data


def test_another_organisation_neither_sees_nor_gets_what_was_made(
    maker: Actor, sign_in: SignIn, other_trust: Trust
) -> None:
    address = made_page(maker)
    there = sign_in(other_trust.email("lms-administrator"))
    assert "None yet." in there.get("/packages").text
    for path in (address, f"{address}/zip"):
        assert there.get(path).status_code == 404
    assert there.send(f"{address}/again").status_code == 404
    assert maker.get(f"/packages/made/{uuid.uuid4()}").status_code == 404


def test_as_many_packages_are_kept_as_there_is_room_for_the_latest_asked_for(
    app: Flask, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(course: Course, slugs: tuple[str, ...], options: PackageOptions) -> PackageFile:
        made.append(options.overlay.organisation)
        return PackageFile("name.zip", b"", "", "", ())

    monkeypatch.setattr(making, "package", counted)
    cache = making.PackageCache(most=2)
    for name in ("a", "b", "a", "c", "a", "b"):
        options = PackageOptions(overlay=Overlay(organisation=name))
        cache.get(shelf.course, Order(("sample",), options))
    assert made == ["a", "b", "c", "b"]


@pytest.mark.parametrize(
    ("format_", "mimetype", "suffix"),
    [("moodle", "application/xml", ".xml"), ("gift", "text/plain", ".gift.txt")],
)
def test_the_questions_of_a_module_come_as_a_file_for_a_question_bank(
    maker: Actor, format_: str, mimetype: str, suffix: str
) -> None:
    address = f"/packages/questions/sample/{format_}"
    assert f'href="{address}"' in maker.get("/packages").text
    answer = maker.get(address)
    assert answer.mimetype == mimetype
    name = f"filename=first-shift-sample-questions{suffix}"
    assert answer.headers["Content-Disposition"] == f"attachment; {name}"
    assert "first-single" in answer.text
    assert maker.get("/packages/questions/nowhere/gift").status_code == 404


def test_a_learner_gets_no_questions_with_their_answers(as_learner: Actor) -> None:
    assert as_learner.get("/packages/questions/sample/gift").status_code == 403


def test_what_the_trust_gave_of_its_own_is_in_its_packages_and_no_logo_is_kept_with_them(
    maker: Actor, database: Database, trust: Trust
) -> None:
    logo = read_logo(svg(), "logo.svg")
    with database.write() as session:
        organisation = session.get_one(Organisation, trust.organisation)
        organisation.accent = "#7c2855"
        organisation.logo, organisation.logo_suffix = logo.content, logo.suffix
        given = dt.date(2026, 11, 25)
        session.add(
            LocalAnswer(
                organisation_id=trust.organisation, key="crash_number", text="4455", given=given
            )
        )
    held = files(zip_of(maker))
    assert held["logo.svg"] == logo.content and b"#7c2855" in held["overlay.css"]
    assert b"4455" in held["index.html"]
    with database.read() as session:
        made = session.scalars(select(PackageMade)).one()
    assert made.overlay and "overlay" not in made.options and "content" not in str(made.options)
