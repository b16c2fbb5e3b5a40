"""A record store without the app."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app import lrs_alone, serving
from app.cli import cli
from app.commands.lrs import alone as command
from app.errors import AppError
from app.forwarding import start_forwarding
from app.lrs_alone import make_alone
from app.serving import Listening
from app.settings import Settings, read_settings
from lrs import LRS
from lrs.repeating import Repeating

ORGANISATION = "Alder Valley Trust"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def alone(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """Give the environment of a store over an empty database, of each kind in turn."""
    found = {"FIRSTSHIFT_INSTANCE": str(tmp_path / "instance")}
    if request.param == "postgres":
        found["FIRSTSHIFT_DATABASE_URL"] = request.getfixturevalue("postgres_url")
    return found


@pytest.fixture(autouse=True)
def never_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "port_must_be_free", lambda _listening: None)
    monkeypatch.setattr(command, "run", lambda *_: None)


@pytest.fixture(autouse=True)
def no_thread_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stop what forwards, before its database goes."""
    started: list[Repeating] = []

    def start(lrs: LRS, settings: Settings) -> Repeating:
        started.append(start_forwarding(lrs, settings))
        return started[-1]

    monkeypatch.setattr(lrs_alone, "start_forwarding", start)
    yield
    for thread in started:
        thread.stop()


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["lrs", *arguments], env=environment)


@pytest.mark.enable_socket
def test_a_store_alone_says_where_it_is_and_how_to_get_in(
    alone: dict[str, str], tmp_path: Path
) -> None:
    told = run(alone, "serve", "--port", "8099").output
    assert "http://127.0.0.1:8099/xapi " in told and "http://127.0.0.1:8099/xapi/2.0" in told
    assert "firstshift lrs credentials issue" in told
    issued = run(alone, "credentials", "issue", ORGANISATION, "dashboard").output
    found = re.search(r"Key: +(\S+)\nSecret: (\S+)", issued)
    assert found, issued
    assert "credentials issue" not in run(alone, "serve").output
    assert found[1] in run(alone, "credentials", "list", ORGANISATION).output
    counts = tmp_path / "counts"
    counts.mkdir()
    app = make_alone(read_settings(alone), counts, "http://127.0.0.1:8099")
    answer = app.test_client().get(
        "/xapi/statements", auth=found.groups(), headers={"X-Experience-API-Version": "1.0.3"}
    )
    assert answer.status_code == 200
    app.extensions["lrs"].close()
    run(alone, "credentials", "revoke", found[1])
    assert "credentials issue" in run(alone, "serve").output


def test_the_apps_own_database_is_refused(environment: dict[str, str]) -> None:
    result = run(environment, "serve")
    assert isinstance(result.exception, AppError)
    assert "firstshift serve" in result.exception.sentence


@pytest.mark.enable_socket
def test_a_database_that_is_away_is_a_sentence(alone: dict[str, str]) -> None:
    alone["FIRSTSHIFT_DATABASE_URL"] = "postgresql://nobody:hush@/x?host=/nonexistent"
    result = run(alone, "credentials", "list", ORGANISATION)
    assert isinstance(result.exception, AppError)
    assert "FIRSTSHIFT_DATABASE_URL" in result.exception.sentence
    assert "hush" not in result.exception.sentence


def test_an_unknown_scope_or_key_is_a_sentence(alone: dict[str, str]) -> None:
    scope = run(alone, "credentials", "issue", ORGANISATION, "x", "--scope", "everything")
    assert "Error: A credential has one or more of the scopes" in scope.output
    assert "Error: There is no credential" in run(alone, "credentials", "revoke", "x").output


def test_the_workers_of_a_server_count_in_one_folder_that_goes_with_them(
    alone: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Path] = []

    class Loads:
        def __init__(self, *_: object, **__: object) -> None:
            pass

        def serve(self, target_loader: object, **_: object) -> None:
            assert callable(target_loader)
            told.append(target_loader())

    monkeypatch.setattr(serving, "Server", Loads)

    def make(_settings: object, counts: Path) -> Path:
        assert counts.is_dir()
        return counts

    serving.run(read_settings(alone), Listening("127.0.0.1", 8000), make)  # type: ignore[arg-type]
    assert told and not told[0].exists()
