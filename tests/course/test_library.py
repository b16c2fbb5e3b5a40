"""The library and the tips: read, and each mistake told in its line."""

import datetime as dt
from pathlib import Path

import pytest

from course.library.model import is_old
from course.reader import check_course, read_course
from tests.course.course_files import GOOD, TODAY, read, write_course

MODULES = Path(__file__).parents[2] / "modules"
LIBRARY = "library.yaml"
TIPS = "tips.yaml"
TAGS = """\
feedback:
  title: Feedback
  means: Giving it and taking it.
"""
ENTRIES = """\
good-talks:
  title: Good talks
  publisher: A college
  edition: "2021"
  address: https://college.example/talks
  leads_to: An account of it
  also:
    - title: The study
      address: https://college.example/study
  for: [supervisors, leads]
  nations: [SCO]
  theme: reflection
  when: Before a hard talk.
  summary: What feedback does.
  checklist:
    - Agree first.
    - One thing, soon.
  tags: [feedback]
  fits: [R11, P4-02, h.feedback]
  status: seen
  checked: 2026-11-20
"""
GROUPS = """\
feedback:
  title: When you give feedback
  tags: [feedback]
  tips:
    - says: Agree first.
      entry: good-talks
"""
WHOLE = {**GOOD, "tags.yaml": TAGS, LIBRARY: ENTRIES, TIPS: GROUPS}


def test_entries_and_tips_are_read(tmp_path: Path) -> None:
    course, mistakes = read(write_course(tmp_path, WHOLE))
    assert mistakes == []
    entry = course.library["good-talks"]
    assert entry.readers == ("supervisors", "leads")
    assert entry.addresses == ("https://college.example/talks", "https://college.example/study")
    assert entry.checklist == ("Agree first.", "One thing, soon.")
    assert entry.shown
    assert [(tip.says, tip.entry) for group in course.tips for tip in group.tips] == [
        ("Agree first.", "good-talks")
    ]


MISTAKES = {
    "address not encrypted": (
        (LIBRARY, "https://college.example/talks", "http://college.example/talks"),
        f"{LIBRARY}:5: 'http://college.example/talks' is not encrypted; begin it with https://",
    ),
    "readers unknown": (
        (LIBRARY, "[supervisors, leads]", "[supervisor]"),
        f"{LIBRARY}:10: unknown group of readers 'supervisor'; did you mean 'supervisors'? "
        "(use doctors, supervisors, leads, educators or hr)",
    ),
    "theme unknown": (
        (LIBRARY, "theme: reflection", "theme: reflexion"),
        f"{LIBRARY}:12: unknown theme 'reflexion'; did you mean 'reflection'? (use guidance, "
        "standards, reflection, employment, places, support or learning)",
    ),
    "nothing to do": (
        (LIBRARY, "\n    - Agree first.\n    - One thing, soon.", " []"),
        f"{LIBRARY}:15: checklist has 0 entries; give at least 1",
    ),
    "tag unknown": (
        (LIBRARY, "tags: [feedback]", "tags: [feedback, feedbak]"),
        f"{LIBRARY}:18: tags.yaml has no tag 'feedbak'; did you mean 'feedback'?",
    ),
    "place unknown": (
        (LIBRARY, "R11,", "R1,"),
        f"{LIBRARY}:19: 'R1' is no place; write it like R12 or P3-09",
    ),
    "looked at tomorrow": (
        (LIBRARY, "2026-11-20", "2026-11-26"),
        f"{LIBRARY}:21: the date 2026-11-26 lies in the future; write a day that has come",
    ),
    "only further addresses": (
        (LIBRARY, "  address: https://college.example/talks\n  leads_to: An account of it\n", ""),
        f"{LIBRARY}:5: 'good-talks' has no address of its own; "
        "write the most useful one as 'address', or take the others out",
    ),
    "tip from nowhere": (
        (TIPS, "entry: good-talks", "entry: good-talk"),
        f"{TIPS}:6: library.yaml has no entry 'good-talk'; did you mean 'good-talks'?",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_line_and_takes_no_module_away(name: str, tmp_path: Path) -> None:
    (file, old, new), sentence = MISTAKES[name]
    text = str(WHOLE[file])
    assert old in text
    course, mistakes = read(write_course(tmp_path, {**WHOLE, file: text.replace(old, new)}))
    assert f"modules/{sentence}" in mistakes
    assert [module.slug for module in course.modules] == ["small"]


def test_a_tag_that_only_the_library_carries_is_carried(tmp_path: Path) -> None:
    assert read(write_course(tmp_path / "a", WHOLE))[1] == []
    _, mistakes = read(write_course(tmp_path / "b", {**WHOLE, LIBRARY: None, TIPS: None}))
    assert [each for each in mistakes if "nothing carries the tag 'feedback'" in each]


def test_what_nobody_has_looked_at_for_two_years_is_advice(tmp_path: Path) -> None:
    old = ENTRIES.replace("2026-11-20", "2024-11-24")
    checked = check_course(write_course(tmp_path, {**WHOLE, LIBRARY: old}), TODAY)
    assert checked.mistakes == ()
    assert "good-talks" in checked.course.library
    assert any(
        str(each) == f"modules/{LIBRARY}:21: nobody has looked at 'good-talks' for more than 24 "
        "months; look again, then write today’s date"
        for each in checked.advice
    )


def test_two_years_are_counted_by_the_day() -> None:
    checked = dt.date(2024, 11, 25)
    assert not is_old(checked, dt.date(2026, 11, 25))
    assert is_old(checked, dt.date(2026, 11, 26))
    assert not is_old(dt.date(2024, 2, 29), dt.date(2026, 2, 28))


def test_the_library_that_ships_says_what_it_knows() -> None:
    course, mistakes = read_course(MODULES)
    assert [str(mistake) for mistake in mistakes] == []
    shown = [entry for entry in course.library.values() if entry.shown]
    assert len(course.library) == 60
    assert len(shown) >= 57
    text = (MODULES / LIBRARY).read_text() + (MODULES / TIPS).read_text()
    assert "CHECK" not in text
    assert {entry.theme for entry in shown} == {
        *("guidance", "standards", "reflection", "employment", "places", "support", "learning")
    }
    # Nobody is led to what readers do not see.
    assert {t.entry for g in course.tips for t in g.tips} <= {entry.id for entry in shown}
