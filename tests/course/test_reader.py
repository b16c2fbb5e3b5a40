"""What reading makes of a course without a mistake."""

import datetime as dt
from pathlib import Path

import pytest

from course.minutes import module_minutes, topic_minutes
from course.model import Fact, Objective
from course.questions import Matching, Numeric, Single, TrueFalse
from tests.course.course_files import GOOD, MODULE_FILE, broken, read, write_course
from tests.course.render_sample import SINGLE


def test_a_module_is_read_whole(tmp_path: Path) -> None:
    course, _ = read(write_course(tmp_path))
    module = course.module("small")
    assert (module.title, module.version, module.pass_mark) == ("Small", "1.0.0", 80)
    assert module.objectives == (Objective("o1", "Know a thing", (1,), (3,)),)
    assert [topic.slug for topic in module.topics] == ["first-day", "night"]
    assert module.topic("first-day").facts == (
        Fact("There are four services", "UK", dt.date(2026, 4, 1), "gmc", dt.date(2027, 4, 1)),
    )
    assert module.index_questions == ("fd-one", "fd-two", "fd-a-one", "ni-a-one")
    assert course.sources["gmc"].checked == dt.date(2026, 11, 25)
    assert course.local_answers["crash_number"].example == "2222"


def test_questions_come_in_the_order_of_the_topics_with_their_types(tmp_path: Path) -> None:
    course, _ = read(write_course(tmp_path))
    questions = course.module("small").questions
    assert [type(q) for q in questions] == [Single, Matching, Numeric, TrueFalse]
    assert [q.topic for q in questions] == ["first-day"] * 3 + ["night"]
    number, truth = questions[2:]
    assert isinstance(number, Numeric)
    assert (number.answer, number.tolerance, number.unit) == ("30", "0.5", "days")
    assert isinstance(truth, TrueFalse)
    assert truth.answer is True


def test_windows_line_ends_are_read_like_others(tmp_path: Path) -> None:
    files = {name: text.replace("\n", "\r\n").encode() for name, text in GOOD.items()}
    assert read(write_course(tmp_path, files))[1] == []


def test_what_editors_leave_behind_is_not_read(tmp_path: Path) -> None:
    root = write_course(tmp_path, {**GOOD, "small/.DS_Store": "x", ".git/config": "x"})
    course, mistakes = read(root)
    assert mistakes == []
    assert len(course.modules) == 1


@pytest.mark.parametrize(
    ("words", "questions", "minutes"),
    [(0, 0, 1), (200, 0, 1), (201, 0, 2), (200, 1, 2), (1000, 4, 8), (1000, 5, 9)],
)
def test_minutes_of_a_topic_are_rounded_up(words: int, questions: int, minutes: int) -> None:
    assert topic_minutes("word " * words, [SINGLE] * questions) == minutes


def test_an_address_is_not_read_aloud() -> None:
    assert topic_minutes("word " * 199 + "[word](https://a.b/c/d/e/f/g)", []) == 1


def test_minutes_of_a_module_hold_its_assessment(tmp_path: Path) -> None:
    course, _ = read(write_course(tmp_path))
    module = course.module("small")
    assert [topic.minutes for topic in module.topics] == [2, 1]
    assert module.minutes == module_minutes(3, 1) == 4


def test_a_module_says_what_is_shown_before_a_pass(tmp_path: Path) -> None:
    course, mistakes = read(write_course(tmp_path / "good"))
    assert mistakes == [] and course.modules[0].assessment.review == "feedback"
    said = broken(MODULE_FILE, "draw: 1", "draw: 1\n  review: marks")
    course, mistakes = read(write_course(tmp_path / "said", said))
    assert mistakes == [] and course.modules[0].assessment.review == "marks"
    wrong = broken(MODULE_FILE, "draw: 1", "draw: 1\n  review: mark")
    _, mistakes = read(write_course(tmp_path / "wrong", wrong))
    (mistake,) = [each for each in mistakes if "review" in each or "mark" in each]
    assert mistake.startswith(
        "modules/small/module.yaml:13: unknown word for what is shown before a pass 'mark'"
    )
