"""The guide to facilitating: read whole, and each mistake named with its line; none takes a module away."""

from pathlib import Path

import pytest

from course.reader import read_course
from course.reading.facilitating import FILE, STRUCTURES
from tests.course.course_files import read, write_course

REAL = Path(__file__).parents[2] / "modules"


def test_the_real_guide_gives_ten_questions_for_each_way_to_write() -> None:
    guide = read_course(REAL)[0].facilitating
    assert guide is not None
    numbers = {key: sum(len(each.ask) for each in guide.questions[key]) for key in STRUCTURES}
    assert numbers == dict.fromkeys(STRUCTURES, 10)


def test_a_course_without_the_file_has_no_guide(tmp_path: Path) -> None:
    course, mistakes = read(write_course(tmp_path))
    assert (course.facilitating, mistakes) == (None, [])


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("lede:", "leed:", 4, "has no key 'leed'"),
        ("  three:", "  tree:", 33, "has no key 'tree'; did you mean 'three'?"),
        ("sources: [reflective-practitioner,", "sources: [reflective-practitoner,", 0, "no source"),
        ('never: "Never', 'never: ["Never', 0, ""),
    ],
)
def test_a_mistake_is_named_and_takes_the_guide_away_alone(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    text = (REAL / FILE).read_text(encoding="utf-8")
    sources = (REAL / "sources.yaml").read_text(encoding="utf-8")
    assert old in text
    folder = write_course(tmp_path, {FILE: text.replace(old, new, 1), "sources.yaml": sources})
    course, mistakes = read_course(folder)
    found = [each for each in mistakes if each.file.endswith(FILE)]
    assert course.facilitating is None and found
    assert any(words in str(each) for each in found), found
    assert not line or line in {each.line for each in found}, found
