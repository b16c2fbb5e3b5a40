"""The words of the list's pages: an item says the same to the ear as to the eye, and counts add up."""

import pytest
from werkzeug.test import TestResponse

from app.database import Database
from tests.app.actors import Actor
from tests.app.induction.listing import begin
from tests.app.trust import Trust

PATHS = (
    "/induction",
    "/induction/all",
    "/induction/card",
    "/inductions/to-do",
    "/inductions/items",
)


@pytest.mark.parametrize(
    "path", [*PATHS, "/inductions/{doctor}", "/inductions/{doctor}/items/P1-08"]
)
def test_no_page_says_the_mark_of_a_local_answer(
    database: Database, as_lead: Actor, as_learner: Actor, trust: Trust, path: str
) -> None:
    doctor = begin(database, trust, ago=5)
    reader = as_learner if path.startswith("/induction/") or path == "/induction" else as_lead
    answer: TestResponse = reader.get(path.format(doctor=doctor))
    assert answer.status_code == 200
    assert "ask your trust" in answer.text
    assert "[[local" not in answer.text
