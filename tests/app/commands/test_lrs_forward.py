"""Forwarding from the command line, and by a server over real HTTP."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import cli
from app.forwarding import SecretFiles
from lrs import LRS, Authority
from lrs.forwarding.sending import forward_all
from lrs.store.forwards import Place
from tests.lrs.samples import encoded, statement


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    url = f"sqlite:///{tmp_path / 'lrs.db'}"
    return {
        "FIRSTSHIFT_DATABASE_URL": url,
        "FIRSTSHIFT_INSTANCE": str(tmp_path / "instance"),
        "LRS_SECRET": "hush",
    }


@pytest.fixture
def ours(environment: dict[str, str]) -> Iterator[LRS]:
    store = LRS.open(environment["FIRSTSHIFT_DATABASE_URL"])
    store.migrate()
    store.store(encoded([statement()] * 3), Authority.internal("Alder", "https://lrs.example"))
    yield store
    store.close()


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["lrs", "forward", *arguments], env=environment)


def test_a_forward_is_added_and_told_of(
    environment: dict[str, str], ours: LRS, other: LRS, live_server: str, tmp_path: Path
) -> None:
    key, environment["LRS_SECRET"] = other.credentials.issue("other", "x", ("all",))
    added = run(environment, "add", "Alder", live_server, "--key", key)
    assert "number 1" in added.output, added.output
    assert "3 waiting" in run(environment, "status", "Alder").output
    forward_all(ours, SecretFiles(tmp_path / "instance").read)
    assert len(other.since("other", 0)) == 3
    told = run(environment, "status", "Alder").output
    assert "3 statements sent, the last at" in told and "0 waiting" in told
    assert "in use" in run(environment, "list", "Alder").output
    assert run(environment, "pause", "Alder", "1").output == "Paused.\n"
    assert "paused" in run(environment, "list", "Alder").output
    assert run(environment, "resume", "Alder", "1").output == "Resumed.\n"
    assert run(environment, "remove", "Alder", "1").output == "Removed.\n"
    assert run(environment, "list", "Alder").output == "Nowhere.\n"


def test_a_failure_is_told_with_the_time_of_the_next_try(
    environment: dict[str, str], ours: LRS, live_server: str, tmp_path: Path
) -> None:
    run(environment, "add", "Alder", live_server, "--key", "wrong")
    forward_all(ours, SecretFiles(tmp_path / "instance").read)
    told = run(environment, "status", "Alder").output
    assert "in trouble" in told and "answered 401. Tried again at" in told


def test_the_secret_is_for_its_owner_its_address_and_its_key_only(
    environment: dict[str, str], ours: LRS, tmp_path: Path
) -> None:
    run(environment, "add", "Alder", "https://other.example/xapi", "--key", "k")
    folder = tmp_path / "instance" / "forwarding"
    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    database = tmp_path / "lrs.db"
    for part in (database, database.with_name("lrs.db-wal")):
        assert not part.exists() or b"hush" not in part.read_bytes()
    files, place = SecretFiles(tmp_path / "instance"), Place(1, 1)
    assert files.read(place, "https://other.example/xapi", "k") == "hush"
    assert files.read(place, "https://another.example/xapi", "k") is None
    assert files.read(place, "https://other.example/xapi", "other") is None
    run(environment, "remove", "Alder", "1")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "endpoint",
    ["other.example", "ftp://other.example", "http://other.example/xapi", "https://x/?a=b"],
)
def test_an_address_that_is_none_or_open_to_all_is_refused(
    environment: dict[str, str], endpoint: str
) -> None:
    assert run(environment, "add", "Alder", endpoint, "--key", "k").exit_code == 2


def test_an_unknown_number_is_a_sentence(environment: dict[str, str], ours: LRS) -> None:
    assert "no forward of the number 7" in run(environment, "pause", "Alder", "7").output
