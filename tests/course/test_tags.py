"""Tags: read with the topics, each mistake told in its line, and an index from tag to topics."""

from pathlib import Path

import pytest

from course.model import Tag
from course.reader import read_course
from course.release import FILE, digest_of, release_of, write_release
from course.tags import topics_for
from tests.course.course_files import GOOD, read, write_course

MODULES = Path(__file__).parents[2] / "modules"
FIRST = "small/01-first-day.md"
NIGHT = "small/02-night.md"
TAGS = "tags.yaml"
VOCABULARY = """\
bleeps:
  title: Bleeps
  means: Bleeping and being bleeped.
calls:
  title: Emergency calls
  means: The number and the words.
detention:
  title: Mental health law
  means: Holding somebody under the law.
  elsewhere: Ask liaison psychiatry.
"""


def tagged(topic: str, tags: str) -> str:
    """Return a topic's text with tags in its front matter."""
    return topic.replace("checked: 2026-11-25\n", f"checked: 2026-11-25\ntags: {tags}\n", 1)


TAGGED = {
    **GOOD,
    TAGS: VOCABULARY,
    FIRST: tagged(GOOD[FIRST], "[calls]"),
    NIGHT: tagged(GOOD[NIGHT], "[bleeps, calls]"),
}


def test_topics_carry_tags_of_the_vocabulary(tmp_path: Path) -> None:
    course, mistakes = read(write_course(tmp_path, TAGGED))
    assert mistakes == []
    assert course.tags["detention"] == Tag(
        "detention",
        "Mental health law",
        "Holding somebody under the law.",
        "Ask liaison psychiatry.",
    )
    assert course.module("small").topic("night").tags == ("bleeps", "calls")
    found = {tag: topics_for(course, (tag,)) for tag in course.tags}
    assert {tag: [each.topic.slug for each in topics] for tag, topics in found.items()} == {
        "bleeps": ["night"],
        "calls": ["first-day", "night"],
        "detention": [],
    }


def test_the_topic_with_most_of_the_tags_comes_first(tmp_path: Path) -> None:
    course, _ = read(write_course(tmp_path, TAGGED))
    found = topics_for(course, ["calls", "bleeps", "calls", "no-such-tag"])
    assert [(each.topic.slug, each.tags) for each in found] == [
        ("night", ("calls", "bleeps")),
        ("first-day", ("calls",)),
    ]
    assert topics_for(course, ["calls"], "supervisors") == ()


MISTAKES: dict[str, tuple[dict[str, str | bytes | None], str]] = {
    "tag unknown": (
        {NIGHT: tagged(GOOD[NIGHT], "[bleeps, call]")},
        f"modules/{NIGHT}:7: tags.yaml has no tag 'call'; did you mean 'calls'?",
    ),
    "tag twice": (
        {NIGHT: tagged(GOOD[NIGHT], "[bleeps, bleeps]")},
        f"modules/{NIGHT}:7: tags holds 'bleeps' twice; give each entry its own",
    ),
    "tag carried by nothing": (
        {NIGHT: tagged(GOOD[NIGHT], "[calls]")},
        f"modules/{TAGS}:1: nothing carries the tag 'bleeps'; "
        "name it in a topic, or say under 'elsewhere:' where its readers find help",
    ),
    "tag without a meaning": (
        {TAGS: VOCABULARY.replace("  means: Bleeping and being bleeped.\n", "")},
        f"modules/{TAGS}:2: the entry 'bleeps' lacks the key 'means'; add 'means:'",
    ),
    "tag that is no id": (
        {TAGS: VOCABULARY + "Late Shift:\n  title: Late\n  means: Late.\n  elsewhere: Here.\n"},
        f"modules/{TAGS}:11: 'Late Shift' is no id; write it like 'handover-sbar'",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_line(name: str, tmp_path: Path) -> None:
    changed, sentence = MISTAKES[name]
    _, mistakes = read(write_course(tmp_path, {**TAGGED, **changed}))
    assert mistakes == [sentence]


def test_without_a_vocabulary_tags_mean_nothing(tmp_path: Path) -> None:
    course, mistakes = read(write_course(tmp_path, {**TAGGED, TAGS: None}))
    assert mistakes == []
    assert topics_for(course, ["bleeps"]) == ()


def test_a_mistake_in_the_vocabulary_takes_no_module_away(tmp_path: Path) -> None:
    broken = VOCABULARY.replace("  means: Bleeping and being bleeped.\n", "")
    course, mistakes = read(write_course(tmp_path, {**TAGGED, TAGS: broken}))
    assert len(mistakes) == 1
    assert course.module("small").topic("night").tags == ("bleeps", "calls")
    assert [each.topic.slug for each in topics_for(course, ["bleeps", "calls"])] == [
        "first-day",
        "night",
    ]


@pytest.mark.parametrize("tags", ["[calls]", "\n  - calls\n  - bleeps"])
def test_a_module_stays_released_whatever_its_tags(tags: str, tmp_path: Path) -> None:
    root = write_course(tmp_path, TAGGED)
    module = read(root)[0].module("small")
    write_release(root / "small", release_of(module))
    before = digest_of(module)
    (root / NIGHT).write_text(tagged(GOOD[NIGHT], tags))
    assert digest_of(module) == before
    (root / NIGHT).write_text(f"{tagged(GOOD[NIGHT], tags)}\ntags: of the text count\n")
    assert digest_of(module) != before
    assert (root / "small" / FILE).exists()


def test_every_topic_that_ships_has_tags() -> None:
    course, _ = read_course(MODULES)
    assert len(course.tags) == 49
    assert [t.slug for module in course.modules for t in module.topics if not t.tags] == []
