"""Every module of the course, as doctors will get it."""

from pathlib import Path

import pytest

from course.reader import read_course
from course.suspend_data import BUDGET_CHARACTERS, encode, fullest_state
from packager import PackageOptions, package, verify

MODULES = Path(__file__).parents[2] / "modules"
SLUGS = sorted(path.parent.name for path in MODULES.glob("*/module.yaml"))


@pytest.mark.parametrize("slug", SLUGS)
def test_each_module_makes_a_package_without_a_finding(slug: str, assets: Path) -> None:
    course, _ = read_course(MODULES)
    made = package(course, (slug,), PackageOptions(), assets=assets)
    assert verify(made.content) == ()
    assert len(made.content) < 2_000_000


@pytest.mark.parametrize("slug", SLUGS)
def test_the_fullest_state_of_each_module_fits_the_budget(slug: str) -> None:
    course, _ = read_course(MODULES)
    module = course.module(slug)
    assert len(encode(fullest_state(module), module)) < BUDGET_CHARACTERS
