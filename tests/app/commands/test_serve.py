"""Starting the server: what it refuses, and the way in that it prints."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app import serving
from app.accounts.models import Person
from app.accounts.passwords import hash_of_nobody
from app.cli import cli
from app.commands import serve as command
from app.database import Database
from app.errors import AppError, StartError
from app.first_administrator import link_for_first_administrator
from app.services import KEY
from app.serving import Listening, is_loopback, port_must_be_free
from app.settings import Settings, read_settings
from tests.app.actors import Actor


def run(arguments: list[str], environment: dict[str, str]) -> Result:
    return CliRunner().invoke(cli, arguments, env=environment)


def sentence(result: Result) -> str:
    assert isinstance(result.exception, AppError), result.output
    return result.exception.sentence


@pytest.fixture
def never_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("the server must not listen")

    monkeypatch.setattr(command, "run", fail)


@pytest.mark.usefixtures("never_listens")
@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "example.org"])  # noqa: S104
def test_a_demonstration_is_refused_where_others_can_reach_it(
    environment: dict[str, str], host: str
) -> None:
    result = run(["serve", "--demo", "--host", host], environment)
    assert "on this machine only" in sentence(result)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_loopback_is_known(host: str) -> None:
    assert is_loopback(host)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield int(taken.getsockname()[1])


@pytest.mark.enable_socket
def test_a_taken_port_is_refused_with_another_to_try(taken_port: int) -> None:
    with pytest.raises(StartError, match=f"Port {taken_port} is taken.*--port {taken_port + 1}"):
        port_must_be_free(Listening("127.0.0.1", taken_port))


@pytest.mark.usefixtures("never_listens")
@pytest.mark.enable_socket
def test_an_unreachable_database_is_a_sentence(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "look_at_assets", lambda: None)
    monkeypatch.setattr(serving, "look_at_course", lambda _settings: None)
    monkeypatch.setattr(command, "port_must_be_free", lambda _listening: None)
    environment["FIRSTSHIFT_DATABASE_URL"] = "postgresql://nobody:hush@/x?host=/nonexistent"
    told = sentence(run(["serve"], environment))
    assert "The database does not answer" in told
    assert "hush" not in told


@pytest.mark.usefixtures("never_listens")
def test_a_folder_without_modules_is_refused(
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    monkeypatch.setattr(serving, "look_at_assets", lambda: None)
    monkeypatch.setattr(command, "port_must_be_free", lambda _listening: None)
    environment["FIRSTSHIFT_MODULES"] = str(tmp_path_factory.mktemp("modules"))
    assert "No module can be served" in sentence(run(["serve"], environment))


def test_no_request_is_written_to_a_log(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Addresses of launches and invitations hold keys."""
    told: dict[str, object] = {}

    class Noted:
        def __init__(self, _: str, **choices: object) -> None:
            told.update(choices)

        def serve(self, **_: object) -> None:
            pass

    monkeypatch.setattr(serving, "Server", Noted)
    serving.run(settings, Listening("127.0.0.1", 8000))
    assert told["log_access"] is False


def test_an_instance_that_cannot_be_made_is_a_sentence(environment: dict[str, str]) -> None:
    environment["FIRSTSHIFT_INSTANCE"] = "/dev/null/instance"
    assert "FIRSTSHIFT_INSTANCE" in sentence(run(["db", "upgrade"], environment))


def test_the_first_administrator_gets_a_new_link_until_it_is_used(
    database: Database, client: Actor
) -> None:
    first, second = (
        link_for_first_administrator(database, "http://localhost", 72) for _ in range(2)
    )
    assert re.fullmatch(r"http://localhost/welcome/[\w-]{43}", second)
    assert first != second
    path = second.removeprefix("http://localhost")
    assert client.send(path, password="nine green lanterns").status_code == 302
    assert client.get("/").headers["Location"] == "/organisations"
    assert link_for_first_administrator(database, "http://localhost", 72) == ""


def test_no_first_start_knows_a_password(database: Database) -> None:
    link_for_first_administrator(database, "http://localhost", 72)
    with database.read() as session:
        assert [person.password_hash for person in session.query(Person)] == [""]


@pytest.mark.parametrize(
    ("database", "said", "cores", "expected"),
    [
        ("sqlite:///x.sqlite", "4", 8, 1),
        ("postgresql://localhost/x", "0", 2, 2),
        ("postgresql://localhost/x", "0", 16, serving.MOST_WORKERS),
        ("postgresql://localhost/x", "6", 2, 6),
    ],
)
def test_how_many_processes_serve(
    monkeypatch: pytest.MonkeyPatch, database: str, said: str, cores: int, expected: int
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    settings = read_settings({"FIRSTSHIFT_DATABASE_URL": database, "FIRSTSHIFT_PROCESSES": said})
    assert serving.processes(settings) == expected


def test_what_is_compared_for_nobody_is_there_before_a_server_listens(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts = ("start_sender", "start_postman", "start_score_sender", "start_forwarding")
    for name in ("write_log", *starts):
        monkeypatch.setattr(serving, name, lambda *_: None)
    hash_of_nobody.cache_clear()
    parts = serving.make_app(settings, tmp_path).extensions[KEY]
    assert hash_of_nobody.cache_info().currsize == 1
    parts.database.close()
    parts.embedded_lrs.close()
