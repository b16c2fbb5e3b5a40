"""A request body to statements that only lack the moment at which they are stored.

Everything that needs no database happens here, before any lock is taken: checking,
comparing, indexing, and the splicing of the final bytes. The client's text is kept to
the last digit; only the properties of the LRS are added, a time is given in UTC, and
a lone context activity gets its array. Source: xAPI 1.0.3 Data 2.3, 2.4; IEEE 9274.1.1
section 4.2.4.
"""

import uuid
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct

from lrs import timestamps
from lrs.authority import Authority
from lrs.comparison import fingerprint
from lrs.confinement import Confinement
from lrs.errors import BadRequest, InvalidStatement, TooLarge
from lrs.formats import is_uuid
from lrs.guards import Incoming
from lrs.index import WRITER, activities, key, keys, names
from lrs.jsontext import read
from lrs.model import decode
from lrs.model.activity import Activity
from lrs.model.agent import Authority as AuthorityAgent
from lrs.model.agent import everyone
from lrs.model.context import StatementRef
from lrs.model.statement import VOIDED, AnyStatement, SubStatement
from lrs.versions import Version

MAX_BATCH = 5_000

_Envelope = dict[str, Raw]
_envelope = msgspec.json.Decoder(_Envelope)
_elements = msgspec.json.Decoder(list[Raw])
_agent = msgspec.json.Decoder(AuthorityAgent)
_OURS = frozenset({"id", "stored", "authority", "version", "timestamp"})


class Prepared(Struct, frozen=True):
    """One valid statement, ready to be stored.

    incoming: as it came. given: its id as the client spelt it. opening: its final JSON up to (and without) the
    timestamp and the closing brace.
    """

    incoming: Incoming
    id: uuid.UUID
    given: str
    opening: bytes
    timestamp: str | None
    fingerprint: bytes
    keys: frozenset[bytes]
    writer: bytes
    refers_to: uuid.UUID | None
    voiding: bool
    activities: tuple[Activity, ...]
    names: frozenset[tuple[str, str]]

    def body(self, stored: str) -> bytes:
        """Return the statement's final bytes once the moment of storing is known."""
        timestamp = self.timestamp or stored
        return self.opening + f',"timestamp":"{timestamp}","stored":"{stored}"}}'.encode()


class Writer(Struct, frozen=True):
    """What an authority adds to each of its statements, and what it is kept to."""

    agent: bytes
    identifiers: tuple[str, ...]
    key: bytes
    version: Version
    confined: Confinement | None = None

    @classmethod
    def of(cls, authority: Authority, version: Version) -> "Writer":
        """Return the parts that every statement of one request shares."""
        agent = authority.agent_json()
        found = _agent.decode(agent)
        writer = key(WRITER, authority.credential_id)
        return cls(agent, everyone(found), writer, version, authority.confined)


def batch(body: bytes, writer: Writer) -> tuple[Prepared, ...]:
    """Return the statements of a POST: one object or an array of them.

    Raises BadRequest or InvalidStatement, which name the first statement at fault, and
    Forbidden for one outside what the writer is kept to.
    """
    tree = read(body)
    if not isinstance(tree, list):
        return (_prepare(body, tree, writer, None, ""),)
    if len(tree) > MAX_BATCH:
        raise TooLarge(f"The request holds {len(tree)} statements; {MAX_BATCH} is the most.")
    raws = _elements.decode(body)
    prepared = tuple(
        _prepare(raw, item, writer, None, f" {number} of the batch")
        for number, (raw, item) in enumerate(zip(raws, tree, strict=True), start=1)
    )
    _refuse_repeated_ids(prepared)
    return prepared


def single(body: bytes, writer: Writer, statement_id: str) -> Prepared:
    """Return the statement of a PUT, whose own id, if any, is `statement_id`."""
    if not is_uuid(statement_id):
        raise BadRequest(f"The statementId '{statement_id[:60]}' is not a UUID.")
    tree = read(body)
    if isinstance(tree, list):
        raise BadRequest("PUT stores one statement; POST takes an array.")
    return _prepare(body, tree, writer, statement_id, "")


