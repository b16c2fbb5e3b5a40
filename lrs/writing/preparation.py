"""A request body to statements that only lack the moment at which they are stored.

Everything that needs no database happens here, before any lock is taken: checking,
comparing, indexing, and the splicing of the final bytes. The client's text is kept to
the last digit; only the properties of the LRS are added, a time is given in UTC, and
a lone context activity gets its array. Source: xAPI 1.0.3 Data 2.3, 2.4; IEEE 9274.1.1
section 4.2.4.
"""

import uuid
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct

from lrs import attachments, timestamps
from lrs.attachments import Part, Parts
from lrs.authority import Authority
from lrs.confinement import Confinement
from lrs.errors import BadRequest, InvalidStatement, TooLarge
from lrs.formats import is_uuid
from lrs.guards import Incoming
from lrs.index import WRITER, activities, key, keys, names
from lrs.jsontext import read, read_several
from lrs.model import decode
from lrs.model.activity import Activity
from lrs.model.agent import Authority as AuthorityAgent
from lrs.model.agent import everyone
from lrs.model.context import StatementRef
from lrs.model.rules import VOIDED
from lrs.model.statement import AnyStatement, SubStatement
from lrs.versions import Version

MAX_BATCH = 5_000

_NO_PARTS: Mapping[bytes, Part] = MappingProxyType({})
_Envelope = dict[str, Raw]
_envelope = msgspec.json.Decoder(_Envelope)
_elements = msgspec.json.Decoder(list[Raw])
_agent = msgspec.json.Decoder(AuthorityAgent)
_OURS = frozenset({"id", "stored", "authority", "version", "timestamp"})


class Prepared(Struct, frozen=True, gc=False):
    """One valid statement, ready to be stored.

    incoming: as it came. given: its id as the client spelt it. opening: its final JSON up to (and without) the
    timestamp and the closing brace. digests: of the attachments whose bytes came with it.
    """

    incoming: Incoming
    id: uuid.UUID
    given: str
    opening: bytes
    timestamp: str | None
    keys: frozenset[bytes]
    writer: bytes
    refers_to: uuid.UUID | None
    voiding: bool
    activities: tuple[Activity, ...]
    names: frozenset[tuple[str, str]]
    digests: frozenset[bytes]

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


def batch(body: bytes, writer: Writer, parts: Parts = _NO_PARTS) -> tuple[Prepared, ...]:
    """Return the statements of a POST: one object or an array of them.

    parts: the raw data that came with them. Raises BadRequest or InvalidStatement, which name the
    first statement at fault, and Forbidden for one outside what the writer is kept to.
    """
    prepared = _several(body, writer, parts)
    attachments.refuse_excess(parts, (statement.digests for statement in prepared))
    return prepared


def _several(body: bytes, writer: Writer, parts: Parts) -> tuple[Prepared, ...]:
    raws = _parted(body)
    if raws is None:
        return (_prepare(body, read(body), writer, None, "", parts),)
    if len(raws) > MAX_BATCH:
        raise TooLarge(f"The request holds {len(raws)} statements; {MAX_BATCH} is the most.")
    trees = read_several(body, raws)
    prepared = tuple(
        _prepare(raw, item, writer, None, f" {number} of the batch", parts)
        for number, (raw, item) in enumerate(zip(raws, trees, strict=True), start=1)
    )
    _refuse_repeated_ids(prepared)
    return prepared


def _parted(body: bytes) -> list[Raw] | None:
    """Return the elements of an array, not read yet; None for anything else. Raises BadRequest."""
    if not body.lstrip(b" \t\r\n").startswith(b"["):
        return None
    try:
        return _elements.decode(body)
    except (msgspec.MsgspecError, RecursionError):
        read(body)  # says what is wrong, and where
        raise BadRequest("The body is not a JSON array that can be read.") from None


def single(body: bytes, writer: Writer, statement_id: str, parts: Parts = _NO_PARTS) -> Prepared:
    """Return the statement of a PUT, whose own id, if any, is `statement_id`."""
    if not is_uuid(statement_id):
        raise BadRequest(f"The statementId '{statement_id[:60]}' is not a UUID.")
    tree = read(body)
    if isinstance(tree, list):
        raise BadRequest("PUT stores one statement; POST takes an array.")
    prepared = _prepare(body, tree, writer, statement_id, "", parts)
    attachments.refuse_excess(parts, (prepared.digests,))
    return prepared


def _prepare(
    body: bytes | Raw,
    tree: Any,
    writer: Writer,
    statement_id: str | None,
    place: str,
    parts: Parts,
) -> Prepared:
    try:
        statement = decode.statement(body, tree, writer.version)
        given = _given_id(statement, statement_id)
        digests = attachments.brought(statement, parts)
        _check_signatures(statement, tree, parts, writer.version)
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
        keys=keys(statement, writer.identifiers),
        writer=writer.key,
        refers_to=uuid.UUID(refers_to) if refers_to else None,
        voiding=statement.verb.id == VOIDED,
        activities=activities(statement),
        names=names(statement),
        digests=digests,
    )


def _check_signatures(statement: AnyStatement, tree: Any, parts: Parts, version: Version) -> None:
    for path, attachment in attachments.of(statement):
        if attachment.usageType == attachments.SIGNATURE:
            # Few statements are signed, and the cryptography takes a while to load.
            from lrs.writing import signatures

            part = parts.get(bytes.fromhex(attachment.sha2))
            content = None if part is None else part.content
            signatures.check(path, attachment, content, tree, version)


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
            parts.append(b'"' + name.encode() + b'":' + _with_arrays(name, raw, statement))
    version = writer.version.statement_default if statement.version is UNSET else statement.version
    parts.append(b'"authority":' + writer.agent)
    parts.append(b'"version":"' + version.encode() + b'"')
    return b",".join(parts)


def _with_arrays(name: str, raw: Raw, statement: AnyStatement) -> bytes:
    """Return a property's text, with an array around each lone context activity.

    The context of a SubStatement gets arrays as well. Source: xAPI 1.0.3 Data 2.4.6, "always returned as an
    array".
    """
    if name == "context" and _has_lone_activity(statement.context):
        return _context_with_arrays(raw)
    inner = statement.object
    if name == "object" and isinstance(inner, SubStatement) and _has_lone_activity(inner.context):
        return _replaced(raw, "context", _context_with_arrays)
    return bytes(raw)


def _has_lone_activity(context: Any) -> bool:
    if context is UNSET or context.contextActivities is UNSET:
        return False
    around = context.contextActivities
    kinds = (around.parent, around.grouping, around.category, around.other)
    return any(isinstance(some, Activity) for some in kinds)


def _context_with_arrays(raw: Raw) -> bytes:
    return _replaced(raw, "contextActivities", _arrays)


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
    return None if timestamp is UNSET else timestamps.utc(timestamp)


def _refuse_repeated_ids(prepared: tuple[Prepared, ...]) -> None:
    seen: set[uuid.UUID] = set()
    for statement in prepared:
        if statement.id in seen:
            raise BadRequest(f"Two statements of the batch have the id {statement.id}.")
        seen.add(statement.id)
