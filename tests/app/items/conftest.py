"""An editor, and people who have sat an assessment."""

from collections.abc import Callable

import pytest
from flask import Flask

from course.questions import Question
from tests.app.feedback.conftest import as_editor, as_other_editor
from tests.app.items.sitting import Answers, Sat, let_sit
from tests.app.learning.walking import module_of, parts_of
from tests.app.trust import Trust

__all__ = ["as_editor", "as_other_editor"]

Sit = Callable[..., None]


@pytest.fixture
def sit(app: Flask, trust: Trust) -> Sit:
    """Give a function that lets new people of the trust sit an assessment of given questions."""

    def sitting(
        people: int, questions: list[Question], answers: Answers, version: str = ""
    ) -> None:
        sat = Sat(module_of(app), questions, answers, version)
        with parts_of(app).database.write() as session:
            let_sit(session, trust.organisation, people, sat)

    return sitting