def _prepare(
    body: bytes | Raw, tree: Any, writer: Writer, statement_id: str | None, place: str
) -> Prepared:
    try:
        statement = decode.statement(body, tree, writer.version)
        _require_no_bytes(statement)
        given = _given_id(statement, statement_id)
    except InvalidStatement as error:
        raise InvalidStatement(f"Statement{place} is not valid: {error.message}.") from None
    if writer.confined is not None:
        writer.confined.require_statement(statement)
    refers_to = statement.object.id if isinstance(statement.object, StatementRef) else None
    sent_id = statement_id if statement.id is UNSET else statement.id
    return Prepared(
        incoming=Incoming(sent_id, bytes(body)),
        id=uuid.UUID(given),
        given=given,
        opening=_opening(body, given, statement, writer),
        timestamp=_utc(statement.timestamp),
        fingerprint=fingerprint(tree),
        keys=keys(statement, writer.identifiers),
        writer=writer.key,
        refers_to=uuid.UUID(refers_to) if refers_to else None,
        voiding=statement.verb.id == VOIDED,
        activities=activities(statement),
        names=names(statement),
    )


def _given_id(statement: AnyStatement, statement_id: str | None) -> str:
    own = None if statement.id is UNSET else statement.id
    if statement_id and own and own.lower() != statement_id.lower():
        raise InvalidStatement(f"its id {own} is not the statementId {statement_id}")
    # Clients refuse other versions of UUID than 4 in the answer to their POST.
    return own or statement_id or str(uuid.uuid4())


def _opening(body: bytes | Raw, given: str, statement: AnyStatement, writer: Writer) -> bytes:
    envelope = _envelope.decode(body)
    parts = [b'{"id":"' + given.encode() + b'"']
    for name, raw in envelope.items():
        if name not in _OURS:
            text = _with_arrays(name, raw, isinstance(statement.object, SubStatement))
            parts.append(b'"' + name.encode() + b'":' + text)
    version = writer.version.statement_default if statement.version is UNSET else statement.version
    parts.append(b'"authority":' + writer.agent)
    parts.append(b'"version":"' + version.encode() + b'"')
    return b",".join(parts)


def _with_arrays(name: str, raw: Raw, nested: bool) -> bytes:
    """Return a property's text, with an array around each lone context activity.

    nested: whether the object is a SubStatement, whose context gets arrays as well.
    Source: xAPI 1.0.3 Data 2.4.6, "always returned as an array".
    """
    if name == "context":
        return _replaced(raw, "contextActivities", _arrays)
    if name == "object" and nested:
        return _replaced(raw, "context", lambda inner: _with_arrays("context", inner, False))
    return bytes(raw)


def _replaced(raw: Raw, name: str, change: Callable[[Raw], bytes]) -> bytes:
    """Return an object's text with one of its properties changed, if it is there."""
    parts = _envelope.decode(raw)
    if name not in parts:
        return bytes(raw)
    return msgspec.json.encode(parts | {name: Raw(change(parts[name]))})


def _arrays(raw: Raw) -> bytes:
    kinds = {kind: bytes(value) for kind, value in _envelope.decode(raw).items()}
    return msgspec.json.encode(
        {kind: Raw(v if v.startswith(b"[") else b"[" + v + b"]") for kind, v in kinds.items()}
    )


def _utc(timestamp: Any) -> str | None:
    """Return a timestamp in UTC (IEEE 9274.1.1, 4.2.7), or None where there is none."""
    return None if timestamp is UNSET else timestamps.text(timestamps.parse(timestamp))


def _require_no_bytes(statement: AnyStatement) -> None:
    inner = getattr(statement.object, "attachments", UNSET)
    for some in (statement.attachments, inner):
        for attachment in () if some is UNSET else some:
            if attachment.fileUrl is UNSET:
                raise InvalidStatement(
                    "an attachment without fileUrl needs its bytes, "
                    "which this version does not accept"
                )


def _refuse_repeated_ids(prepared: tuple[Prepared, ...]) -> None:
    seen: set[uuid.UUID] = set()
    for statement in prepared:
        if statement.id in seen:
            raise BadRequest(f"Two statements of the batch have the id {statement.id}.")
        seen.add(statement.id)
