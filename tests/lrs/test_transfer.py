"""Exports and imports: whole, to the last byte, gone on with, and never half."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from lrs import LRS, Authority, Document, Owner, StatementQuery, View
from lrs.transfer.exporting import export
from lrs.transfer.importing import Imported, fill
from lrs.transfer.lines import BadLine, TransferError
from lrs.transfer.reading import Export
from tests.lrs.rows import index_rows
from tests.lrs.samples import attachment, encoded, part, statement

ADA = {"mbox": "mailto:ada@example.com", "name": "Ada"}
BOB = {"mbox": "mailto:bob@example.com"}
VOIDED = {"id": "http://adlnet.gov/expapi/verbs/voided"}
ODD = b'{"actor":{"mbox":"mailto:ada@example.com"},\n "verb":{"id":"https://v.example/x"},"object":{"id":"https://a.example/\xc3\xa9"},"result":{"score":{"raw":1.0000000000000000001}}}'


@pytest.fixture
def filled(lrs: LRS, authority: Authority) -> Authority:
    """Store something of each kind: voided, signed for by a key, with bytes, of 2.0, with line ends."""
    voided = str(uuid.uuid4())
    for bytes_ in (b"one", b"\r\n\x00two"):
        said = statement(actor=ADA, attachments=[attachment(bytes_)] * 2)
        lrs.store(encoded(said), authority, parts=[part(bytes_)])
    lrs.store(
        encoded(
            [
                statement(id=voided),
                statement(verb=VOIDED, object={"objectType": "StatementRef", "id": voided}),
            ]
        ),
        authority,
    )
    lrs.store(ODD, authority)
    newer = statement(context={"contextAgents": [{"objectType": "contextAgent", "agent": ADA}]})
    lrs.store(encoded(newer), authority, "2.0.0")
    lrs.credentials.issue(authority.organisation, "other", ("all",))
    (credential,) = lrs.credentials.list(authority.organisation)
    said = statement(actor=ADA, attachments=[attachment(b"one")])
    lrs.store(encoded(said), lrs.authority(credential), parts=[part(b"one")])
    owner = Owner(activity="https://a.example", agent=ADA, registration=str(uuid.uuid4()))
    lrs.state.put(authority.organisation, owner, "bookmark", Document(b"\x003"))
    lrs.activity_profile.put(
        authority.organisation, owner, "p", Document(b"{}", "application/json")
    )
    return authority


def written(lrs: LRS, authority: Authority, file: Path) -> Path:
    export(lrs, authority.organisation, file, "Alder", documents=True)
    return file


def bodies(lrs: LRS, organisation: str) -> list[bytes]:
    return [row.body for row in lrs.since(organisation, 0)]


def stripped(body: bytes) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(body)
    return {name: value for name, value in said.items() if name not in ("stored", "authority")}


def attached(lrs: LRS, organisation: str) -> set[bytes]:
    page = lrs.find(StatementQuery(organisation=organisation, attachments=True))
    return {one.content for one in page.parts or ()}


def test_a_faithful_import_gives_back_every_byte(
    lrs: LRS, filled: Authority, tmp_path: Path, database_url: str
) -> None:
    file = written(lrs, filled, tmp_path / "alder.jsonl")
    done = fill(lrs, "copy", Export(file), faithful=True)
    assert done == Imported(new=7, documents=2)
    assert bodies(lrs, "copy") == bodies(lrs, filled.organisation)
    assert attached(lrs, "copy") == {b"one", b"\r\n\x00two"}
    query = {"ascending": True, "agent": ADA}
    original = lrs.find(StatementQuery(organisation=filled.organisation, **query))  # type: ignore[arg-type]
    assert lrs.find(StatementQuery(organisation="copy", **query)).statements == original.statements  # type: ignore[arg-type]
    engine = create_engine(database_url)
    with engine.connect() as connection:
        for table, columns in (
            ("lrs_voided", "1"),
            ("lrs_attachment_use", "digest"),
        ):
            counts = connection.execute(
                text(f"SELECT count({columns}) FROM {table} GROUP BY organisation")
            ).scalars()
            assert len(set(counts)) == 1, table
    engine.dispose()
    seqs = {row.seq for row in lrs.since("copy", 0)}
    index = index_rows(database_url)
    assert len([seq for _, seq, _ in index if seq in seqs]) * 2 == len(index)
    # What is stored from now on is later than all that came.
    lrs.store(encoded(statement()), Authority.internal("copy", "https://lrs.example"))
    stored = [row.stored for row in lrs.since("copy", 0)]
    assert stored == sorted(set(stored))


def test_another_import_keeps_ids_and_timestamps(
    lrs: LRS, filled: Authority, tmp_path: Path
) -> None:
    file = written(lrs, filled, tmp_path / "alder.jsonl")
    assert fill(lrs, "copy", Export(file)) == Imported(new=7, documents=2)
    ours, theirs = bodies(lrs, filled.organisation), bodies(lrs, "copy")
    assert [stripped(one) for one in theirs] == [stripped(one) for one in ours]
    assert theirs != ours
    assert attached(lrs, "copy") == {b"one", b"\r\n\x00two"}
    view = View(organisation="copy")
    (voided,) = [
        one
        for one in ours
        if lrs.statement(View(organisation=filled.organisation), json.loads(one)["id"]) is None
    ]
    assert lrs.statement(view, json.loads(voided)["id"]) is None


@pytest.mark.parametrize("faithful", [False, True])
def test_an_import_done_again_changes_nothing(
    lrs: LRS, filled: Authority, tmp_path: Path, faithful: bool
) -> None:
    file = Export(written(lrs, filled, tmp_path / "alder.jsonl"))
    fill(lrs, "copy", file, faithful=faithful)
    before = bodies(lrs, "copy")
    assert fill(lrs, "copy", file, faithful=faithful) == Imported(new=0, documents=0, kept=2)
    assert bodies(lrs, "copy") == before


@pytest.mark.parametrize("faithful", [False, True])
def test_what_was_voided_by_somebody_who_was_erased_stays_hidden(
    lrs: LRS, authority: Authority, tmp_path: Path, faithful: bool
) -> None:
    voided = str(uuid.uuid4())
    ref = {"objectType": "StatementRef", "id": voided}
    lrs.store(encoded(statement(id=voided, actor=BOB)), authority)
    lrs.store(encoded(statement(actor=ADA, verb=VOIDED, object=ref)), authority)
    lrs.upkeep.forget_person(authority.organisation, (ADA,))
    file = Export(written(lrs, authority, tmp_path / "alder.jsonl"))
    fill(lrs, "copy", file, faithful=faithful)
    assert lrs.statement(View(organisation="copy"), voided) is None
    assert lrs.statement(View(organisation="copy"), voided, voided=True) is not None
    # Another store cannot be told, so it does not get the statement.
    assert file.hidden_by_nobody() == {2}
    assert list(file.batches(file.hidden_by_nobody())) == []


def test_an_export_goes_on_wherever_it_stopped(lrs: LRS, filled: Authority, tmp_path: Path) -> None:
    whole = written(lrs, filled, tmp_path / "whole.jsonl").read_bytes()
    header = whole.index(b"\n")
    for length in range(0, len(whole), 97):
        file = tmp_path / f"{length}.jsonl"
        file.write_bytes(whole[:length])
        again = written(lrs, filled, file).read_bytes()
        # The time of the header is that of the beginning.
        assert again[again.index(b"\n") :] == whole[header:], length


def test_a_whole_export_and_another_organisations_are_left_alone(
    lrs: LRS, filled: Authority, tmp_path: Path
) -> None:
    file = written(lrs, filled, tmp_path / "alder.jsonl")
    with pytest.raises(TransferError, match="whole export already"):
        written(lrs, filled, file)
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(TransferError, match="an export of Alder"):
        export(lrs, filled.organisation, file, "Birch", documents=False)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (lambda lines: lines[:-1], "Run the same export again"),
        (lambda lines: [*lines[:2], b"{\n", *lines[3:]], "Line 3: it cannot be read"),
        (lambda lines: lines[1:], "Line 1: it is not the header"),
        (lambda lines: [*lines[:3], *lines[4:]], "does not hold as much"),
        (lambda lines: [*lines, lines[-1]], "after the end"),
        (lambda lines: [lines[0], *lines], "Line 2: it is a second header"),
        (lambda lines: [each.replace(b'"b25l"', b'"b25m"') for each in lines], "its SHA-2"),
        (lambda lines: [each.replace(b"mailto:", b"post:") for each in lines], "not valid"),
        (lambda lines: [lines[0].replace(b":1", b":9"), *lines[1:]], "format 9 is not known"),
        (lambda _: [], "Line 1: "),
    ],
)
def test_nothing_is_stored_from_a_file_with_a_bad_line(
    lrs: LRS, filled: Authority, tmp_path: Path, broken: Any, says: str
) -> None:
    file = written(lrs, filled, tmp_path / "alder.jsonl")
    file.write_bytes(b"".join(broken(file.read_bytes().splitlines(keepends=True))))
    with pytest.raises(BadLine, match=says):
        fill(lrs, "copy", Export(file))
    assert lrs.since("copy", 0) == ()


def test_a_line_that_is_refused_is_named_and_the_others_are_stored(
    lrs: LRS, filled: Authority, tmp_path: Path
) -> None:
    file = written(lrs, filled, tmp_path / "alder.jsonl")
    one = json.loads(bodies(lrs, filled.organisation)[-1])["id"]
    lrs.store(
        encoded(statement(id=one, actor={"mbox": "mailto:x@y.z"})),
        Authority.internal("copy", "https://lrs.example"),
    )
    done = fill(lrs, "copy", Export(file))
    (refused,) = done.refused
    assert one in refused.message
    assert one.encode() in file.read_bytes().splitlines()[refused.line - 1]
    assert done.new == 6


def test_a_faithful_import_needs_an_organisation_with_nothing_later(
    lrs: LRS, filled: Authority, tmp_path: Path
) -> None:
    file = written(lrs, filled, tmp_path / "alder.jsonl")
    lrs.store(encoded(statement()), Authority.internal("copy", "https://lrs.example"))
    done = fill(lrs, "copy", Export(file), faithful=True)
    assert done.new == 0
    assert "stored later" in done.refused[0].message


def test_an_organisation_without_anything_has_an_export_too(lrs: LRS, tmp_path: Path) -> None:
    file = tmp_path / "empty.jsonl"
    export(lrs, "nobody", file, "Nobody", documents=True)
    assert fill(lrs, "copy", Export(file)) == Imported()
