"""A file of statements from elsewhere: looked through, kept for an hour, stored whole or not at all."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditLine
from app.cli import cli
from app.database import Database
from app.elsewhere import importing
from app.importing.models import ImportWaiting
from course.vocabulary import Verb
from lrs import StatementQuery
from tests.app.actors import Actor
from tests.app.databases import BOTH
from tests.app.elsewhere.telling import account, key_of, send, told
from tests.app.record_keys.test_keys import lrs_of
from tests.app.supervision.telling import statement
from tests.app.trust import Trust
from tests.support.html import words_of

PAGE = "/statements-from-elsewhere/import"


def upload(actor: Actor, content: bytes, label: str = "Totara of Alder Valley") -> Any:
    data = {
        "csrf_token": actor.token(),
        "label": label,
        "file": (io.BytesIO(content), "picture.png"),
    }
    return actor.post(PAGE, data=data)


def stored(app: Flask, trust: Trust) -> list[dict[str, Any]]:
    page = lrs_of(app).find(StatementQuery(organisation=str(trust.organisation)))
    return [json.loads(each) for each in page.statements]


def mine(trust: Trust, **changes: Any) -> dict[str, Any]:
    return told({"mbox": f"mailto:{trust.email('learner')}"}, **changes)


@BOTH
def test_a_file_is_checked_first_and_then_stored_with_where_it_came_from(
    app: Flask, database: Database, as_lms_administrator: Actor, as_learner: Actor, trust: Trust
) -> None:
    made = [mine(trust), told(account("4711"))]
    answer = upload(as_lms_administrator, json.dumps(made).encode())
    assert answer.status_code == 303, answer.text
    place = answer.headers["Location"]
    shown = words_of(as_lms_administrator.get(place).text)
    assert "2 statements from “Totara of Alder Valley”: 2 new, 0 stored already" in shown
    assert "2 accounts<" in shown and "known as people" not in shown  # who looks after the LMS
    assert stored(app, trust) == []
    assert as_lms_administrator.send(place).status_code == 303
    assert "2 statements from “Totara of Alder Valley” are stored anew" in words_of(
        as_lms_administrator.get(place).text
    )
    assert as_lms_administrator.send(place).status_code == 303
    kept = stored(app, trust)
    assert len(kept) == 2
    assert {each["authority"]["account"]["name"] for each in kept} == {
        "file: Totara of Alder Valley"
    }
    page = words_of(as_learner.get("/record").text)
    assert (
        "Recorded by an administrator of Alder Valley Trust, from a file of “Totara of Alder Valley”"
        in page
    )
    with database.read() as session:
        (line,) = session.scalars(select(AuditLine).filter_by(act="statements.imported"))
        assert line.words == "2 in the file, 2 of them new"
        assert session.scalars(select(ImportWaiting)).one().done is not None


def test_the_same_file_again_stores_nothing(
    app: Flask, as_administrator: Actor, trust: Trust
) -> None:
    content = gzip.compress(json.dumps(mine(trust)).encode())
    for word in ("1 new", "0 new"):
        place = upload(as_administrator, content).headers["Location"]
        assert word in as_administrator.get(place).text
        assert "1 account: 1 known as people of Alder Valley Trust<" in words_of(
            as_administrator.get(place).text
        )
        as_administrator.send(place)
    assert len(stored(app, trust)) == 1


def test_each_bad_statement_is_named_and_nothing_is_stored(
    app: Flask, as_administrator: Actor, trust: Trust
) -> None:
    there = mine(trust)
    send(app, key_of(as_administrator), there)
    void = {"objectType": "StatementRef", "id": there["id"]}
    bad = [
        mine(trust),
        mine(trust, result={"score": {"scaled": 7}}),
        mine(trust, verb={"id": Verb.VOIDED}, object=void),
        there | {"result": {"success": False}},
        {key: value for key, value in mine(trust).items() if key != "timestamp"},
    ]
    answer = upload(as_administrator, json.dumps(bad).encode())
    page = words_of(answer.text)
    assert answer.status_code == 400
    assert "4 of 5 statements cannot be taken. Nothing was stored." in page
    for number, path in ((2, "$.result.score"), (3, "$.verb.id"), (4, "$.id"), (5, "$.timestamp")):
        assert f'>Statement {number}</th> <td role="cell">' in page
        assert f'<code class="app-break">{path}' in page
    assert len(stored(app, trust)) == 1


def test_what_changed_between_the_check_and_the_import_stops_it(
    app: Flask, as_administrator: Actor, trust: Trust
) -> None:
    made = mine(trust)
    place = upload(as_administrator, json.dumps([mine(trust), made]).encode()).headers["Location"]
    send(app, key_of(as_administrator), made | {"result": {"success": False}})
    as_administrator.send(place)
    answer = as_administrator.get(place)
    assert answer.status_code == 409 and "Another statement is stored under this id" in answer.text
    assert len(stored(app, trust)) == 1


def test_a_pass_in_a_file_makes_no_certificate(
    app: Flask, as_administrator: Actor, as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    """Even one that says it is ours, about the doctor's own account here and in the right context."""
    forged = statement(trust)
    place = upload(as_administrator, json.dumps(forged).encode()).headers["Location"]
    as_administrator.send(place)
    page = words_of(as_learner.get("/record").text)
    assert "You have passed 0 of" in page and "There is none yet." in page
    assert "Modules of First Shift, told by other systems" in page
    doctor = f"/supervision/{trust.members['learner']}"
    assert as_supervisor.get(f"{doctor}/statements/{forged['id']}").status_code == 404
    assert as_supervisor.get(f"{doctor}/elsewhere/{forged['id']}").status_code == 200


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n", "no text in UTF-8"),
        (b"name,email\n", "it has to begin with { or ["),
        (b"[]", "There is no statement in this file."),
        (b'[{"a": 1}', "JSON"),
        (b"\x1f\x8bnonsense", "This gzip file is damaged."),
        (b'{"kind":"header","format":1}\n{"kind":"end"}\n', "firstshift lrs import"),
    ],
)
def test_what_is_no_file_of_statements_is_told_by_its_content(
    as_administrator: Actor, content: bytes, sentence: str
) -> None:
    answer = upload(as_administrator, content)
    assert answer.status_code == 400 and sentence in words_of(answer.text)


