"""Credentials on the command line: checked without a server, and the keys that sign them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from joserfc.jwk import RSAKey

from app.cli import cli
from app.evidence.jws import MAX_CHARS
from tests.app.actors import Actor
from tests.app.evidence.earned import certificate, keys_of, passes, token_of
from tests.app.evidence.forging import claims, signed
from tests.app.trust import Trust

KEY = RSAKey.generate_key(2048)


def run(environment: dict[str, str], *arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["credentials", *map(str, arguments)], env=environment)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    file = tmp_path / "jwks.json"
    file.write_text(json.dumps({"keys": [KEY.as_dict(private=False)]}))
    return file


def test_what_the_server_gave_out_is_valid_by_the_keys_that_it_published(
    environment: dict[str, str], app: Flask, as_learner: Actor, trust: Trust, tmp_path: Path
) -> None:
    passes(app, trust)
    file, jwks = tmp_path / "a.jwt", tmp_path / "own.json"
    file.write_text(token_of(as_learner, certificate(app, as_learner)))
    published = run(environment, "keys")
    jwks.write_text(published.stdout)
    assert json.loads(published.stdout)["keys"] == keys_of(as_learner)
    done = run(environment, "verify", file, "--keys", jwks)
    assert done.exit_code == 0
    assert done.stdout == (
        f"{file}: valid: Welcome: UK and NHS culture, version 1.2, to Dr Ngozi Eze,"
        " by Alder Valley Trust, 12 March 2026.\n"
    )
    assert "signs from now on" in run(environment, "new-key").output
    assert len(json.loads(run(environment, "keys").stdout)["keys"]) == 2
    assert run(environment, "verify", file, "--keys", jwks).exit_code == 0


@pytest.mark.parametrize(
    ("token", "status", "words"),
    [
        (
            signed(claims(), RSAKey.generate_key(2048)),
            1,
            "not genuine. The signature is not one of",
        ),
        (signed(claims(exp=1775001600, validUntil="2026-04-01T00:00:00Z"), KEY), 1, "expired."),
        ("hello", 2, "cannot be read. It is no signed credential"),
        ("x" * (MAX_CHARS + 1), 2, "longer than any credential"),
        (signed(claims(name="A\x1b[31m\nvalid"), KEY), 0, "valid: A[31m valid, version 1.0"),
    ],
)
def test_each_answer_is_one_line_and_a_status(
    environment: dict[str, str], keys: Path, tmp_path: Path, token: str, status: int, words: str
) -> None:
    file = tmp_path / "brought"
    file.write_text(token)
    done = run(environment, "verify", file, "--keys", keys)
    assert (done.exit_code, done.stdout.count("\n")) == (status, 1)
    assert words in done.stdout and "\x1b" not in done.stdout


def test_the_issuer_can_be_asked_for(
    environment: dict[str, str], keys: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.jwt"
    file.write_text(signed(claims(), KEY))
    ask = ("verify", file, "--keys", keys, "--issuer")
    assert run(environment, *ask, "https://other.example").exit_code == 0
    assert run(environment, *ask, "https://third.example").exit_code == 1
    assert run(environment, *ask, "third").exit_code == 2


def test_files_that_are_not_there_or_hold_no_keys_are_told(
    environment: dict[str, str], keys: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.jwt"
    assert run(environment, "verify", file, "--keys", keys).exit_code == 2
    file.write_text("hello")
    done = run(environment, "verify", file, "--keys", file)
    assert done.exit_code == 2 and "holds no public keys" in done.output
