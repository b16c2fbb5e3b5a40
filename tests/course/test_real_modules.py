"""The modules that ship: without a mistake, and small enough for every LMS."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from course.model import Module
from course.reader import read_course
from course.release import digest_of, read_release
from course.suspend_data import BUDGET_CHARACTERS, LIMIT_CHARACTERS, encode, fullest_state

MODULES = Path(__file__).parents[2] / "modules"

pytestmark = pytest.mark.skipif(
    not list(MODULES.glob("*/module.yaml")), reason="there is no module yet"
)


def test_no_module_has_a_mistake() -> None:
    course, mistakes = read_course(MODULES)
    assert [str(mistake) for mistake in mistakes] == []
    assert len(course.modules) == len(list(MODULES.glob("*/module.yaml")))


def test_the_fullest_state_of_each_module_fits_every_lms() -> None:
    course, _ = read_course(MODULES)
    sizes = {m.slug: len(encode(fullest_state(m), m)) for m in course.modules}
    assert BUDGET_CHARACTERS < LIMIT_CHARACTERS
    assert {slug: size for slug, size in sizes.items() if size >= BUDGET_CHARACTERS} == {}


def test_each_module_tells_what_its_version_has_changed() -> None:
    course, _ = read_course(MODULES)
    for module in course.modules:
        assert [change.version for change in module.changes][:1] == [module.version], module.slug


def test_a_module_survives_json() -> None:
    course, _ = read_course(MODULES)
    for module in course.modules:
        assert msgspec.json.decode(msgspec.json.encode(module), type=Module) == module


def test_a_date_is_judged_by_the_day_that_is_given() -> None:
    _, mistakes = read_course(MODULES, dt.date(2020, 1, 1))
    assert any("lies in the future" in mistake.what for mistake in mistakes)


def test_each_module_is_released_under_its_version() -> None:
    course, _ = read_course(MODULES)
    for module in course.modules:
        release = read_release(MODULES / module.slug)
        assert release is not None, f"run: firstshift release {module.slug}"
        changed = f"raise the version of {module.slug}, then run: firstshift release {module.slug}"
        assert (release.version, release.digest) == (module.version, digest_of(module)), changed