def test_a_file_needs_a_name_and_a_content(as_administrator: Actor) -> None:
    assert "Enter where they come from" in upload(as_administrator, b"[]", " ").text
    answer = as_administrator.send(PAGE, label="Totara")
    assert answer.status_code == 400 and "Choose a file." in answer.text


@BOTH
def test_two_imports_of_one_file_at_once_count_it_once(
    app: Flask,
    database: Database,
    as_administrator: Actor,
    trust: Trust,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = upload(as_administrator, json.dumps(mine(trust)).encode()).headers["Location"]
    alone = importing.carry_out

    def meanwhile(*given: Any) -> None:
        alone(*given)
        monkeypatch.setattr(importing, "carry_out", alone)
        assert as_administrator.send(place).status_code == 303

    monkeypatch.setattr(importing, "carry_out", meanwhile)
    assert as_administrator.send(place).status_code == 303
    assert "1 statement from “Totara of Alder Valley” is stored anew" in words_of(
        as_administrator.get(place).text
    )
    with database.read() as session:
        lines = session.scalars(select(AuditLine).where(AuditLine.act.startswith("statements.")))
        assert [(each.act, each.words) for each in lines.all()] == [
            ("statements.begun", "1 in the file, 1 of them new"),
            ("statements.imported", "1 in the file, 1 of them new"),
        ]


def test_an_import_whose_process_ends_halfway_is_written_down_and_goes_on(
    app: Flask,
    database: Database,
    as_administrator: Actor,
    trust: Trust,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = upload(as_administrator, json.dumps(mine(trust)).encode()).headers["Location"]
    with monkeypatch.context() as broken:
        alone = importing.carry_out

        def end(*given: Any) -> None:
            alone(*given)
            raise SystemExit

        broken.setattr(importing, "carry_out", end)
        with pytest.raises(SystemExit):
            as_administrator.send(place)
    assert len(stored(app, trust)) == 1
    acts = select(AuditLine.act).where(AuditLine.act.startswith("statements."))
    with database.read() as session:
        assert session.scalars(acts).all() == ["statements.begun"]
    assert as_administrator.send(place).status_code == 303
    assert "is stored anew" in words_of(as_administrator.get(place).text)
    with database.read() as session:
        assert session.scalars(acts).all() == ["statements.begun", "statements.imported"]


def test_a_file_of_people_waits_on_beside_one_of_statements(
    as_administrator: Actor, trust: Trust
) -> None:
    people = b"name,email,role\nNia Owen,nia@alder.example,learner\n"
    sent = {"csrf_token": as_administrator.token(), "file": (io.BytesIO(people), "people.csv")}
    place = as_administrator.post("/people/import", data=sent).headers["Location"]
    assert as_administrator.get(place).status_code == 200
    assert upload(as_administrator, json.dumps(mine(trust)).encode()).status_code == 303
    assert as_administrator.get(place).status_code == 200


def test_a_plain_file_may_be_as_large_as_the_page_says(
    as_administrator: Actor, trust: Trust
) -> None:
    padding = {"https://totara.alder.example/notes": "x" * 2_500_000}
    large = mine(trust, result={"success": True, "extensions": padding})
    taken = upload(as_administrator, json.dumps(large).encode())
    assert taken.status_code == 303
    answer = upload(as_administrator, b"[" + b" " * 8_500_000)
    assert answer.status_code == 400
    assert "This file is too large: 8 MB at most, unpacked." in words_of(answer.text)
    assert 'value="Totara of Alder Valley"' in answer.text
    for each in (taken, answer):
        each.request.input_stream.close()  # of this size a file on disk


def test_a_waiting_file_is_its_senders_and_of_its_kind(
    as_administrator: Actor, as_lms_administrator: Actor, trust: Trust
) -> None:
    place = upload(as_administrator, json.dumps(mine(trust)).encode()).headers["Location"]
    key = place.rpartition("/")[2]
    assert as_lms_administrator.get(place).status_code == 404
    assert as_lms_administrator.send(place).status_code == 404
    assert as_administrator.get(f"/people/import/{key}").status_code == 404
    assert as_administrator.send(f"/people/import/{key}").status_code == 404


def run(environment: dict[str, str], *arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["lrs", "take-in", *map(str, arguments)], env=environment)


def test_the_command_does_the_same(
    app: Flask,
    environment: dict[str, str],
    as_learner: Actor,
    trust: Trust,
    tmp_path: Path,
) -> None:
    file = tmp_path / "statements.jsonl.gz"
    lines = b"\n".join(json.dumps(each).encode() for each in (mine(trust), mine(trust)))
    file.write_bytes(gzip.compress(lines))
    into = (file, "--into", trust.name, "--from", "Totara")
    checked = run(environment, *into, "--check")
    assert checked.output == "Fine: 2 statements, 2 of them new.\n", checked.output
    assert stored(app, trust) == []
    assert run(environment, *into).output == "Stored: 2 new of 2 statements.\n"
    assert run(environment, *into).output == "Stored: 0 new of 2 statements.\n"
    assert "from a file of “Totara”" in words_of(as_learner.get("/record").text)
    file.write_text(json.dumps([mine(trust), mine(trust, id=7)]))
    wrong = run(environment, *into)
    assert wrong.exit_code == 1
    assert "Statement 2, $.id: " in wrong.output
    assert "1 statement of 2 cannot be taken in." in wrong.output
    assert len(stored(app, trust)) == 2
