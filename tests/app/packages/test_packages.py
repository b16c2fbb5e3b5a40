"""What an LMS administrator gets."""

import datetime as dt
import hashlib
import io
import uuid
import zipfile
from functools import partial
from pathlib import Path

import msgspec
import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.database import Database
from app.organisations.models import LocalAnswer, Organisation
from app.packages import making
from app.packages.models import PackageMade
from app.packages.orders import Order
from app.services import KEY
from course.assets import PART, player, shell
from course.model import Change, Course
from packager import Overlay, PackageFile, PackageOptions, package
from packager.formats import FORMATS
from packager.overlay import read_logo
from packager.presets import PRESETS
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust
from tests.packager.overlay.pictures import svg
from tests.packager.several import course_of_two

WHAT = {"module": "sample", "lms": "moodle"}
CHOICES = {
    **WHAT,
    "format": "scorm12",
    "layout": "single",
    "completion": "assessment",
    "status": "passed-failed",
    "failed": "yes",
    "reopened": "yes",
    "window": "frame",
    "nation": "ALL",
}


class Shelf:
    """A shelf that holds two small modules."""

    mistakes = ()

    def __init__(self, folder: Path) -> None:
        self.course = course_of_two(folder)


@pytest.fixture
def shelf(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Serve two modules, and stand in for what the set-up builds."""
    trackers = {PART, *(kind.tracker for kind in FORMATS.values())}
    for name in (*map(player, trackers), *map(shell, trackers), "package.css", "mark.svg"):
        (tmp_path / name).write_text("/* built */", encoding="utf-8")
    monkeypatch.setattr(making, "package", partial(package, assets=tmp_path))
    monkeypatch.setattr(making, "CACHE", making.PackageCache())
    found = Shelf(tmp_path / "sample")
    app.extensions[KEY] = msgspec.structs.replace(app.extensions[KEY], shelf=found)
    return found


@pytest.fixture
def maker(as_lms_administrator: Actor, shelf: Shelf) -> Actor:
    """Give an LMS administrator."""
    return as_lms_administrator


def made_page(actor: Actor, **choices: object) -> str:
    """Make a package and return the address of its page."""
    answer = actor.send("/packages/make", **{**CHOICES, **choices})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def zip_of(actor: Actor, **choices: object) -> TestResponse:
    """Make a package and download it."""
    return actor.get(f"{made_page(actor, **choices)}/zip")


def files(answer: TestResponse) -> dict[str, bytes]:
    """Return what a downloaded zip holds."""
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


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


@pytest.mark.parametrize("lms", PRESETS)
def test_each_system_has_its_reasons_and_its_steps_and_makes_a_package(
    maker: Actor, lms: str
) -> None:
    page = maker.get(f"/packages/make?module=sample&lms={lms}")
    assert page.status_code == 200
    for words in (*PRESETS[lms].reasons, *PRESETS[lms].steps):
        assert str(msgspec.json.decode(msgspec.json.encode(words))) in page.text
    assert zip_of(maker, lms=lms).status_code == 200


@pytest.mark.parametrize("address", ["/packages/make", "/packages/make?lms=moodle"])
def test_what_is_to_be_packaged_is_asked_for_first(maker: Actor, address: str) -> None:
    answer = maker.get(address)
    assert answer.status_code == 400
    assert "Choose at least one module." in answer.text


def test_the_same_choices_make_the_same_zip_once(
    maker: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = zip_of(maker)

    def never(*_: object) -> PackageFile:
        raise AssertionError("it was made before")

    monkeypatch.setattr(making, "package", never)
    assert zip_of(maker).data == first.data


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"status": "whatever"}, "Not a valid choice"),
        ({"module": "nowhere"}, "is not a valid choice"),
        ({"pass_mark": "101"}, "The pass mark is a whole number from 1 to 100."),
        ({"pass_mark": "most"}, "Not a valid integer value"),
        ({"attempts": "-1"}, "Enter a whole number from 1 to 50, or leave it empty."),
        ({"format": "web", "window": "own"}, "choose the window"),
        (
            {"module": ["sample", "reading"], "format": "web", "layout": "multi"},
            "choose the layout",
        ),
    ],
)
def test_a_choice_that_is_not_possible_makes_nothing_and_says_why(
    maker: Actor, database: Database, wrong: dict[str, object], sentence: str
) -> None:
    answer = maker.send("/packages/make", **{**CHOICES, **wrong})
    assert answer.status_code == 400
    assert "There is a problem" in answer.text and sentence in answer.text
    with database.read() as session:
        assert session.scalars(select(PackageMade)).all() == []


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


def test_a_package_that_is_behind_tells_what_has_changed_since(maker: Actor, shelf: Shelf) -> None:
    address = made_page(maker)
    assert "What has changed" not in maker.get(address).text
    newer = tuple(
        Change(version, dt.date(2026, 11, 28), (f"Corrected <{version}>.",))
        for version in ("1.2.0", "1.1.0")
    )
    before = shelf.course.modules[0]
    module = msgspec.structs.replace(before, version="1.2.0", changes=newer + before.changes)
    shelf.course = msgspec.structs.replace(shelf.course, modules=(module,))
    text = maker.get(address).text
    assert "2 versions behind." in text
    assert "Version 1.1.0, 28 November 2026" in text
    assert "<li>Corrected &lt;1.2.0&gt;.</li>" in text
    assert "First version." not in text


def test_a_new_version_of_a_module_makes_the_package_out_of_date_and_one_step_mends_it(
    maker: Actor, shelf: Shelf
) -> None:
    address = made_page(maker, pass_mark="90")
    assert "Up to date" in maker.get("/packages").text
    module = msgspec.structs.replace(shelf.course.modules[0], version="1.1.0")
    shelf.course = msgspec.structs.replace(shelf.course, modules=(module,))
    assert "Out of date" in maker.get("/packages").text
    assert "had version 1.0.0, and has 1.1.0 today" in maker.get(address).text
    refused = maker.get(f"{address}/zip")
    assert refused.status_code == 409 and "make it again" in refused.text
    again = str(maker.send(f"{address}/again").headers["Location"])
    held = files(maker.get(f"{again}/zip"))
    assert b"<adlcp:masteryscore>90<" in held["imsmanifest.xml"]
    assert b"version 1.1.0" in held["about.txt"]


def test_a_trust_that_changes_its_own_part_is_told_which_packages_wear_the_old_one(
    maker: Actor, database: Database, trust: Trust
) -> None:
    made_page(maker)
    with database.write() as session:
        session.get_one(Organisation, trust.organisation).name = "A new name"
    assert "have changed since" in maker.get("/packages").text


def test_the_platform_sees_who_holds_an_old_version(
    maker: Actor, as_platform_administrator: Actor, shelf: Shelf, trust: Trust
) -> None:
    assert (
        "No organisation has made a package yet."
        in as_platform_administrator.get("/packages/held").text
    )
    made_page(maker)
    made_page(maker)
    page = as_platform_administrator.get("/packages/held").text
    assert "Every package is up to date." in page and page.count(trust.name) == 1
    module = msgspec.structs.replace(shelf.course.modules[0], version="2.0.0")
    shelf.course = msgspec.structs.replace(shelf.course, modules=(module,))
    assert "1 of 1 packages is out of date." in as_platform_administrator.get("/packages/held").text
    assert maker.get("/packages/held").status_code == 403


def test_the_form_begins_with_the_organisations_nation(
    maker: Actor, database: Database, trust: Trust
) -> None:
    address = "/packages/make?module=sample&lms=moodle"
    assert 'value="ALL" checked' in maker.get(address).text
    with database.write() as session:
        session.get_one(Organisation, trust.organisation).nation = "SCO"
    maker.send("/account/nation", nation="NI")  # which is for their own reading
    assert 'value="SCO" checked' in maker.get(address).text


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
