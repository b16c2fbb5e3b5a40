"""Commands for accounts, keys, statements and settings."""

import re
import uuid

from click.testing import CliRunner, Result
from flask import Flask

from app.cli import cli
from app.database import Database, now
from app.records.models import OutboxStatement
from app.services import KEY
from tests.app.actors import Actor
from tests.app.supervision.telling import statement, store
from tests.app.trust import Trust

LINK = re.compile(r"https://firstshift.example(/welcome/[\w-]{43})")


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), env=environment)


def test_a_locked_out_administrator_gets_back_in(
    environment: dict[str, str], client: Actor, trust: Trust
) -> None:
    result = run(environment, "people", "add-administrator", "Ada@Example.org", "Ada Berg")
    found = LINK.search(result.output)
    assert found, result.output
    client.send(found[1], password="nine green lanterns")
    assert client.get("/").headers["Location"] == "/organisations"
    assert LINK.search(run(environment, "people", "link", "ada@example.org").output)


def test_a_link_for_nobody_is_refused(environment: dict[str, str], trust: Trust) -> None:
    result = run(environment, "people", "link", "nobody@example.org")
    assert result.exit_code == 1
    assert "Nobody here has" in result.output


def test_a_key_of_the_record_store_works_until_it_is_revoked(
    environment: dict[str, str], app: Flask, trust: Trust
) -> None:
    result = run(environment, "lrs", "credentials", "issue", trust.name, "dashboard")
    found = re.search(r"Key: +(\S+)\nSecret: (\S+)", result.output)
    assert found, result.output
    key, secret = found.groups()

    def status() -> int:
        headers = {"X-Experience-API-Version": "1.0.3"}
        client = app.test_client()
        return client.get("/xapi/statements", auth=(key, secret), headers=headers).status_code

    assert status() == 200
    listed = run(environment, "lrs", "credentials", "list", trust.name).output
    assert key in listed
    assert "dashboard" in listed
    assert secret not in listed
    assert run(environment, "lrs", "credentials", "revoke", key).exit_code == 0
    assert status() == 401


def test_a_key_for_no_organisation_is_refused(environment: dict[str, str], trust: Trust) -> None:
    result = run(environment, "lrs", "credentials", "issue", "Nowhere", "x")
    assert result.exit_code == 1
    assert "no organisation of the name Nowhere" in result.output


def test_the_status_tells_what_waits_and_what_was_refused(
    environment: dict[str, str], database: Database, trust: Trust
) -> None:
    with database.write() as session:
        for refused in ("", "", "The verb is no IRI."):
            session.add(
                OutboxStatement(
                    statement_id=uuid.uuid4(),
                    organisation_id=trust.organisation,
                    body=b"{}",
                    made=now(),
                    refused=refused,
                )
            )
    result = run(environment, "records", "status")
    assert "Waiting: 2. Refused: 1." in result.output
    assert "The verb is no IRI." in result.output


def test_the_settings_are_printed_with_their_values(environment: dict[str, str]) -> None:
    result = run({**environment, "FIRSTSHIFT_SIGN_IN_HOURS": "9"}, "settings")
    assert "FIRSTSHIFT_SIGN_IN_HOURS = 9" in result.output


def test_a_statement_comes_back_from_the_embedded_record_store(app: Flask) -> None:
    assert app.extensions[KEY].embedded_lrs is not None
    about = app.test_client().get("/xapi/about")
    assert about.status_code == 200
    assert "1.0.3" in about.get_data(as_text=True)


def test_what_supervisors_see_can_be_built_again(
    environment: dict[str, str], app: Flask, trust: Trust
) -> None:
    store(app, trust.organisation, statement(trust))
    for _ in range(2):
        result = run(environment, "records", "rebuild")
        assert result.output == "Done: 1 registration in modules.\n"


def test_all_sign_ins_of_a_person_or_of_everybody_are_ended(
    environment: dict[str, str], as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    result = run(environment, "people", "sign-out", trust.email("learner"))
    assert "1 sign-in" in result.output
    assert as_learner.get("/account").status_code == 302
    assert as_supervisor.get("/account").status_code == 200
    assert run(environment, "people", "sign-out").exit_code == 2
    assert run(environment, "people", "sign-out", "nobody@alder.example").exit_code == 1
    assert "1 sign-in" in run(environment, "people", "sign-out", "--everybody").output
    assert as_supervisor.get("/account").status_code == 302
