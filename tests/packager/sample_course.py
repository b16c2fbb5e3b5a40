"""A small course with every type of question, as the reader would give it."""

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec

from course.model import (
    Assessment,
    Course,
    FillIn,
    LocalAnswer,
    Matching,
    Module,
    Multiple,
    Numeric,
    Objective,
    Option,
    Pair,
    Question,
    Sequencing,
    Single,
    Source,
    Step,
    Target,
    Topic,
    TrueFalse,
)

CHECKED = dt.date(2026, 11, 25)

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 80"><rect width="320" height="80" '
    'fill="#14324a"/><text x="20" y="48" font-size="20" fill="#ffffff">Two wards</text></svg>'
)


def single(name: str, topic: str, purpose: str) -> Single:
    """Return a question whose right answer is b."""
    options = tuple(
        Option(key, f"Answer {key} of *{name}*", f"Why {key}.", correct=key == "b")
        for key in "abcd"
    )
    return Single(
        id=name,
        topic=topic,
        purpose=purpose,  # type: ignore[arg-type]
        stem=f"Which answer fits {name}?",
        explanation="Ask **early** & say why: 3 < 5.",
        options=options,
    )


def multiple(name: str, topic: str, purpose: str) -> Multiple:
    """Return a question whose right answers are a and c."""
    options = tuple(
        Option(key, f"Choice {key}", f"About {key}.", correct=key in "ac") for key in "abcd"
    )
    return Multiple(
        id=name,
        topic=topic,
        purpose=purpose,  # type: ignore[arg-type]
        stem=f"Which of these belong to {name}?",
        explanation="Two of them do.",
        options=options,
    )


def others(topic: str, purpose: str, mark: str) -> tuple[Question, ...]:
    """Return one question of each type but the choices."""
    common: dict[str, Any] = {"topic": topic, "purpose": purpose, "explanation": "Said plainly."}
    outcomes: dict[str, Any] = {"feedback_right": "That is it.", "feedback_wrong": "Look again."}
    return (
        TrueFalse(
            id=f"{mark}-truth",
            stem="A bleep is answered at once.",
            answer=True,
            feedback_true="Yes: at once.",
            feedback_false="It is.",
            **common,
        ),
        FillIn(
            id=f"{mark}-word",
            stem="In CUS the C stands for…",
            accept=("concerned", "concern"),
            **outcomes,
            **common,
        ),
        Numeric(
            id=f"{mark}-number",
            stem="How many minutes may a handover take?",
            answer="30",
            tolerance="0.5",
            unit="minutes",
            **outcomes,
            **common,
        ),
        Matching(
            id=f"{mark}-pairs",
            stem="Who does what?",
            pairs=(
                Pair("a", "Pharmacist", "2", "Knows the interactions."),
                Pair("b", "Site manager", "1", "Finds the bed."),
                Pair("c", "Ward clerk", "1", "Knows the bed board."),
            ),
            targets=(Target("1", "Beds"), Target("2", "Medicines")),
            **common,
        ),
        Sequencing(
            id=f"{mark}-order",
            stem="In which order do you hand over?",
            steps=(Step("s", "Situation"), Step("b", "Background"), Step("r", "Request")),
            **outcomes,
            **common,
        ),
    )


def topic(slug: str, title: str, body: str) -> Topic:
    """Return a topic with one source."""
    return Topic(slug, title, f"About {title}.", body, CHECKED, 3, ("o1",), ("guide",))


FIRST_BODY = """\
Ring **{local}** first. A table and a picture follow.

![Two wards side by side](images/wards.svg)

## One

!!! say "What works"
    I am concerned.

[[question: first-single]]

[[question: p-truth]]

Go on to [the second topic](topic:second).
"""

SECOND_BODY = """\
## Two

[[question: p-word]]

[[question: p-number]]

[[question: p-pairs]]

[[question: p-order]]

[[question: second-multiple]]
"""


def sample_module(
    folder: Path, slug: str = "sample", title: str = "Sample: first <days>"
) -> Module:
    """Return a module with every type of question; its picture is written into folder."""
    (folder / "images").mkdir(parents=True, exist_ok=True)
    (folder / "images" / "wards.svg").write_text(PICTURE, encoding="utf-8")
    questions: tuple[Question, ...] = (
        single("pre-single", "first", "precheck"),
        single("first-single", "first", "practice"),
        *others("second", "practice", "p"),
        multiple("second-multiple", "second", "practice"),
        single("exam-single", "first", "assessment"),
        multiple("exam-multiple", "first", "assessment"),
        *others("second", "assessment", "e"),
    )
    topics = (
        topic("first", "First topic", FIRST_BODY.replace("{local}", "[[local: crash_number]]")),
        topic("second", "Second topic", SECOND_BODY),
    )
    return Module(
        slug=slug,
        title=title,
        summary="A small module with every type of question.",
        version="1.0.0",
        language="en-GB",
        pass_mark=80,
        minutes=9,
        objectives=(Objective("o1", "Find help."),),
        topics=topics,
        questions=tuple(q if q.id != "p-truth" else _in_first(q) for q in questions),
        assessment=Assessment(draw=7),
        index_topics=("first", "second"),
        index_questions=tuple(question.id for question in questions),
        folder=str(folder),
    )


def _in_first(question: Question) -> Question:
    return msgspec.structs.replace(question, topic="first")


def sample_course(folder: Path) -> Course:
    """Return the course that holds the sample module."""
    source = Source("guide", "A guide", "A publisher", "https://guide.example/", CHECKED)
    return Course(
        modules=(sample_module(folder),),
        sources={"guide": source},
        local_answers={"crash_number": LocalAnswer("crash_number", "Crash team", "2222")},
    )
