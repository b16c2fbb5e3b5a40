"""Advice to authors: each piece in one line, and the module is served all the same."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from course.advising.reading_age import reading_age
from course.advising.spelling import misspelt
from course.reader import check_course
from course.unwritten import EXPLANATION
from tests.course.course_files import (
    CHANGES_FILE,
    FIRST_FILE,
    FIRST_QUESTIONS_FILE,
    GOOD,
    MODULE_FILE,
    NIGHT_FILE,
    NIGHT_QUESTIONS_FILE,
    TODAY,
    broken,
    write_course,
)
from tests.course.talk_files import TALK, TALK_FILE, WHOLE

# The question of the night tests the only objective; without it there would be advice on that.
TESTED = GOOD[NIGHT_QUESTIONS_FILE].replace("  stem: It", "  objective: o1\n  stem: It")
SILENT: Mapping[str, str] = {**GOOD, NIGHT_QUESTIONS_FILE: TESTED}


def advice_on(tmp_path: Path, files: Mapping[str, str], today: dt.date = TODAY) -> tuple[str, ...]:
    """Return the advice as lines; there is no mistake, and the module is served."""
    checked = check_course(write_course(tmp_path, files), today)
    assert checked.mistakes == ()
    assert [module.slug for module in checked.course.modules] == ["small"]
    return tuple(str(each).removeprefix("modules/") for each in checked.advice)


def test_of_a_good_course_nothing_is_said(tmp_path: Path) -> None:
    assert advice_on(tmp_path, SILENT) == ()


def test_an_objective_that_the_assessment_does_not_test_is_named(tmp_path: Path) -> None:
    assert advice_on(tmp_path, GOOD) == (
        f"{MODULE_FILE}:7: no question of the assessment tests the objective 'o1'; "
        "write one with 'objective: o1'",
    )


UNTOLD = (
    f"{MODULE_FILE}:3: nothing is told of version 1.0.0; "
    "say in changes.yaml what has changed, with the day",
)


def test_a_version_of_which_nothing_is_told_is_named(tmp_path: Path) -> None:
    untold = SILENT[CHANGES_FILE].partition("0.9.0")
    assert advice_on(tmp_path, {**SILENT, CHANGES_FILE: "".join(untold[1:])}) == UNTOLD


def test_a_module_that_tells_of_no_version_is_named(tmp_path: Path) -> None:
    files = {name: text for name, text in SILENT.items() if name != CHANGES_FILE}
    assert advice_on(tmp_path, files) == UNTOLD


def test_a_hard_topic_is_named_with_its_reading_age(tmp_path: Path) -> None:
    hard = (
        "Notwithstanding considerable institutional heterogeneity, organisational accountability "
        "necessitates comprehensive documentation.\n"
    )
    files = {**SILENT, NIGHT_FILE: SILENT[NIGHT_FILE].replace("Sleep when you can.\n", hard * 5)}
    (told,) = advice_on(tmp_path, files)
    assert told.startswith(f"{NIGHT_FILE}:8: the reading age is ")
    assert "above 12; shorten the longest sentences" in told


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (NIGHT_FILE, "Sleep when you can.", "Rest.\n\nSend an e-mail.", 10),
        (FIRST_QUESTIONS_FILE, "text: That", "text: That e-mail", 12),
    ],
)
def test_another_spelling_is_named_where_it_stands(
    file: str, old: str, new: str, line: int, tmp_path: Path
) -> None:
    files = {**SILENT, file: SILENT[file].replace(old, new)}
    assert advice_on(tmp_path, files) == (
        f"{file}:{line}: 'e-mail' is not our spelling; write 'email'",
    )


def test_a_fact_past_its_date_is_named(tmp_path: Path) -> None:
    assert advice_on(tmp_path, SILENT, dt.date(2027, 4, 1)) == ()
    assert advice_on(tmp_path / "later", SILENT, dt.date(2027, 4, 2)) == (
        f"{FIRST_FILE}:12: look again at 'There are four services' (due 2027-04-01); "
        "then change as_at and look_again",
    )


def test_a_topic_that_nobody_has_checked_for_two_years_is_named(tmp_path: Path) -> None:
    told = advice_on(tmp_path, SILENT, dt.date(2028, 11, 25))
    what = "its sources were last looked at on 2026-11-25, over two years ago"
    mend = "look at each, mend the topic, then change 'checked'"
    assert f"{NIGHT_FILE}:6: {what}; {mend}" in told


def test_a_right_option_that_is_by_far_the_longest_is_named(tmp_path: Path) -> None:
    right = "text: This\n      correct: yes"
    longer = "text: This, and the reason for it too\n      correct: yes"
    files = {
        **SILENT,
        **{FIRST_QUESTIONS_FILE: broken(FIRST_QUESTIONS_FILE, right, longer)[FIRST_QUESTIONS_FILE]},
    }
    assert advice_on(tmp_path, files) == (
        f"{FIRST_QUESTIONS_FILE}:6: the right option of 'fd-one' is by far the longest "
        "(31 characters); shorten it, or lengthen another (now 4 at most)",
    )


def _single(nth: int, right: str, first: str, second: str) -> str:
    marks = {name: "\n      correct: yes" if name == right else "" for name in "ab"}
    return (
        f"- id: ni-s-{nth}\n  purpose: precheck\n  type: single\n  stem: What?\n  options:\n"
        f"    - id: a\n      text: {first}{marks['a']}\n      feedback: Fa.\n"
        f"    - id: b\n      text: {second}{marks['b']}\n      feedback: Fb.\n"
        "  explanation: Because.\n"
    )


def _with_singles(entries: list[str]) -> dict[str, str]:
    ids = "".join(f", ni-s-{nth}" for nth in range(len(entries)))
    index = "small/index.yaml"
    return {
        **SILENT,
        NIGHT_QUESTIONS_FILE: SILENT[NIGHT_QUESTIONS_FILE] + "".join(entries),
        index: SILENT[index].replace("ni-a-one]", f"ni-a-one{ids}]"),
    }


def test_a_right_option_that_nearly_always_stands_at_one_place_is_named(tmp_path: Path) -> None:
    entries = [_single(nth, "a", "One word", "Two words") for nth in range(8)]
    (told,) = advice_on(tmp_path, _with_singles(entries))
    assert told == (
        f"{MODULE_FILE}:1: in 9 of 9 questions the right option stands at 'a'; "
        "move it in some of them"
    )


def test_a_right_option_that_is_nearly_always_the_longest_is_named(tmp_path: Path) -> None:
    entries = [
        _single(nth, *(("a", "Long one", "Short") if nth % 2 else ("b", "Short", "Long one")))
        for nth in range(8)
    ]
    told = advice_on(tmp_path, _with_singles(entries))
    what = "in 8 of 9 questions the right option is the longest"
    assert any(what in each for each in told)


def test_a_best_line_that_is_nearly_always_the_longest_is_named(tmp_path: Path) -> None:
    chain = "".join(
        f"  - id: step-{nth}\n    who: son\n    says: And?\n    choices:\n"
        f"      - {{id: a, say: A long kind line, next: {_next(nth)}, empathy: 2, clarity: 2,"
        " safety: 2, feedback: Good.}\n"
        "      - {id: b, say: Short, next: end-poor, empathy: 0, clarity: 1, safety: 1,"
        " feedback: Cold.}\n"
        for nth in range(4)
    )
    talk = TALK.replace("next: calmer", "next: step-0").replace(
        "  - id: calmer", f"{chain}  - id: calmer"
    )
    files = {**WHOLE, NIGHT_QUESTIONS_FILE: TESTED, TALK_FILE: talk}
    (told,) = advice_on(tmp_path, files)
    assert told == (
        f"{TALK_FILE}:9: in 5 of 6 steps the best line is the longest; let weaker lines be longer"
    )


def _next(nth: int) -> str:
    return f"step-{nth + 1}" if nth < 3 else "calmer"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("", 0),
        ("[[local: crash_number]]", 0),
        # 4.71 x 26/9 + 0.5 x 9/2 - 21.43 = -5.6: the youngest readers.
        ("The cat sat on the mat. It was fine.", 5),
        # 4.71 x 5 + 0.5 x 10 - 21.43 = 7.12, and 5 more, rounded up.
        ("Words " * 9 + "words.", 13),
        ("# Words " + "words " * 9, 13),
        ("- " + "words " * 10 + "\n- " + "words " * 10, 13),
        ("words " * 10 + "\n\n![A long picture text](images/x.svg)", 13),
    ],
)
def test_the_reading_age_is_the_index_as_published(text: str, years: int) -> None:
    assert reading_age(text) == years


def test_words_within_words_are_no_misspelling() -> None:
    assert [word.form for word in misspelt("The Center, the centre, an epicenter, re-center.")] == [
        "Center"
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("feedback: No.", "feedback: Not right.", "13: a feedback of 'fd-one' says no more"),
        ("right: Yes.", "right: Right.", "33: a feedback of 'fd-a-one' says no more"),
        (
            "explanation: Because.",
            f"explanation: {EXPLANATION}",
            "14: a text of 'fd-one' is missing",
        ),
        ("text: That", "text: Not right.", ""),
    ],
)
def test_what_is_still_to_be_written_is_named(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    changed = SILENT[FIRST_QUESTIONS_FILE].replace(old, new, 1)
    lines = advice_on(tmp_path, {**SILENT, FIRST_QUESTIONS_FILE: changed})
    assert len(lines) == bool(told)
    assert "".join(lines).startswith(f"{FIRST_QUESTIONS_FILE}:{told}" if told else "")
