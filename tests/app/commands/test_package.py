"""The command that makes a package."""

import hashlib
import zipfile
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import cli
from app.packages import making
from course.assets import PART, player, shell
from course.authoring import plan
from packager import package
from packager.formats import FORMATS
from tests.course.course_files import FIRST_FILE as FIRST
from tests.course.course_files import broken, write_course

BOX = '!!! nations "Who"\n    ENG: One.\n\n    SCO: Two.'


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Serve a small course with a box of nations, and give the folder for packages."""
    trackers = {PART, *(kind.tracker for kind in FORMATS.values())}
    for name in (*map(player, trackers), *map(shell, trackers), "package.css", "mark.svg"):
        (tmp_path / name).write_text("/* built */", encoding="utf-8")
    monkeypatch.setattr(making, "package", partial(package, assets=tmp_path))
    monkeypatch.setattr(making, "CACHE", making.PackageCache())
    modules = write_course(tmp_path, broken(FIRST, "## A heading", BOX))
    monkeypatch.setenv("FIRSTSHIFT_MODULES", str(modules))
    monkeypatch.setenv("FIRSTSHIFT_INSTANCE", str(tmp_path / "instance"))
    return tmp_path / "packages"


def run(out: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["package", "small", "--out", str(out), *options])


def page(out: Path) -> str:
    (file,) = out.glob("*.zip")
    with zipfile.ZipFile(file) as archive:
        return archive.read("index.html").decode()


def test_a_nation_is_shown_first_where_one_is_named(made: Path) -> None:
    result = run(made, "--nation", "sco")
    assert result.exit_code == 0, result.output
    assert "Scotland first" in result.output
    assert "In Scotland, where you work" in page(made)


def test_all_four_are_alike_where_none_is_named(made: Path) -> None:
    assert run(made).exit_code == 0
    assert "where you work" not in page(made)


def test_a_nation_that_does_not_exist_is_refused_with_those_that_do(made: Path) -> None:
    result = run(made, "--nation", "GB")
    assert result.exit_code == 2
    assert "'ENG', 'SCO', 'WAL', 'NI'" in result.output.upper()
    assert not made.exists()


def test_an_overlay_is_read_and_what_the_command_line_says_counts_more(
    made: Path, tmp_path: Path
) -> None:
    file = tmp_path / "trust.yaml"
    file.write_text('name: Alder\nnation: WAL\naccent: "#7c2855"\n', encoding="utf-8")
    result = run(made, "--overlay", str(file), "--nation", "SCO")
    assert result.exit_code == 0, result.output
    assert "Scotland first" in result.output
    assert "Alder</p>" in page(made) and "overlay.css" in page(made)


def test_an_overlay_with_mistakes_makes_no_package(made: Path, tmp_path: Path) -> None:
    file = tmp_path / "trust.yaml"
    file.write_text('nam: Alder\naccent: "#ffffff"\n', encoding="utf-8")
    result = run(made, "--overlay", str(file))
    assert result.exit_code == 1
    assert f"{file}:1: trust.yaml has no key 'nam'; did you mean 'name'?" in result.output
    assert f"{file}:2: The colour #ffffff has a contrast of 1.00 to 1" in result.output
    assert not made.exists()


def test_every_format_is_made_at_once_each_as_it_can(made: Path) -> None:
    options = ("--format", "all", "--layout", "multi", "--window", "own")
    result = run(made, *options)
    assert result.exit_code == 0, result.output
    assert sorted(made.iterdir()) == sorted(
        made / f"first-shift-small-1.0.0-{name}.zip" for name in FORMATS
    )
    for zipped in made.iterdir():
        assert zipfile.is_zipfile(zipped)


def test_the_choices_of_a_system_are_proposed_and_may_be_changed(made: Path) -> None:
    result = run(made, "--lms", "moodle")
    assert "status stays “incomplete” until it is passed" in result.output
    again = run(made, "--lms", "moodle", "--report-failures", "--pass-mark", "70")
    assert "sent as “failed” with its score" in again.output
    assert "The pass mark is 70 of 100." in again.output


def test_the_numbers_by_which_a_zip_is_known_are_printed(made: Path) -> None:
    output = run(made).output
    (file,) = made.glob("*.zip")
    assert f"SHA-256 {hashlib.sha256(file.read_bytes()).hexdigest()}" in output
    with zipfile.ZipFile(file) as archive:
        about = archive.read("about.txt").decode()
    content = output.partition("of the content ")[2].split()[0]
    assert len(content) == 64 and content in about


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--pass-mark", "101"), "The pass mark 101 is not possible"),
        (("--attempts", "51"), "51 attempts are not possible"),
        (("--format", "web", "--layout", "multi"), "choose the layout 'single'"),
        (("--overlay", "{trust}"), "trust.yaml:2"),
        (("--all",), "say --all"),
    ],
)
def test_what_is_not_possible_is_a_sentence_and_leaves_no_file(
    made: Path, tmp_path: Path, options: tuple[str, ...], sentence: str
) -> None:
    trust = tmp_path / "trust.yaml"
    trust.write_text("name: A trust\naccent: red\n", encoding="utf-8")
    result = run(made, *(option.replace("{trust}", str(trust)) for option in options))
    assert result.exit_code != 0
    assert sentence in result.output
    assert not made.exists()


def test_a_disk_that_takes_no_more_leaves_nothing_half_written(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = plan._beside

    def full(path: Path, content: bytes) -> Path:
        if len(list(made.iterdir())) == 2:
            raise OSError(28, "No space left on device")
        return beside(path, content)

    monkeypatch.setattr(plan, "_beside", full)
    result = run(made, "--format", "all")
    assert result.exit_code == 1
    assert "No space left on device" in result.output and "--out" in result.output
    assert not made.exists()
