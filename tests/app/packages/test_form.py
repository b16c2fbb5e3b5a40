"""The form of a package: what it proposes, what it refuses and where, and what it tells before."""

import re

import pytest
from sqlalchemy import select

from app.database import Database
from app.organisations.models import Organisation
from app.packages.models import PackageMade
from packager.formats import FORMATS
from packager.presets import PRESETS
from packager.steps import steps_for
from tests.app.actors import Actor
from tests.app.packages.conftest import CHOICES, Shelf, zip_of
from tests.app.trust import Trust
from tests.support.html import words_of

FORM = "/packages/make?module=sample&lms=moodle"
BOTH = ["sample", "reading"]


def outcome_of(page: str) -> str:
    """Return what a page says of the package before it is made."""
    return words_of(page).partition('id="outcome"')[2].partition("</aside>")[0]


def looked_at(actor: Actor, **choices: object) -> str:
    """Press the button that only shows what the choices do, and return the page."""
    answer = actor.send("/packages/make", **{**CHOICES, **choices, "look": "yes"})
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.parametrize("lms", PRESETS)
def test_each_system_has_its_reasons_and_its_steps_and_makes_a_package(
    maker: Actor, lms: str
) -> None:
    page = words_of(maker.get(f"/packages/make?module=sample&lms={lms}").text)
    options = PRESETS[lms].options()
    steps = steps_for(PRESETS[lms], FORMATS[options.format], options, 1)
    for words in (*PRESETS[lms].reasons, *steps):
        assert words in page
    assert zip_of(maker, lms=lms).status_code == 200


@pytest.mark.parametrize("address", ["/packages/make", "/packages/make?lms=moodle"])
def test_what_is_to_be_packaged_is_asked_for_first(maker: Actor, address: str) -> None:
    answer = maker.get(address)
    assert answer.status_code == 400
    assert "Choose at least one module." in answer.text


def test_the_form_begins_with_the_organisations_nation(
    maker: Actor, database: Database, trust: Trust
) -> None:
    assert 'value="ALL" checked' in maker.get(FORM).text
    with database.write() as session:
        session.get_one(Organisation, trust.organisation).nation = "SCO"
    maker.send("/account/nation", nation="NI")  # which is for their own reading
    assert 'value="SCO" checked' in maker.get(FORM).text


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ({}, "A try below the mark is sent as “failed”"),
        ({"failed": "no"}, "the status stays “incomplete” until it is passed"),
        ({"status": "completed-only"}, "Let it count as done at the status “completed”."),
        ({"pass_mark": "90"}, "The pass mark is 90 of 100."),
        ({"attempts": "3"}, "Learners have 3 tries"),
        ({"format": "cmi5"}, "Your LMS needs to know cmi5"),
        ({"format": "web"}, "It records nothing"),
        ({"window": "own"}, "its page there holds the link"),
        ({"module": BOTH, "layout": "multi"}, "It holds 2 SCOs"),
        ({"module": BOTH, "layout": "multi"}, "There are several SCOs"),
    ],
)
def test_what_the_choices_do_is_shown_before_anything_is_made(
    maker: Actor, database: Database, choices: dict[str, object], told: str
) -> None:
    page = looked_at(maker, **choices)
    assert told in outcome_of(page) and "There is a problem" not in page
    for name, value in choices.items():
        if isinstance(value, str) and name not in ("pass_mark", "attempts"):
            assert re.search(rf'name="{name}" type="radio" value="{value}" checked', page), name
    with database.read() as session:
        assert session.scalars(select(PackageMade)).all() == []


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"status": "whatever"}, "status", "Not a valid choice"),
        ({"pass_mark": "101"}, "pass_mark", "Enter the pass mark as a whole number from 1 to 100"),
        ({"pass_mark": "most"}, "pass_mark", "Enter the pass mark as a whole number from 1 to 100"),
        ({"attempts": "-1"}, "attempts", "Enter the tries as a whole number from 1 to 50"),
        ({"attempts": "900"}, "attempts", "Enter the tries as a whole number from 1 to 50"),
        ({"attempts": "many"}, "attempts", "Enter the tries as a whole number from 1 to 50"),
        (
            {"format": "web", "window": "own"},
            "window",
            "With the format “Web pages” there is no window of its own: choose “Where the system"
            " shows it”, or another format.",
        ),
        (
            {"module": BOTH, "format": "xapi", "layout": "multi"},
            "layout",
            "With the format “xAPI (tincan.xml)” there is one entry for all modules: choose “One"
            " entry, with the modules inside it”, or another format.",
        ),
    ],
)
def test_a_choice_that_is_not_possible_makes_nothing_and_is_told_once_at_its_field(
    maker: Actor, database: Database, wrong: dict[str, object], field: str, sentence: str
) -> None:
    answer = maker.send("/packages/make", **{**CHOICES, **wrong})
    assert answer.status_code == 400
    page = words_of(answer.text)
    summary = page.partition("There is a problem")[2].partition("<h1")[0]
    form = page.partition('data-follow="outcome"')[2].partition("</form>")[0]
    assert re.findall(rf'<a href="#{field}"> ([^<]+)', summary)[0].startswith(sentence)
    assert summary.count("<li>") == 1
    assert form.count(sentence) == 1 and form.count('id="' + field + '-error"') == 1
    with database.read() as session:
        assert session.scalars(select(PackageMade)).all() == []


def test_what_is_typed_stays_and_the_rest_is_told_though_something_is_wrong(maker: Actor) -> None:
    page = looked_at(maker, attempts="900", status="completed-only", pass_mark="70")
    assert 'value="900"' in page
    outcome = outcome_of(page)
    assert "Correct this first:" in outcome and 'href="#attempts"' in outcome
    assert "The pass mark is 70 of 100." in outcome and "“completed”" in outcome
    assert "as often as they like" in outcome and "as if you had left it as we proposed" in outcome


def test_mistakes_are_listed_in_the_order_of_the_page(maker: Actor) -> None:
    wrong = {"module": BOTH, "format": "web", "layout": "multi", "window": "own", "attempts": "x"}
    page = words_of(maker.send("/packages/make", **{**CHOICES, **wrong}).text)
    summary = page.partition("There is a problem")[2].partition("<h1")[0]
    assert re.findall(r'<a href="#(\w+)"', summary) == ["layout", "attempts", "window"]


def test_cmi5_and_a_single_module_need_no_layout_to_fit(maker: Actor) -> None:
    assert zip_of(maker, module=BOTH, format="cmi5", layout="single").status_code == 200
    assert zip_of(maker, format="web", layout="multi").status_code == 200


def test_a_module_that_is_gone_meanwhile_leads_back_to_the_choice_of_modules(
    maker: Actor, shelf: Shelf, database: Database
) -> None:
    shelf.correct("1.0.0")
    answer = maker.send("/packages/make", **{**CHOICES, "module": BOTH})
    assert answer.status_code == 400
    assert "One of the modules is not served any more: choose again." in answer.text
    assert 'href="#module"' in answer.text
    with database.read() as session:
        assert session.scalars(select(PackageMade)).all() == []
