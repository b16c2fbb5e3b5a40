"""The style sheet of packages: smaller than the app's, and no rule is missed for what a page shows."""

import gzip
import re
from pathlib import Path

import lxml.html
import pytest

from course.model import Course
from course.reader import read_course
from packager import PackageOptions, package
from tests.packager.zips import unzipped
from tests.support.style import ROOT, Rule, compiled, rules

COMPOSED = re.compile(r"[a-z][\w-]*-(?=\$\{|[\"'`])")


def _classes(course: Course, assets: Path) -> set[str]:
    """Return the classes that stand in the pages of a package of the whole course."""
    slugs = [module.slug for module in course.modules]
    files = unzipped(package(course, slugs, PackageOptions(window="own"), assets=assets).content)
    pages = [lxml.html.document_fromstring(files[path]) for path in files if path.endswith(".html")]
    assert len(pages) > len(slugs)
    return {name for page in pages for each in page.xpath("//@class") for name in each.split()}


def _made_by_the_player(app: list[Rule]) -> set[str]:
    """Return the classes of the app's sheet that the player's scripts name, or put together."""
    scripts = "\n".join(path.read_text() for path in (ROOT / "course" / "player").rglob("*.js"))
    words = set(re.findall(r"[a-zA-Z][\w-]*", scripts))
    beginnings = tuple(COMPOSED.findall(scripts))
    known = set(re.findall(r"\.([a-zA-Z_][\w-]*)", " ".join(rule.selectors for rule in app)))
    return {each for each in known if each in words or each.startswith(beginnings)}


def test_whatever_a_package_shows_looks_as_it_does_in_the_app(course: Course, assets: Path) -> None:
    app, own = list(rules(compiled("first-shift"))), list(rules(compiled("package")))
    real, _ = read_course(ROOT / "modules")
    used = _classes(course, assets) | _classes(real, assets) | _made_by_the_player(app)
    assert {"fs-hotspot__spot", "fs-result--right", "nhsuk-radios__input"} <= used
    needed = [rule for rule in app if rule.may_apply(frozenset(used))]
    missed = [f"{rule.media} {rule.selectors}" for rule in needed if rule not in own]
    assert missed == [], "name the part that has these rules in course/style/package.scss"
    order = [own.index(rule) for rule in needed]
    assert order == sorted(order), "keep the parts of package.scss in the order of first-shift.scss"


def test_it_is_well_smaller_than_the_sheet_of_the_app() -> None:
    app, own = (len(gzip.compress(compiled(name).encode())) for name in ("first-shift", "package"))
    assert own < 0.7 * app


@pytest.mark.parametrize("never", ["nhsuk-u-margin", "nhsuk-card", "nhsuk-task-list", "app-"])
def test_it_carries_nothing_of_the_pages_of_the_app(never: str) -> None:
    every = (rule.selectors for rule in rules(compiled("package")))
    assert not [selectors for selectors in every if selectors.startswith(f".{never}")]
