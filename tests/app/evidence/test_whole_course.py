"""The certificate of the whole course: when every module of one's audience is passed, and not before."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.evidence.lines import read
from course.vocabulary import module_iri
from tests.app.actors import Actor
from tests.app.conftest import MODULES
from tests.app.evidence.earned import RECORD, issued, passes
from tests.app.supervision.telling import statement, store, voiding
from tests.app.trust import Trust
from tests.support.html import words_of

SECOND = "5d3f3f5a-23c4-4a5a-8ad5-4f4c7dd13f01"


@pytest.fixture(scope="module")
def one_module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a course of two modules for learners and one for supervisors."""
    folder = tmp_path_factory.mktemp("two") / "modules"
    for slug in ("culture", "communication", "supporting-imgs"):
        shutil.copytree(MODULES / slug, folder / slug)
    for shared in ("sources.yaml", "local_answers.yaml", "glossary.yaml", "course.yaml"):
        shutil.copy(MODULES / shared, folder)
    plan = folder / "course.yaml"
    text = plan.read_text(encoding="utf-8")
    text = text.replace(
        "culture, professional-practice, communication, reflective-practice", "culture"
    )
    text = text.replace("records-and-systems", "communication")
    plan.write_text(text, encoding="utf-8")
    return folder


def pass_second(app: Flask, trust: Trust) -> dict[str, Any]:
    about = {"id": module_iri("communication")}
    second = statement(trust, timestamp="2026-04-02T10:00:00Z", object=about)
    second["context"] = second["context"] | {"registration": SECOND}
    store(app, trust.organisation, second)
    return second


def test_the_course_is_certified_once_every_module_is_passed(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    passes(app, trust)
    as_learner.get(RECORD)
    assert [row.kind for row in issued(app)] == ["module"]
    second = pass_second(app, trust)
    page = words_of(as_learner.get(RECORD).text)
    assert "The whole course, passed on 2 April 2026" in page
    as_learner.get(RECORD)
    whole = [row for row in issued(app) if row.kind == "course"]
    assert len(whole) == 1 and len(issued(app)) == 3
    assert [line.module for line in read(whole[0].lines)] == ["culture", "communication"]
    assert as_learner.get(f"{RECORD}/{whole[0].id}/pdf").data.startswith(b"%PDF")
    store(app, trust.organisation, voiding(second["id"]))
    assert "The whole course" not in words_of(as_learner.get(RECORD).text)


def test_a_supervisor_has_a_record_of_their_own(as_supervisor: Actor) -> None:
    page = words_of(as_supervisor.get(RECORD).text)
    assert "You have passed 0 of 3 modules." in page
