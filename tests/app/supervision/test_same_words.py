"""The doctor's page and the supervisor's say the same of a module, of its topics and of its attempts."""

import re

from flask import Flask

from app.learning.words import IN_PROGRESS, NOT_PASSED, NOT_STARTED, PASSED
from tests.app.actors import Actor
from tests.app.learning.walking import (
    SLUG,
    answer_all_practice,
    begin,
    module_of,
    open_all_topics,
    take_assessment,
)
from tests.app.supervision.test_pages import doctor_page, words
from tests.app.trust import Trust

OPENED = re.compile(r"\d+ of \d+ topics opened")


def state_on_home(actor: Actor) -> str:
    """Return the state of the only module on the learner's first page."""
    page = actor.get("/learn").text
    found = re.findall(r'id="module-1-1-status".*?>\s*([A-Z][a-z ]+?)\s*<', page, re.DOTALL)
    assert len(found) == 1, page
    return str(found[0])


def test_both_sides_say_the_same_at_each_step(
    app: Flask, as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    def told(word: str) -> str:
        supervisor = words(as_supervisor.get(doctor_page(trust)).text)
        assert state_on_home(as_learner) == word and word in supervisor
        return supervisor

    def opened_on_both(page: str) -> str:
        (mine,) = OPENED.findall(as_learner.get(f"/learn/{SLUG}").text)
        assert OPENED.findall(page) == [mine]
        return str(mine)

    told(NOT_STARTED)
    topics = module_of(app).topics
    as_learner.get(f"/learn/{SLUG}/{topics[0].slug}")
    page = told(IN_PROGRESS)
    assert opened_on_both(page) == f"1 of {len(topics)} topics opened"
    # Nothing is claimed of time that is not counted yet.
    assert "Counted when the first visit ends" in page and "None yet" not in page
    open_all_topics(app, as_learner)
    assert opened_on_both(told(IN_PROGRESS)) == f"{len(topics)} of {len(topics)} topics opened"
    answer_all_practice(app, as_learner)
    told(IN_PROGRESS)
    take_assessment(app, as_learner, right=False)
    assert "1 attempt" in told(NOT_PASSED)
    assert "1 attempt so far" in as_learner.get(f"/learn/{SLUG}").text
    # Another attempt that is under way changes the state for neither of them.
    begin(app, as_learner)
    told(NOT_PASSED)
    take_assessment(app, as_learner, right=True)
    told(PASSED)
