"""Erasing a person and purging, from the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import cli
from lrs import LRS, Authority
from tests.app.trust import Trust
from tests.lrs.samples import encoded, statement

ADA = json.dumps(statement()["actor"])


@pytest.fixture
def alone(tmp_path: Path) -> dict[str, str]:
    return {
        "FIRSTSHIFT_DATABASE_URL": f"sqlite:///{tmp_path / 'lrs.db'}",
        "FIRSTSHIFT_INSTANCE": str(tmp_path),
    }


@pytest.fixture
def filled(alone: dict[str, str]) -> Iterator[LRS]:
    """Give a store alone with three statements of Ada's, of which one only mentions her."""
    store = LRS.open(alone["FIRSTSHIFT_DATABASE_URL"])
    store.migrate()
    bob = {"mbox": "mailto:bob@example.com"}
    said = [statement(), statement(), statement(actor=bob, context={"instructor": json.loads(ADA)})]
    store.store(encoded(said), Authority.internal("Alder", "https://lrs.example"))
    yield store
    store.close()


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["lrs", *arguments], env=environment)


@pytest.mark.parametrize(
    "who", [("--agent", ADA), ("--mbox", "ada@example.com"), ("--mbox", "mailto:ada@example.com")]
)
def test_an_erasure_is_said_first_and_done_on_demand(
    alone: dict[str, str], filled: LRS, who: tuple[str, ...]
) -> None:
    said = run(alone, "erase-person", "Alder", *who)
    assert "2 statements of which they are actor or object" in said.output
    assert "1 statement only with them as instructor" in said.output
    assert "stay, unless --mentioned" in said.output
    assert "Nothing was erased" in said.output
    assert len(filled.since("Alder", 0)) == 3
    done = run(alone, "erase-person", "Alder", *who, "--yes")
    assert "Erased: 2 statements" in done.output
    assert len(filled.since("Alder", 0)) == 1
    assert "records rebuild" not in done.output
    assert (
        "Erased: 1 statement"
        in run(alone, "erase-person", "Alder", *who, "--mentioned", "--yes").output
    )


def test_a_person_of_the_app_is_erased_by_its_organisations_name(
    environment: dict[str, str], trust: Trust
) -> None:
    done = run(
        environment, "erase-person", trust.name, "--account", "https://x.example", "1", "--yes"
    )
    assert "firstshift records rebuild" in done.output
    assert (
        "no organisation" in run(environment, "erase-person", "Nowhere", "--mbox", "a@b.c").output
    )


def test_a_wrong_agent_is_a_sentence(alone: dict[str, str], filled: LRS) -> None:
    assert "Say who it is" in run(alone, "erase-person", "Alder").output
    assert (
        "Error: The parameter agent" in run(alone, "erase-person", "Alder", "--agent", "x").output
    )


def test_a_purge_is_said_first_and_done_on_demand(alone: dict[str, str], filled: LRS) -> None:
    verb = f"verb={statement()['verb']['id']}"
    assert "3 statements to delete" in run(alone, "purge", "Alder", "--before", "2999-01-01").output
    excepted = run(alone, "purge", "Alder", "--before", "2999-01-01", "--except", verb, "--yes")
    assert "3 statements stay as excepted" in excepted.output
    assert len(filled.since("Alder", 0)) == 3
    done = run(alone, "purge", "Alder", "--before", "2999-01-01", "--yes")
    assert "Deleted: 3 statements" in done.output
    assert filled.since("Alder", 0) == ()


def test_an_exception_of_no_known_kind_is_refused(alone: dict[str, str], filled: LRS) -> None:
    told = run(alone, "purge", "Alder", "--before", "2999-01-01", "--except", "colour=red", "--yes")
    assert "give verb=" in told.output
    assert len(filled.since("Alder", 0)) == 3
