"""The documentation as it is: it builds, all of it is found, and what it names is there."""

import html
import re
from pathlib import Path

import pytest

from app.lms_pages import kinds, lms_pages
from app.lti.guides import GUIDES
from course.question_types import QUESTION_TYPES
from packager.formats import FORMATS, format_named
from packager.presets import PRESETS
from packager.steps import steps_for
from tests.documentation.blocks import PAGES
from tools.checkout import ROOT
from tools.site.building import DOCS, build_site, readme_mistakes
from tools.site.markdown_pages import read_page
from tools.site.navigation import read_navigation
from tools.site.pictures import PICTURES

ROOMS = "app|bench|course|docs|lrs|modules|packager|requirements|tests|tools"
CODE_PATH = re.compile(rf"`((?:{ROOMS})/[\w./-]*[\w/])`")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site without its pictures."""
    out = tmp_path_factory.mktemp("documentation") / "site"
    build_site(out, None, PICTURES)
    return out


def test_it_builds_and_every_page_is_in_it(site: Path) -> None:
    assert len(list(site.rglob("*.html"))) == len(list(DOCS.rglob("*.md")))


def test_every_page_is_in_one_part() -> None:
    navigation, mistakes = read_navigation(DOCS)
    assert mistakes == ()
    there = {file.relative_to(DOCS).as_posix() for file in DOCS.rglob("*.md")}
    assert set(navigation.pages()) == there


def test_no_link_of_the_readme_is_dead(tmp_path: Path) -> None:
    assert readme_mistakes() == ()
    readme = tmp_path / "README.md"
    readme.write_text("# X\n\n[a](docs/gone.md), [b](LICENSE)\n", encoding="utf-8")
    assert [each.line for each in readme_mistakes(readme)] == [3, 3]


def test_every_page_has_one_heading_of_the_first_rank() -> None:
    wrong = [file.name for file in PAGES if len(re.findall("<h1", read_page(file).html)) != 1]
    assert wrong == []


@pytest.mark.parametrize("file", PAGES, ids=[page.stem for page in PAGES])
def test_every_path_of_the_code_that_a_page_names_is_there(file: Path) -> None:
    named = set(CODE_PATH.findall(file.read_text(encoding="utf-8")))
    assert [each for each in sorted(named) if not (ROOT / each).exists()] == []


def test_each_lms_has_a_page_and_is_listed() -> None:
    listed = {name for name in read_navigation(DOCS)[0].pages() if name.startswith("lms/")}
    assert listed == set(lms_pages())
    assert {*PRESETS, *GUIDES} == set(kinds())


@pytest.mark.parametrize("kind", kinds())
def test_the_page_of_an_lms_has_each_step_of_the_app(site: Path, kind: str) -> None:
    text = html.unescape(re.sub(r"<[^>]+>", "", (site / "lms" / f"{kind}.html").read_text()))
    preset = PRESETS.get(kind, PRESETS["other"])
    options = preset.options()
    steps = list(steps_for(preset, format_named(options.format), options, 1))
    if kind in GUIDES:
        guide = GUIDES[kind]
        steps += [*guide.itself, *guide.steps, *guide.after]
    assert [step for step in (*preset.reasons, *steps) if step not in text] == []


def first_cells(page: str, head: str) -> set[str]:
    """Return the words of the first column of the table with this head, taken apart at commas."""
    rows = page.partition(f"| {head} |")[2].partition("\n\n")[0].splitlines()[2:]
    return {word.strip() for row in rows for word in row.split("|")[1].split(",")}


@pytest.mark.parametrize(
    ("name", "head"), [("statements.md", "question"), ("authoring.md", "here | there")]
)
def test_each_type_of_question_stands_in_the_tables_that_tell_of_all(name: str, head: str) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    assert first_cells(page, head) == set(QUESTION_TYPES)


@pytest.mark.parametrize("page", [ROOT / "README.md", DOCS / "packages.md"], ids=lambda p: p.name)
def test_each_format_of_package_is_told_of(page: Path) -> None:
    text = page.read_text(encoding="utf-8").casefold()
    for kind in FORMATS.values():
        words = kind.label.partition(" (")[0].casefold().split()
        assert all(word in text for word in words), kind.label


def test_the_first_page_leads_to_each_reader(site: Path) -> None:
    navigation, _ = read_navigation(DOCS)
    first = read_page(DOCS / "README.md")
    for part in navigation.parts:
        assert part.pages[0] in first.links


def test_every_picture_is_shown_once_with_words_for_who_cannot_see_it() -> None:
    shown = [
        found
        for file in PAGES
        for found in re.findall(r"!\[(.*?)\]\(pictures/(.*?)\)", file.read_text(encoding="utf-8"))
    ]
    assert sorted(name for _, name in shown) == sorted(PICTURES)
    assert all(len(words) > 30 for words, _ in shown)


def test_the_pages_for_doctors_and_supervisors_are_one_page_of_plain_words() -> None:
    for name in ("learner.md", "supervisor.md"):
        page = (DOCS / name).read_text(encoding="utf-8")
        assert len(page.split()) < 1_000
        assert not re.search(r"xAPI|SCORM|`|statement store|endpoint", page)
