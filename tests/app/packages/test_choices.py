"""What the list and the page of a package say of the choices behind it."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.database import Database
from app.packages.models import PackageMade
from tests.app.actors import Actor
from tests.app.packages.conftest import made_page
from tests.support.html import words_of

BOTH = ["sample", "reading"]


def page_of(actor: Actor, address: str) -> str:
    return words_of(actor.get(address).text)


@pytest.mark.parametrize(
    ("choices", "lines"),
    [
        ({}, ["SCORM 1.2", "For Moodle, all four nations alike<", "Done when passed<"]),
        (
            {"lms": "esr", "nation": "NI", "pass_mark": "90", "attempts": "3", "window": "own"},
            ["For ESR", "Northern Ireland first", "Done when passed at 90, 3 tries, own window<"],
        ),
        (
            {"completion": "content", "pass_mark": "90", "attempts": "1"},
            ["Done when read and answered, one try<"],
        ),
        (
            {"completion": "both", "status": "completed-only"},
            ["Done when read, answered and passed, told as “completed”<"],
        ),
        ({"module": BOTH}, ["alike, one entry<", "Sample: first <days>; Reading only"]),
        ({"module": BOTH, "layout": "multi"}, ["alike, an entry for each module<"]),
        ({"module": BOTH, "format": "cmi5"}, ["cmi5", "an entry for each module<"]),
        ({"format": "web"}, ["Web pages", "For Moodle, all four nations alike<"]),
    ],
)
def test_the_list_says_them_in_short(
    maker: Actor, choices: dict[str, object], lines: list[str]
) -> None:
    made_page(maker, **choices)
    page = page_of(maker, "/packages").partition("Packages made")[2]
    for line in lines:
        assert line in page
    assert "by Kasia Nowak" in page
    assert ("Done when" in page) is (choices.get("format") != "web")


def test_the_list_says_the_time_of_day(maker: Actor, database: Database) -> None:
    made_page(maker)
    with database.write() as session:
        made = session.scalars(select(PackageMade)).one()
        made.made = dt.datetime(2026, 7, 1, 8, 41, tzinfo=dt.UTC)
    assert "1 July 2026, 09:41" in page_of(maker, "/packages")


def test_the_page_says_them_all_in_the_words_of_the_form(maker: Actor) -> None:
    page = page_of(
        maker,
        made_page(
            maker, module=BOTH, lms="totara", nation="SCO", attempts="2", reopened="no", failed="no"
        ),
    )
    told = dict(
        part.split("</dt> ", 1)
        for part in page.replace('<dt class="nhsuk-summary-list__key"> ', "\0").split("\0")[1:]
    )
    values = {
        key.strip(): value.partition("</dd>")[0].rpartition(">")[2].strip()
        for key, value in told.items()
    }
    assert values["For"] == "Totara"
    assert values["Format"] == "SCORM 1.2, one SCO with 2 modules inside"
    assert values["Nation shown first"] == "Scotland"
    assert values["A module is done when"] == "Its assessment is passed"
    assert values["Pass mark"] == "Each module’s own"
    assert values["Tries"] == "2"
    assert (
        values["A finished module opens"]
        == "As the system decides; some then offer a fresh attempt"
    )
    assert values["It opens"] == "Where the system shows it"
    assert values["Made"].endswith(", by Kasia Nowak")


def test_the_page_of_web_pages_says_nothing_of_rules_that_they_have_not(maker: Actor) -> None:
    page = page_of(maker, made_page(maker, format="web"))
    assert "Web pages, one page" in page and "Pass mark" not in page


def test_the_page_tells_the_pass_mark_that_the_package_has(maker: Actor) -> None:
    page = page_of(maker, made_page(maker, pass_mark="90"))
    assert "The pass mark is 90 of 100." in page and "90 per cent" in page
    assert "SHA-256 of its content" in page
