"""Statements of another system in a file: read whatever its form, looked through, stored whole or not at all."""

import gzip
import json
import uuid
from typing import Any

import pytest

from lrs import LRS, StatementQuery
from lrs.authority import Authority
from lrs.transfer import plain
from lrs.transfer.lines import TransferError
from lrs.transfer.plain import Fault

ORGANISATION = "alder"


def made(**changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "actor": {"mbox": "mailto:a@alder.example"},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/passed"},
        "object": {"id": "https://lms.example/7"},
        "timestamp": "2026-03-12T10:00:00Z",
    }
    return found | changes


def authority(lrs: LRS) -> Authority:
    return plain.authority_of_file(ORGANISATION, lrs.home_page, "file: LMS")


def look(lrs: LRS, text: str) -> plain.File:
    return plain.look_through(lrs, authority(lrs), text.encode())


TWO = [made(), made()]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (json.dumps(TWO), 2),
        (json.dumps(TWO, indent=2), 2),
        (json.dumps(TWO[0]), 1),
        (json.dumps(TWO[0], indent=2), 1),
        (json.dumps({"statements": TWO, "more": ""}), 2),
        (json.dumps({"statements": TWO, "more": ""}, indent=1), 2),
        ("\n".join(json.dumps(each) for each in TWO), 2),
        ("\ufeff" + "\r\n\r\n".join(json.dumps(each) for each in TWO) + "\r\n", 2),
    ],
    ids=[
        "array",
        "array, in lines",
        "one",
        "one, in lines",
        "result",
        "result, in lines",
        "lines",
        "lines of Windows",
    ],
)
def test_every_form_of_a_file_is_read(lrs: LRS, text: str, number: int) -> None:
    file = look(lrs, text)
    assert (file.statements, file.new, file.faults) == (number, number, ())
    assert plain.store(lrs, authority(lrs), file) == number
    assert look(lrs, text).new == 0
    assert plain.store(lrs, authority(lrs), file) == 0


def test_each_fault_is_named_by_number_and_place(lrs: LRS) -> None:
    twice = made()
    lrs.store(json.dumps(there := made()).encode(), authority(lrs))
    void = {"objectType": "StatementRef", "id": there["id"]}
    file = look(
        lrs,
        json.dumps(
            [
                twice,
                made(actor={"mbox": "a@alder.example"}),
                made(id=None),
                {key: value for key, value in made().items() if key != "id"},
                {key: value for key, value in made().items() if key != "timestamp"},
                made(verb={"id": "http://adlnet.gov/expapi/verbs/voided"}, object=void),
                twice,
                there | {"result": {"success": True}},
                7,
            ]
        ),
    )
    assert [(each.number, each.path) for each in file.faults] == [
        (2, "$.actor.mbox"),
        (3, "$.id"),
        (4, "$.id"),
        (5, "$.timestamp"),
        (6, "$.verb.id"),
        (7, "$.id"),
        (8, "$.id"),
        (9, "$"),
    ]
    assert file.faults[5].sentence == "Statement 1 has the same id."
    assert all(each.sentence.endswith(".") and each.sentence[0].isupper() for each in file.faults)
    assert file.new == 1


@pytest.mark.parametrize("text", ["[[]]", '{"statements": [[]]}', "[[[]]]", "[7]", "[null]"])
def test_what_is_no_object_is_no_statement(lrs: LRS, text: str) -> None:
    (fault,) = look(lrs, text).faults
    assert (fault.number, fault.path) == (1, "$") and "begins with {" in fault.sentence


def test_a_batch_within_the_file_is_no_statement(lrs: LRS) -> None:
    file = look(lrs, json.dumps([made(), [made()]]))
    assert [(each.number, each.path) for each in file.faults] == [(2, "$")]


def test_a_file_of_both_versions_is_stored_together(lrs: LRS) -> None:
    newer = made(version="2.0.0", context={"contextAgents": [_agent()]})
    file = look(lrs, json.dumps([made(version="1.0.3"), newer]))
    assert file.faults == () and plain.store(lrs, authority(lrs), file) == 2


def _agent() -> dict[str, Any]:
    return {"objectType": "contextAgent", "agent": {"mbox": "mailto:b@alder.example"}}


def test_an_attachment_whose_bytes_are_elsewhere_is_told(lrs: LRS) -> None:
    attachment = {
        "usageType": "https://lms.example/paper",
        "display": {"en": "Paper"},
        "contentType": "text/plain",
        "length": 3,
        "sha2": "0" * 64,
    }
    (fault,) = look(lrs, json.dumps(made(attachments=[attachment]))).faults
    assert fault.number == 1 and "attachments" in fault.path


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "it has to begin with"),
        ("[]", "There is no statement in this file."),
        ('{"statements": []}', "There is no statement in this file."),
        ("{} x\n{}", "JSON"),
        (json.dumps(made()) + "\n" + json.dumps(made()) + "\n{", "Line 3: "),
    ],
)
def test_what_holds_no_statements_is_refused(lrs: LRS, text: str, sentence: str) -> None:
    with pytest.raises(TransferError, match=".*") as refused:
        look(lrs, text)
    assert sentence in refused.value.message


def test_too_many_are_refused(lrs: LRS, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "MAX_BATCH", 1)
    with pytest.raises(TransferError, match="2 statements; 1 is the most"):
        look(lrs, json.dumps(TWO))


def test_a_bomb_is_unpacked_to_its_bound_only(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = gzip.compress(b" " * 10_000)
    assert plain.unpacked(packed) == b" " * 10_000
    with pytest.raises(TransferError, match="ends in its middle"):
        plain.unpacked(packed[:-9])
    monkeypatch.setattr(plain, "MAX_BYTES", 9_999)
    for content in (packed, b" " * 10_000):
        with pytest.raises(TransferError, match="too large"):
            plain.unpacked(content)


def test_a_file_voids_nothing_and_defines_nothing(lrs: LRS) -> None:
    right = authority(lrs)
    assert not right.may("void statements") and not right.may("define activities")
    lrs.store(json.dumps(made()).encode(), right)
    (kept,) = lrs.find(StatementQuery(organisation=ORGANISATION)).statements
    assert json.loads(kept)["authority"]["account"]["name"] == "file: LMS"


def test_a_fault_without_a_place_is_the_statements_own() -> None:
    assert plain._fault(3, "the statement is odd.") == Fault(3, "$", "The statement is odd.")
