"""A small course with every type of question, as the reader would give it."""

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec

from course.model import (
    Assessment,
    Card,
    Change,
    Course,
    LocalAnswer,
    Module,
    Objective,
    Source,
    Topic,
)
from course.questions import (
    Action,
    Conversation,
    FillIn,
    Hotspot,
    Level,
    Likert,
    LongText,
    Matching,
    Multiple,
    Numeric,
    Option,
    Pair,
    Person,
    Question,
    Ranking,
    Rating,
    Saying,
    Sequencing,
    Single,
    Spot,
    Step,
    Target,
    TrueFalse,
    Turn,
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
    """Return one question of each type that may have any purpose, but the choices."""
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
        Ranking(
            id=f"{mark}-rank",
            stem="A nurse doubts your dose. What fits best?",
            options=(
                Option("b", "Check it *together*", "Two see more than one."),
                Option("a", "Ring the pharmacist", "Good, and slower."),
                Option("c", "Insist", "It may harm."),
            ),
            **common,
        ),
        Rating(
            id=f"{mark}-rate",
            stem="You are late for handover. Rate each action.",
            actions=(
                Action("a", "Ring ahead", "4", "They can wait for you."),
                Action("b", "Say nothing", "1", "They worry."),
            ),
            **common,
        ),
        Hotspot(
            id=f"{mark}-place",
            stem="Where is the crash trolley?",
            image="images/wards.svg",
            alt="Two wards side by side",
            spots=(
                Spot("a", 20, 50, "In the first ward", "It is not there."),
                Spot("b", 80, 50, "In the second ward", "It is.", True),
            ),
            **common,
        ),
    )


def practice_only(topic: str) -> tuple[Question, ...]:
    """Return one question of each type that is only practised."""
    common: dict[str, Any] = {"topic": topic, "purpose": "practice", "explanation": "For you."}
    return (
        Likert(
            id="p-self",
            stem="How sure are you of SBAR?",
            scale=tuple(
                Level(str(n), text, f"Then {text.lower()}.")
                for n, text in enumerate(("Not at all", "A little", "Very"), start=1)
            ),
            **common,
        ),
        LongText(
            id="p-write",
            stem="What surprised you today?",
            compare=("Many notice the *noise*.", "Others notice who speaks."),
            **common,
        ),
        Conversation(
            id="p-talk",
            stem="A son at the desk",
            setting="Ward 4, in the **evening**.",
            people=(Person("son", "Gerard Doyle", "the patient’s son"),),
            start="opening",
            turns=(
                Turn(
                    "opening",
                    "son",
                    "Are you the doctor?",
                    scene="He does not sit down.",
                    choices=(
                        Saying("a", "I am. Shall we sit?", "calmer", 2, 2, 2, "He *sits*."),
                        Saying("b", "What is it?", "poor", 0, 1, 1, "It sounds cold."),
                    ),
                ),
                Turn(
                    "calmer",
                    "son",
                    "How is she?",
                    choices=(
                        Saying("a", "Fine.", "poor", 1, 0, 0, "You do not know."),
                        Saying("b", "I’ll ask her what I may say.", "good", 1, 2, 2, "Her news."),
                    ),
                ),
                Turn("good", "son", "Thank you.", ending="good", summary="He waits."),
                Turn("poor", "son", "Never mind.", ending="poor", summary="He leaves."),
            ),
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

[[question: p-rank]]

[[question: p-rate]]

[[question: p-place]]

[[question: p-self]]

[[question: p-write]]

[[conversation: p-talk]]

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
        *practice_only("second"),
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
        assessment=Assessment(draw=10),
        index_topics=("first", "second"),
        index_questions=tuple(question.id for question in questions),
        folder=str(folder),
        further_reading=("guide",),
        changes=(Change("1.0.0", CHECKED, ("First version.",)),),
        card=Card("In your pocket", "\n## First\n\n- Ring [[local: crash_number]].\n"),
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
