"""Each mistake that an author can make, and the one line that it gives."""

from pathlib import Path

import pytest

from tests.course.course_files import FIRST_FILE as FIRST
from tests.course.course_files import FIRST_QUESTIONS_FILE as FQ
from tests.course.course_files import GOOD, broken, read, write_course
from tests.course.course_files import INDEX_FILE as INDEX
from tests.course.course_files import MODULE_FILE as MODULE
from tests.course.course_files import NIGHT_FILE as NIGHT
from tests.course.course_files import SOURCES_FILE as SOURCES
from tests.course.mistakes_in_changes import IN_CHANGES
from tests.course.mistakes_in_nations import IN_NATIONS
from tests.course.mistakes_in_questions import IN_QUESTIONS
from tests.course.mistakes_in_topics import IN_TOPICS
from tests.course.mistakes_of_files import WHOLE_FILES

CASES = {**IN_TOPICS, **IN_NATIONS, **IN_QUESTIONS, **IN_CHANGES}


def _at(file: str, line: int, sentence: str) -> str:
    return f"modules/{file}:{line}: {sentence}"


def test_the_good_course_has_no_mistake(tmp_path: Path) -> None:
    course, mistakes = read(write_course(tmp_path))
    assert mistakes == []
    assert [module.slug for module in course.modules] == ["small"]


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_told_in_one_line_and_its_module_is_left_out(
    name: str, tmp_path: Path
) -> None:
    file, old, new, line, sentence = CASES[name]
    course, mistakes = read(write_course(tmp_path, broken(file, old, new)))
    assert _at(file, line, sentence) in mistakes
    assert course.modules == ()


ALONE = set(CASES) - {
    # One slip, two true sentences: the question whose id it was is placed now, but is not there.
    "question's id twice",
}


@pytest.mark.parametrize("name", sorted(ALONE))
def test_a_mistake_does_not_draw_others_after_it(name: str, tmp_path: Path) -> None:
    file, old, new, _, _ = CASES[name]
    _, mistakes = read(write_course(tmp_path, broken(file, old, new)))
    assert len(mistakes) == 1, mistakes


@pytest.mark.parametrize("name", WHOLE_FILES)
def test_a_file_that_cannot_be_used_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    file, content, line, sentence = WHOLE_FILES[name]
    course, mistakes = read(write_course(tmp_path, {**GOOD, file: content}))
    assert _at(file, line, sentence) in mistakes
    assert course.modules == ()


def test_a_practice_question_that_is_placed_nowhere_is_told_where_it_is_written(
    tmp_path: Path,
) -> None:
    _, mistakes = read(write_course(tmp_path, broken(FIRST, "[[question: fd-two]]\n", "")))
    sentence = (
        "the practice question 'fd-two' is placed nowhere; "
        "write '[[question: fd-two]]' in its topic"
    )
    assert mistakes == [_at(FQ, 15, sentence)]


def test_a_question_placed_in_another_topic_is_sent_home(tmp_path: Path) -> None:
    files = broken(FIRST, "[[question: fd-two]]\n", "")
    files[NIGHT] += "\n[[question: fd-two]]\n"
    _, mistakes = read(write_course(tmp_path, files))
    sentence = "the question 'fd-two' belongs to the topic 'first-day'; place it there"
    assert mistakes == [_at(NIGHT, 10, sentence)]


def test_a_module_without_topics_says_so(tmp_path: Path) -> None:
    files = {name: text for name, text in GOOD.items() if not name.endswith((".md", "y.yaml"))}
    _, mistakes = read(write_course(tmp_path, files))
    sentence = "the module has no topic; add one, named like '01-who-is-who.md'"
    assert _at(MODULE, 1, sentence) in mistakes


def test_a_link_that_leads_out_of_the_course_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(GOOD[NIGHT], encoding="utf-8")
    root = write_course(tmp_path, {**GOOD, NIGHT: None})
    (root / NIGHT).symlink_to(tmp_path / "secret.md")
    _, mistakes = read(root)
    sentence = "this is a link that leads out of the course; put the file itself here"
    assert _at(NIGHT, 1, sentence) in mistakes


def test_a_folder_where_a_file_belongs_is_no_traceback(tmp_path: Path) -> None:
    root = write_course(tmp_path, {**GOOD, MODULE: None})
    (root / MODULE).mkdir()
    _, mistakes = read(root)
    sentence = "the file cannot be read (Is a directory); make it a readable file"
    assert _at(MODULE, 1, sentence) in mistakes


def test_a_missing_folder_is_one_mistake(tmp_path: Path) -> None:
    course, mistakes = read(tmp_path / "modules")
    assert mistakes == [
        "modules:1: the folder of the modules is missing; name the folder that holds them"
    ]
    assert course.modules == ()


def test_all_mistakes_of_many_files_come_in_one_run(tmp_path: Path) -> None:
    names = [
        "key spelt wrong",
        "no date",
        "unknown question type",
        "image missing",
        "SVG with a script",
    ]
    files = dict(GOOD)
    for name in names:
        file, old, new, _, _ = CASES[name]
        files[file] = files[file].replace(old, new, 1)
    _, mistakes = read(write_course(tmp_path, files))
    expected = {_at(CASES[name][0], *CASES[name][3:]) for name in names}
    assert expected <= set(mistakes)


def test_a_mistake_in_an_unused_source_leaves_every_module_in_place(tmp_path: Path) -> None:
    files = {**GOOD, SOURCES: GOOD[SOURCES] + "other:\n  title: Other\n"}
    course, mistakes = read(write_course(tmp_path, files))
    assert len(mistakes) == 3
    assert [module.slug for module in course.modules] == ["small"]


def test_a_mistake_in_one_module_leaves_the_others_in_place(tmp_path: Path) -> None:
    second = {name.replace("small", "other"): GOOD[name] for name in GOOD if "small" in name}
    files = {**broken(MODULE, "1.0.0", "one"), **second}
    course, _ = read(write_course(tmp_path, files))
    assert [module.slug for module in course.modules] == ["other"]


def test_an_id_that_has_left_the_module_stays_in_the_index(tmp_path: Path) -> None:
    files = broken(INDEX, "ni-a-one]", "ni-a-one, long-gone]")
    course, mistakes = read(write_course(tmp_path, files))
    assert mistakes == []
    assert course.module("small").index_questions[-1] == "long-gone"


def test_an_example_in_code_is_not_taken_for_a_placement(tmp_path: Path) -> None:
    code = "```\n[[question: none]] <b> [x](http://y.z)\n```\n\nWrite `[[local: none]]`."
    _, mistakes = read(write_course(tmp_path, broken(FIRST, "## A heading", code)))
    assert mistakes == []
