"""A small course made by hand: a question of each type, and texts that would do harm unescaped."""

import datetime as dt
import xml.etree.ElementTree as etree

from tinyhtml5.parser import HTMLParser

from course.local_answers import LocalAnswerGiven
from course.model import Assessment, Course, Fact, Module, Source, Topic
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
    Response,
    Saying,
    Sequencing,
    Single,
    Spot,
    Step,
    Target,
    TrueFalse,
    Turn,
)
from course.render import Renderer

EVIL = "<script>alert(1)</script>"


def _base(question_id: str) -> dict[str, str]:
    return {
        "id": question_id,
        "topic": "first",
        "purpose": "practice",
        "stem": f"A *stem* with {EVIL}",
        "explanation": f"Why it is so {EVIL}",
    }


SINGLE = Single(
    **_base("one"),  # type: ignore[arg-type]
    options=(
        Option("a", f"Wrong {EVIL}", f"Why not {EVIL}"),
        Option("b", "Right one", "Why", True),
    ),
)
MULTIPLE = Multiple(
    **_base("several"),  # type: ignore[arg-type]
    options=(
        Option("a", "First right", "Because a", True),
        Option("b", f"Second right {EVIL}", "Because b", True),
        Option("c", "Wrong one", "Because c"),
    ),
)
TRUE_FALSE = TrueFalse(
    **_base("truth"),  # type: ignore[arg-type]
    answer=True,
    feedback_true="Yes, true",
    feedback_false="No, it is true",
)
FILL_IN = FillIn(
    **_base("word"),  # type: ignore[arg-type]
    accept=("concerned", "concern"),
    feedback_right="That is the word",
    feedback_wrong="Another word",
)
NUMERIC = Numeric(
    **_base("number"),  # type: ignore[arg-type]
    answer="30",
    unit="days",
    feedback_right="That many",
    feedback_wrong="Not that many",
)
MATCHING = Matching(
    **_base("match"),  # type: ignore[arg-type]
    pairs=(Pair("a", f"Source A {EVIL}", "1", "For a"), Pair("b", "Source B", "2", "For b")),
    targets=(Target("1", f"Target one {EVIL}"), Target("2", "Target two")),
)
SEQUENCING = Sequencing(
    **_base("order"),  # type: ignore[arg-type]
    steps=(Step("a", f"Step a {EVIL}"), Step("b", "Step b"), Step("c", "Step c")),
    feedback_right="In order",
    feedback_wrong="Out of order",
)
RANKING = Ranking(
    **_base("rank"),  # type: ignore[arg-type]
    options=(
        Option("b", f"Ask {EVIL}", "Asking comes first"),
        Option("a", "Wait", "Waiting helps"),
        Option("c", "Leave", "Leaving does not"),
    ),
)
RATING = Rating(
    **_base("rate"),  # type: ignore[arg-type]
    actions=(
        Action("a", f"Ask {EVIL}", "4", "Asking helps"),
        Action("b", "Leave", "1", "Leaving does not"),
    ),
)
HOTSPOT = Hotspot(
    **_base("place"),  # type: ignore[arg-type]
    image="images/ward.svg",
    alt=f"A ward {EVIL}",
    spots=(
        Spot("a", 10, 20, f"The desk {EVIL}", "Nobody is there"),
        Spot("b", 55, 80, "The sluice", "It is there", True),
    ),
)
LIKERT = Likert(
    **_base("self"),  # type: ignore[arg-type]
    scale=(
        Level("1", f"Not at all {EVIL}", "Ask a friend"),
        Level("2", "A little", "Go on"),
        Level("3", "Very", "Teach others"),
    ),
)
LONG_TEXT = LongText(
    **_base("write"),  # type: ignore[arg-type]
    compare=(f"Others notice this {EVIL}", "And that"),
)
CONVERSATION = Conversation(
    **_base("talk"),  # type: ignore[arg-type]
    setting=f"At the desk {EVIL}",
    people=(Person("son", "Gerard Doyle", f"the patient’s son {EVIL}"),),
    start="opening",
    turns=(
        Turn(
            "opening",
            "son",
            f"Are you the doctor? {EVIL}",
            scene=f"He stands {EVIL}",
            choices=(
                Saying("a", f"I am. Please sit {EVIL}", "good", 2, 2, 2, "He sits"),
                Saying("b", "What is it?", "poor", 0, 1, 1, f"It sounds cold {EVIL}"),
            ),
        ),
        Turn("good", "son", "Thank you", ending="good", summary=f"He feels heard {EVIL}"),
        Turn("poor", "son", "Never mind", ending="poor", summary=f"He leaves {EVIL}"),
    ),
)

