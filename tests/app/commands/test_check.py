"""Checking the content from the command line."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import cli
from tests.course.course_files import GOOD, broken, write_course

ROOT = Path(__file__).resolve().parents[3]


def run(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["check", *options], env={"FIRSTSHIFT_MODULES": str(folder)})


def test_a_course_without_a_mistake_passes(tmp_path: Path) -> None:
    result = run(write_course(tmp_path, GOOD))
    assert result.exit_code == 0
    assert result.stderr == "1 module without a mistake; 0 mistakes to mend; 1 line of advice.\n"


def test_advice_is_a_line_too_and_fails_only_where_asked(tmp_path: Path) -> None:
    folder = write_course(tmp_path, GOOD)
    assert run(folder).stdout.startswith("Advice: modules/small/module.yaml:7: ")
    assert run(folder, "--strict").exit_code == 1


def test_each_mistake_is_a_line_with_its_place_and_the_command_fails(tmp_path: Path) -> None:
    files = broken("small/module.yaml", "pass_mark: 80", "pass_mark: lots\ncolour: blue")
    result = run(write_course(tmp_path, files))
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        "modules/small/module.yaml:5",
        "modules/small/module.yaml:6",
    ]
    assert "2 mistakes to mend" in result.stderr


def test_a_release_is_remembered_once_for_each_version(tmp_path: Path) -> None:
    folder = write_course(tmp_path, GOOD)

    def release(slug: str) -> Result:
        environment = {"FIRSTSHIFT_MODULES": str(folder)}
        return CliRunner().invoke(cli, ["release", slug], env=environment)

    assert release("small").exit_code == 0
    assert "is released already" in release("small").stdout
    night = folder / "small" / "02-night.md"
    night.write_text(night.read_text() + "\nAnd drink.\n")
    refused = release("small")
    assert refused.exit_code == 1
    assert "small has changed since version 1.0.0. Raise the version" in refused.stderr
    module = folder / "small" / "module.yaml"
    module.write_text(module.read_text().replace("version: 1.0.0", "version: 1.0.1"))
    untold = release("small")
    assert untold.exit_code == 1
    assert "Nothing is told of version 1.0.1 yet. Say in" in untold.stderr
    assert "small/changes.yaml what has changed, with the day" in untold.stderr
    assert '"version": "1.0.0"' in (folder / "small" / "released.json").read_text()
    changes = folder / "small" / "changes.yaml"
    entry = "1.0.1:\n  day: 2026-11-22\n  lines: [Added a drink.]\n"
    changes.write_text(entry + changes.read_text())
    assert "version 1.0.1" in release("small").stdout
    changes.write_text(changes.read_text().replace("a drink", "advice on drinking"))
    assert "is released already" in release("small").stdout
    assert release("nothing").exit_code == 1


def test_each_topic_is_told_with_its_words_minutes_and_reading_age(tmp_path: Path) -> None:
    lines = run(write_course(tmp_path, GOOD), "--topics").stdout.splitlines()
    assert "Small, version 1.0.0: 4 minutes" in lines
    # "Sleep when you can": 4.71 x 14/4 + 0.5 x 4 - 21.43, and 5 more: the youngest readers.
    assert f"  {'night':<32}     4 words   1 minutes  reading age  5" in lines


@pytest.mark.parametrize("command", ["check", "new", "package", "questions", "release"])
def test_a_command_on_the_content_loads_no_web_server_and_no_database(command: str) -> None:
    """A new process shows it: whoever packages waits for what is loaded."""
    code = (
        f"import sys, app.commands.{command}; print({{'flask', 'sqlalchemy'}} & {{*sys.modules}})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout == "set()\n"
