"""What docs/operations.md tells an operator is so: commands, figures, units."""

import re
from configparser import ConfigParser

import pytest
from click import Group
from click.testing import CliRunner

from app.cli import cli
from app.settings import PREFIX, ROOT, SETTINGS
from app.settings.file import gather
from app.watching.counts import Counts
from app.watching.exposition import exposition
from tests.app.actors import Actor

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
FOLDER = ROOT / "docs" / "operations"
UNITS = sorted(file.name for file in FOLDER.glob("firstshift*"))


def test_every_command_that_it_names_is_there_with_its_options() -> None:
    lines = re.findall(r"^(?:`?)firstshift ([^\n`]+)", PAGE, re.MULTILINE)
    assert len(lines) > 8
    for line in lines:
        words = line.split()
        found = cli.get_command(None, words[0])  # type: ignore[arg-type]
        assert found is not None, line
        if isinstance(found, Group):
            found = found.commands[words[1]]
        options = {name for each in found.params for name in each.opts}
        assert {word for word in words if word.startswith("--")} <= options, line
        assert CliRunner().invoke(found, ["--help"]).exit_code == 0


def test_the_file_of_settings_that_it_shows_can_be_read(tmp_path: object) -> None:
    lines = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert lines is not None
    file = ROOT / str(tmp_path) / "firstshift.toml"
    file.write_text(lines[1], encoding="utf-8")
    names = {PREFIX + setting.name for setting in SETTINGS}
    assert set(gather({}, file.parent, PREFIX).values) <= names


def test_every_figure_of_its_alerts_is_given(client: Actor) -> None:
    text = client.get("/metrics").text + exposition(Counts(["x"]).totals(), ())
    for name in set(re.findall(r"firstshift_\w+[a-z]", PAGE.partition("Set these five")[2])):
        if name not in {"firstshift_backup_age_seconds"}:
            assert f"# TYPE {name} " in text, name


@pytest.mark.parametrize("name", UNITS)
def test_every_unit_is_named_and_runs_a_command_that_there_is(name: str) -> None:
    base = name.removesuffix(".service").removesuffix(".timer")
    assert base in PAGE
    unit = ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string((FOLDER / name).read_text(encoding="utf-8"))
    if name.endswith(".timer"):
        wanted = unit["Timer"].get("Unit", f"{base}.service")
        assert re.sub(r"@\w+", "@", wanted) in UNITS
        return
    command = re.search(r"bin/firstshift (\S+)", unit["Service"]["ExecStart"])
    assert command is not None
    assert command[1] == "%i" or cli.get_command(None, command[1]) is not None  # type: ignore[arg-type]
