"""What an administrator is told to do in the LMS: it fits the format, the window and the status chosen."""

from typing import Any

import pytest

from packager.formats import FORMATS
from packager.presets import PRESETS
from packager.steps import steps_for

SYSTEMS = list(PRESETS)


def steps(lms: str, units: int = 1, **choices: Any) -> str:
    preset = PRESETS[lms]
    options = preset.options(**choices)
    return "\n".join(steps_for(preset, FORMATS[options.format], options, units))


@pytest.mark.parametrize("lms", SYSTEMS)
@pytest.mark.parametrize("window", ["frame", "own"])
@pytest.mark.parametrize("format_", FORMATS)
def test_no_place_is_left_unfilled(lms: str, window: str, format_: str) -> None:
    told = steps(lms, 3, format=format_, window=window)
    assert told and not {"{", "}"} & set(told)


@pytest.mark.parametrize("lms", SYSTEMS)
def test_a_window_of_its_own_is_told_of_and_contradicted_nowhere(lms: str) -> None:
    told = steps(lms, window="own")
    assert "link" in told and "window of its own" in told
    assert "window of its own" not in steps(lms)
    assert "may be blocked" not in told


def test_moodle_keeps_its_own_window_whichever_the_module_has() -> None:
    assert "show it in the current window: a new one may be blocked." in steps("moodle")
    assert "show it in the current window: its page there holds the link" in steps(
        "moodle", window="own"
    )


def test_cmi5_leaves_its_window_to_the_lms() -> None:
    assert "pop-ups" in steps("moodle", format="cmi5", window="own")
    assert "pop-ups" not in steps("moodle", format="cmi5")


@pytest.mark.parametrize(
    ("choices", "status"),
    [
        ({}, "“passed”"),
        ({"status_mapping": "completed-only"}, "“completed”"),
        ({"completion": "content"}, "“completed” or “passed”"),
    ],
)
@pytest.mark.parametrize("lms", ["moodle", "totara", "esr", "kallidus", "other"])
def test_the_status_that_counts_is_named(lms: str, choices: dict[str, Any], status: str) -> None:
    assert f"the status {status}" in steps(lms, **choices)


def test_the_kind_of_course_is_the_format_that_was_chosen() -> None:
    assert "of the kind SCORM 2004 4th Edition" in steps("kallidus", format="scorm2004-4")


def test_several_things_to_launch_have_a_step_of_their_own() -> None:
    assert "There are several SCOs" in steps("moodle", 2)
    assert "There are several SCOs" not in steps("moodle", 1)
    assert "“Display content structure in player” to “Disabled”" in steps("moodle", 1)
    assert "Display content structure" not in steps("moodle", 2)
