"""What a trust is told when the course or its own part has changed, and what it can still download."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.database import Database
from app.organisations.models import Organisation
from app.packages import keeping, making
from app.packages.models import PackageMade, PackageZip
from course.model import Change
from packager import PackageFile
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.packages.conftest import Shelf, files, made_page, zip_of
from tests.app.trust import Trust
from tests.support.html import words_of

TAG = "Corrections since: 1.0.0, today 1.1.0"
OWN_PART = "Changed since: your name, look, answers or their days"


def page_of(actor: Actor, address: str) -> str:
    return words_of(actor.get(address).text)


def rename(database: Database, trust: Trust) -> None:
    with database.write() as session:
        session.get_one(Organisation, trust.organisation).name = "A new name"


def test_a_package_that_is_behind_tells_what_has_changed_since(maker: Actor, shelf: Shelf) -> None:
    address = made_page(maker)
    assert "What has changed" not in maker.get(address).text
    shelf.correct(
        "1.2.0",
        *(
            Change(version, dt.date(2026, 11, 28), (f"Corrected <{version}>.",))
            for version in ("1.2.0", "1.1.0")
        ),
    )
    text = maker.get(address).text
    assert "2 versions behind." in text
    assert "Version 1.1.0, 28 November 2026" in text
    assert "<li>Corrected &lt;1.2.0&gt;.</li>" in text
    assert "First version." not in text


def test_a_new_version_of_a_module_makes_the_package_out_of_date_and_one_step_mends_it(
    maker: Actor, shelf: Shelf
) -> None:
    address = made_page(maker, pass_mark="90")
    for page in ("/packages", address):
        assert "Up to date" in page_of(maker, page)
    assert "Make it again" not in maker.get(address).text
    shelf.correct("1.1.0")
    for page in ("/packages", address):
        words = page_of(maker, page)
        assert "Out of date" in words and TAG in words and "Up to date" not in words
    assert "put the new zip in the place of the old one" in maker.get(address).text
    again = str(maker.send(f"{address}/again").headers["Location"])
    held = files(maker.get(f"{again}/zip"))
    assert b"<adlcp:masteryscore>90<" in held["imsmanifest.xml"]
    assert b"version 1.1.0" in held["about.txt"]
    assert "Up to date" in page_of(maker, again)


def test_what_was_made_is_handed_out_byte_for_byte_whatever_has_changed_since(
    maker: Actor, shelf: Shelf, database: Database, trust: Trust
) -> None:
    address = made_page(maker)
    before = maker.get(f"{address}/zip")
    shelf.correct("1.1.0")
    rename(database, trust)
    page = page_of(maker, address)
    assert "Download as it was made" in page and OWN_PART in page and TAG in page
    after = maker.get(f"{address}/zip")
    assert after.data == before.data
    assert after.headers["Content-Disposition"] == before.headers["Content-Disposition"]
    tried = maker.get(f"{address}/try/files/about.txt")
    assert tried.status_code == 200 and b"version 1.0.0" in tried.data


def test_a_trust_that_changes_its_own_part_is_told_which_packages_wear_the_old_one(
    maker: Actor, database: Database, trust: Trust
) -> None:
    made_page(maker)
    rename(database, trust)
    words = page_of(maker, "/packages")
    assert "Out of date" in words and OWN_PART in words


def test_the_latest_zips_of_each_organisation_are_kept_and_no_more(
    maker: Actor,
    sign_in: SignIn,
    other_trust: Trust,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeping, "KEPT", 2)
    there = sign_in(other_trust.email("lms-administrator"))
    theirs = made_page(there)
    for mark in ("70", "80", "90", "90"):
        made_page(maker, pass_mark=mark)
    with database.read() as session:
        kept = session.scalars(select(PackageZip)).all()
        latest = session.scalars(select(PackageMade).order_by(PackageMade.made.desc())).first()
    mine = [each.sha256 for each in kept if each.organisation_id != other_trust.organisation]
    assert mine == [latest.sha256 if latest else ""] and len(kept) == 2
    assert there.get(f"{theirs}/zip").status_code == 200


def test_an_older_one_is_made_again_as_long_as_it_is_the_same(
    maker: Actor, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "KEPT", 1)
    older = made_page(maker)
    zipped = maker.get(f"{older}/zip").data
    made_page(maker, pass_mark="70")
    assert maker.get(f"{older}/zip").data == zipped
    shelf.correct("1.1.0")
    page = page_of(maker, older)
    assert "Its zip is not kept any more" in page and "Download" not in page
    assert "Make it again" in page
    refused = maker.get(f"{older}/zip")
    assert refused.status_code == 409 and "make it again" in refused.text


def test_something_else_that_has_changed_makes_no_package_out_of_date(
    maker: Actor, monkeypatch: pytest.MonkeyPatch, shelf: Shelf
) -> None:
    address = made_page(maker)

    def other(*_: object) -> PackageFile:
        return PackageFile("name.zip", b"", "another", "", ())

    monkeypatch.setattr(making, "package", other)
    monkeypatch.setattr(making, "CACHE", making.PackageCache())
    page = page_of(maker, address)
    assert "Up to date" in page and "Around them something has been improved since" in page
    assert "Make it again" in page
    assert maker.get(f"{address}/zip").status_code == 200


def test_a_package_of_a_module_that_is_served_no_more_says_so_and_offers_no_new_one(
    maker: Actor, shelf: Shelf
) -> None:
    address = made_page(maker, module=["sample", "reading"])
    shelf.correct("1.0.0")
    page = page_of(maker, address)
    assert "reading 1.0.0, today not served" in page
    assert "Make it again" not in page
    assert maker.get(f"{address}/zip").status_code == 200


def test_the_platform_sees_who_holds_an_old_version(
    maker: Actor, as_platform_administrator: Actor, shelf: Shelf, trust: Trust
) -> None:
    held = "/packages/held"
    empty = as_platform_administrator.get(held).text
    assert "No organisation has made a package yet." in empty
    made_page(maker)
    made_page(maker, nation="WAL", pass_mark="90")
    page = page_of(as_platform_administrator, held)
    assert "Every package is up to date." in page and page.count(trust.name) == 1
    assert "For Moodle, Wales first" in page and "Done when passed at 90" in page
    shelf.correct("2.0.0")
    page = page_of(as_platform_administrator, held)
    assert "1 of 1 packages is out of date." in page
    assert "Corrections since: 1.0.0, today 2.0.0" in page
    assert maker.get(held).status_code == 403


def test_a_zip_is_the_same_for_the_same_choices_and_kept_once(
    maker: Actor, database: Database
) -> None:
    assert zip_of(maker).data == zip_of(maker).data
    with database.read() as session:
        assert len(session.scalars(select(PackageZip)).all()) == 1
        assert len(session.scalars(select(PackageMade)).all()) == 2
