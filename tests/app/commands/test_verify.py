"""The command that judges packages."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import cli
from tests.packager.manifest_samples import SAMPLES
from tests.packager.zips import zipped

GOOD = SAMPLES["cmi5"]
WARNED = {**GOOD, "cmi5.xml": GOOD["cmi5.xml"].replace(b' moveOn="CompletedOrPassed"', b"")}
BAD = {**GOOD, "cmi5.xml": GOOD["cmi5.xml"].replace(b"0.8", b"80")}


def run(*arguments: str, given: bytes = b"") -> Result:
    """Run the command."""
    return CliRunner().invoke(cli, ["package", "verify", *arguments], input=given)


@pytest.fixture
def zips(tmp_path: Path) -> dict[str, str]:
    """Give a good zip, one to be warned of, a bad one and one that is none, by those names."""
    contents = {
        "good": zipped(GOOD),
        "warned": zipped(WARNED),
        "bad": zipped(BAD),
        "broken": b"no zip",
    }
    for name, content in contents.items():
        (tmp_path / f"{name}.zip").write_bytes(content)
    return {name: str(tmp_path / f"{name}.zip") for name in contents}


@pytest.mark.parametrize(
    ("name", "strict", "status"),
    [
        ("good", False, 0),
        ("good", True, 0),
        ("warned", False, 0),
        ("warned", True, 1),
        ("bad", False, 1),
        ("broken", False, 2),
    ],
)
def test_the_exit_status_tells_the_verdict(
    zips: dict[str, str], name: str, strict: bool, status: int
) -> None:
    assert run(zips[name], *["--strict"] * strict).exit_code == status


def test_each_finding_is_one_line_below_the_kind(zips: dict[str, str]) -> None:
    result = run(zips["bad"])
    assert result.stdout.splitlines() == [
        f"{zips['bad']}: cmi5",
        '  error: cmi5.xml:17: masteryScore="80" on <au>: it must be a number from 0 to 1. [schema]',
    ]
    assert result.stderr == f"{zips['bad']}: 1 error, 0 warnings.\n"


def test_several_zips_are_judged_and_the_worst_counts(zips: dict[str, str]) -> None:
    result = run(zips["good"], zips["bad"], zips["broken"])
    assert result.exit_code == 2
    assert [line for line in result.stdout.splitlines() if not line.startswith(" ")] == [
        f"{zips['good']}: cmi5",
        f"{zips['bad']}: cmi5",
        f"{zips['broken']}: unreadable",
    ]


def test_a_zip_may_come_by_standard_input() -> None:
    result = run("-", given=zipped(BAD))
    assert result.exit_code == 1
    assert result.stdout.startswith("-: cmi5\n")


def test_json_holds_the_same(zips: dict[str, str]) -> None:
    result = run("--json", zips["bad"])
    (verdict,) = json.loads(result.stdout)
    assert (verdict["kind"], verdict["errors"], verdict["readable"]) == ("cmi5", 1, True)
    (finding,) = verdict["findings"]
    assert (finding["file"], finding["line"], finding["severity"]) == ("cmi5.xml", 17, "error")


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none.zip"))
    assert result.exit_code == 2
    assert "none.zip cannot be read: No such file or directory." in result.stderr
    assert run().exit_code == 2


def test_the_help_of_package_tells_of_it_and_packaging_stays_what_it_was() -> None:
    runner = CliRunner()
    assert "./run package verify ZIP" in runner.invoke(cli, ["package", "--help"]).output
    assert "Judge packages" in runner.invoke(cli, ["package", "verify", "--help"]).output
    assert "MODULE" in runner.invoke(cli, ["package", "--help"]).output
