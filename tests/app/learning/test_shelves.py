"""What stands on the first page for whom, and the card and reading that a module gives along."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event

from app.learning.progress import progress_of
from app.learning.resume import way_on
from tests.app.actors import Actor
from tests.app.learning.walking import parts_of
from tests.course.course_files import read, write_course
from tests.course.talk_files import WHOLE
from tests.course.test_parts import FILE, OTHER, PARTS


@pytest.fixture
def environment(tmp_path: Path, database_url: str) -> dict[str, str]:
    """Serve a module for learners, with a card, and one for supervisors."""
    module = "other/module.yaml"
    files = {**WHOLE, **OTHER, FILE: PARTS, module: OTHER[module].replace("Small", "Other")}
    return {
        "FIRSTSHIFT_INSTANCE": str(tmp_path),
        "FIRSTSHIFT_DATABASE_URL": database_url,
        "FIRSTSHIFT_MODULES": str(write_course(tmp_path / "course", files)),
    }


def test_a_learner_sees_what_is_for_learners(as_learner: Actor) -> None:
    page = as_learner.get("/learn").text
    assert "The core" in page and "Start: Small" in page
    assert "For supervisors" not in page


def test_a_supervisor_sees_their_own_first_and_then_what_doctors_learn(
    as_supervisor: Actor,
) -> None:
    assert as_supervisor.get("/").location == "/supervision"
    page = as_supervisor.get("/learn").text
    assert "Start: Other" in page
    assert 0 < page.index("For supervisors") < page.index("The core")
    assert as_supervisor.get("/learn/other/first-day").status_code == 200


def test_supervisors_modules_are_no_column_of_their_doctors(as_supervisor: Actor) -> None:
    page = as_supervisor.get("/supervision").text
    assert "Small" in page and "Other" not in page


def test_a_card_holds_what_the_trust_answers(as_learner: Actor) -> None:
    assert "/learn/small/card" in as_learner.get("/learn/small").text
    page = as_learner.get("/learn/small/card").text
    assert "In your pocket" in page and "Ask your induction lead" in page
    assert "data-print" in page


def test_a_module_without_a_card_has_no_page_for_it(as_learner: Actor) -> None:
    assert "/learn/other/card" not in as_learner.get("/learn/other").text
    assert as_learner.get("/learn/other/card").status_code == 404


def test_further_reading_leads_to_its_sources(as_learner: Actor) -> None:
    page = as_learner.get("/learn/small").text
    assert "Further reading" in page and 'href="https://www.gmc-uk.org/gmp"' in page


def test_objectives_name_the_domains_that_they_serve(as_learner: Actor) -> None:
    page = as_learner.get("/learn/small").text
    assert "Good medical practice (2024): 1 Knowledge, skills and development" in page
    assert "Generic professional capabilities: 3 Professional knowledge" in page


def test_what_was_last_worked_in_is_what_to_go_on_with(as_supervisor: Actor) -> None:
    as_supervisor.get("/learn/other/first-day")
    page = as_supervisor.get("/learn").text
    assert "Continue: " in page and "<p>Other</p>" in page


def test_a_topic_that_the_pre_check_found_known_comes_last(tmp_path: Path) -> None:
    course, _ = read(write_course(tmp_path / "way", WHOLE))
    module = course.module("small")

    def first(skim: set[str], opened: tuple[str, ...] = ()) -> str:
        progress = progress_of(module, opened, ())
        way = way_on(progress, "", in_assessment=False, passed=False, skim=skim)
        return way.topic.topic.slug if way.topic else ""

    assert first(set()) == "first-day"
    assert first({"first-day"}) == "night"
    assert first({"first-day"}, opened=("night",)) == "first-day"
    assert first({"first-day", "night"}) == "first-day"


def test_a_module_for_supervisors_is_not_there_for_a_learner(as_learner: Actor) -> None:
    for address in ("/learn/other", "/learn/other/first-day", "/learn/other/assessment"):
        assert as_learner.get(address).status_code == 404
    assert as_learner.send("/learn/other/questions/fd-one", answer="a").status_code == 404


def test_two_modules_are_read_in_as_many_statements_as_one(
    app: Flask, as_supervisor: Actor
) -> None:
    def statements() -> int:
        told: list[str] = []
        engine = parts_of(app).database.engine
        listener = ("before_cursor_execute", lambda *arguments: told.append(arguments[2]))
        event.listen(engine, *listener)
        assert as_supervisor.get("/learn").status_code == 200
        event.remove(engine, *listener)
        return len(told)

    as_supervisor.get("/learn/small/first-day")
    one = statements()
    as_supervisor.get("/learn/other/first-day")
    assert statements() == one
