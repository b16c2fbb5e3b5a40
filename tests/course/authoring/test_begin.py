"""Beginning something new: what comes out is a course without a mistake, or nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from course.authoring import begin
from course.authoring.index_text import with_id
from course.authoring.plan import CannotBegin, Plan, write
from course.model import Change
from course.question_types import QUESTION_TYPES, type_of
from course.questions import Conversation, Hotspot
from tests.course.course_files import DOOR, GOOD, TODAY, read, write_course

ENTRIES = sorted(name for name, kind in QUESTION_TYPES.items() if not kind.in_own_file)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give the folder of the small course, with the picture that the example of a hotspot shows."""
    return write_course(tmp_path, {**GOOD, "small/images/ward.svg": DOOR})


def test_a_new_module_has_no_mistake(root: Path) -> None:
    write(begin.module(root, "night-shift", TODAY))
    course, mistakes = read(root)
    assert mistakes == []
    module = course.module("night-shift")
    assert (module.title, module.version) == ("Night shift", "1.0.0")
    assert module.card is not None and len(module.questions) == 3
    assert module.changes == (Change("1.0.0", TODAY, ("First version.",)),)


def test_a_new_topic_comes_last(root: Path) -> None:
    write(begin.topic(root, "small", "after-hours", TODAY))
    course, mistakes = read(root)
    assert mistakes == []
    assert [topic.slug for topic in course.module("small").topics][-1] == "after-hours"


@pytest.mark.parametrize("kind", ENTRIES)
def test_a_new_question_of_each_type_has_no_mistake(kind: str, root: Path) -> None:
    write(begin.question(root, "small", "night", kind, "a-new-one"))
    course, mistakes = read(root)
    assert mistakes == []
    asked = course.module("small").question("a-new-one")
    assert type_of(asked).name == kind
    if isinstance(asked, Hotspot):
        assert asked.image == "images/ward.svg"


def test_a_new_conversation_has_no_mistake(root: Path) -> None:
    write(begin.conversation(root, "small", "night", "a-new-talk"))
    course, mistakes = read(root)
    assert mistakes == []
    assert isinstance(course.module("small").question("a-new-talk"), Conversation)


def test_two_things_can_follow_each_other(root: Path) -> None:
    write(begin.topic(root, "small", "after-hours", TODAY))
    write(begin.question(root, "small", "after-hours", "single", "one"))
    write(begin.question(root, "small", "after-hours", "likert", "two"))
    course, mistakes = read(root)
    assert mistakes == []
    module = course.module("small")
    assert module.index_questions[-2:] == ("one", "two")
    assert [q.id for q in module.of_purpose("practice", "after-hours")] == ["one", "two"]


REFUSED: dict[str, tuple[Callable[[Path], Plan], str]] = {
    "module there already": (
        lambda root: begin.module(root, "small", TODAY),
        "Choose another name.",
    ),
    "no name of a module": (
        lambda root: begin.module(root, "Night shift", TODAY),
        "'Night shift' is no id. Write small letters, digits and hyphens, such as 'night-shift'.",
    ),
    "module unknown": (
        lambda root: begin.topic(root, "smal", "x", TODAY),
        "There is no module 'smal'. There are: small.",
    ),
    "topic there already": (
        lambda root: begin.topic(root, "small", "night", TODAY),
        "The module small has a topic 'night' already.",
    ),
    "topic unknown": (
        lambda root: begin.question(root, "small", "day", "single", "x"),
        "The module small has no topic 'day'. It has: first-day, night.",
    ),
    "type unknown": (
        lambda root: begin.question(root, "small", "night", "conversation", "x"),
        "There is no type 'conversation'.",
    ),
    "id used before": (
        lambda root: begin.question(root, "small", "night", "single", "fd-one"),
        "The id 'fd-one' is in index.yaml already. Ids are never used twice.",
    ),
    "module out of the folder": (
        lambda root: begin.topic(root, "../modules/small", "x", TODAY),
        "'../modules/small' is no id.",
    ),
    "out of the folder": (
        lambda root: begin.conversation(root, "small", "night", "../x"),
        "'../x' is no id.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_begin_is_said_and_nothing_is_written(name: str, root: Path) -> None:
    asked, sentence = REFUSED[name]
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(CannotBegin) as refused:
        asked(root)
    assert sentence in str(refused.value)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_course_without_a_source_says_so(tmp_path: Path) -> None:
    root = write_course(tmp_path, {**GOOD, "sources.yaml": "{}\n"})
    with pytest.raises(CannotBegin, match="names no source"):
        begin.module(root, "x", TODAY)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("topics: [a]\nquestions: [b]\n", "topics: [a]\nquestions: [b, new]\n"),
        ("questions: [b]  # keep\n", "questions: [b, new]  # keep\n"),
        ("topics: [a]\nquestions: []\n", "topics: [a]\nquestions: [new]\n"),
        (
            "# Append only\nquestions:\n- b  # old\ntopics:\n  - a\n",
            "# Append only\nquestions:\n- b  # old\n- new\ntopics:\n  - a\n",
        ),
        (
            "topics:\n  - a\nquestions:\n  - b\n  # the last one\n  - c\n",
            "topics:\n  - a\nquestions:\n  - b\n  # the last one\n  - c\n  - new\n",
        ),
        ("questions:\ntopics: [a]\n", "questions:\n  - new\ntopics: [a]\n"),
    ],
)
def test_an_id_is_added_at_the_end_and_nothing_else_changes(text: str, made: str) -> None:
    assert with_id(text, "questions", "new") == made


@pytest.mark.parametrize("text", ["topics: [a]\n", "questions: [a,\n  b]\n"])
def test_an_index_that_is_written_otherwise_is_left_alone(text: str) -> None:
    with pytest.raises(CannotBegin):
        with_id(text, "questions", "new")