WRONG: dict[str, tuple[Question, Response]] = {
    "single": (SINGLE, ("a",)),
    "multiple": (MULTIPLE, ("a", "c")),
    "true-false": (TRUE_FALSE, ("false",)),
    "fill-in": (FILL_IN, (EVIL,)),
    "numeric": (NUMERIC, ("31",)),
    "matching": (MATCHING, ("a.1", "b.1")),
    "sequencing": (SEQUENCING, ("c", "a", "b")),
    "ranking": (RANKING, ("c", "a", "b")),
    "rating": (RATING, ("a.3", "b.3")),
    "hotspot": (HOTSPOT, ("a",)),
    "likert": (LIKERT, ("1",)),
    "long-text": (LONG_TEXT, ("written",)),
    "conversation": (CONVERSATION, ("opening.b",)),
}
"""A question of each type, with an answer that is not wholly right, or any where none is right."""

BODY = f"""
Read **this**. {EVIL} <b onclick="x()">raw</b>

[[question: one]]

Crash team: [[local: crash_number]]
[[question: several]]
See [the second](topic:second) and [outside](https://example.org/page).

| Who | How many |
|-----|---------:|
| You | 1        |

!!! say "What works"
    "I am worried."

![Two doors side by side](images/doors.svg)
"""

CHECKED = dt.date(2026, 11, 25)
_FACT = Fact("Boards are merging", "ENG", dt.date(2026, 4, 1), "act", dt.date(2027, 4, 1))
FIRST = Topic("first", f"First {EVIL}", "Summary", BODY, CHECKED, 3, ("o1",), ("act",), (_FACT,))
SECOND = Topic("second", "Second", "Summary", "Text", CHECKED, 1, ("o1",), ("act",))
MODULE = Module(
    slug="sample",
    title="Sample",
    summary="A sample",
    version="1.0.0",
    language="en-GB",
    pass_mark=80,
    minutes=4,
    objectives=(),
    topics=(FIRST, SECOND),
    questions=tuple(question for question, _ in WRONG.values()),
    assessment=Assessment(1),
    index_topics=("first", "second"),
    index_questions=(),
    folder="sample",
)
ACT = Source(
    "act", f"An act {EVIL}", "A publisher", "https://example.org/act", CHECKED, "2nd edition"
)
COURSE = Course((MODULE,), {"act": ACT}, {})


def sample_renderer(**local_answers: LocalAnswerGiven) -> Renderer:
    """Return a renderer of the sample course, with what a trust has given."""
    return Renderer(
        COURSE,
        local_answers=local_answers,
        image_url=lambda module, name: f"/pictures/{module.slug}/{name}",
        topic_url=lambda module, topic: f"/{module.slug}/{topic.slug}",
    )


def parsed(html: str) -> etree.Element:
    """Return a piece of HTML as a browser reads it. Raises AssertionError where it had to mend."""
    parser = HTMLParser(namespace_html_elements=False)
    page = f'<!DOCTYPE html><html lang="en-GB"><title>t</title><body>{html}</body></html>'
    tree: etree.Element = parser.parse(page)
    assert not parser.errors, parser.errors
    return tree
