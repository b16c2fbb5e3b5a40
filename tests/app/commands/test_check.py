"""Checking the content from the command line."""

from pathlib import Path

from click.testing import CliRunner, Result

from app.cli import cli
from tests.course.course_files import GOOD, broken, write_course


def run(folder: Path) -> Result:
    return CliRunner().invoke(cli, ["check"], env={"FIRSTSHIFT_MODULES": str(folder)})


def test_a_course_without_a_mistake_passes(tmp_path: Path) -> None:
    result = run(write_course(tmp_path, GOOD))
    assert (result.exit_code, result.stderr) == (0, "")


def test_each_mistake_is_a_line_with_its_place_and_the_command_fails(tmp_path: Path) -> None:
    files = broken("small/module.yaml", "pass_mark: 80", "pass_mark: lots\ncolour: blue")
    result = run(write_course(tmp_path, files))
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        "modules/small/module.yaml:5",
        "modules/small/module.yaml:6",
    ]
    assert "2 to mend." in result.stderr
