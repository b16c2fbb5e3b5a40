"""Documents: states and profiles, kept as the bytes and the media type that came in.

The three resources differ in what a document belongs to and in nothing else, so each is
one `Resource`. Source: xAPI 1.0.3 Communication 2.2, 2.3, 2.6, 2.7, 3.1; IEEE 9274.1.1
sections 4.1.4, 4.1.6.2, 4.1.6.5, 4.1.6.6.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha1

import msgspec
from msgspec import Raw, Struct
from sqlalchemy import Connection

from lrs import timestamps
from lrs.agents import AgentText, agent_identifier
from lrs.errors import BadRequest
from lrs.formats import is_iri, is_media_type, is_plain, is_uuid
from lrs.index import key
from lrs.jsontext import read
from lrs.preconditions import UNCONDITIONAL, Conditions
from lrs.store import documents as rows
from lrs.store.engine import Database
from lrs.store.organisations import Organisations

_object = msgspec.json.Decoder(dict[str, Raw])


class Resource(Struct, frozen=True):
    """A kind of document: its name, and what its documents belong to."""

    name: str
    activity: bool = False
    agent: bool = False
    registration: bool = False


STATE = Resource("state", activity=True, agent=True, registration=True)
ACTIVITY_PROFILE = Resource("activity profile", activity=True)
AGENT_PROFILE = Resource("agent profile", agent=True)


class Owner(Struct, frozen=True, kw_only=True):
    """What documents belong to: activity IRI, Agent (JSON or dict), registration UUID."""

    activity: str | None = None
    agent: AgentText | None = None
    registration: str | None = None


class Document(Struct, frozen=True):
    """A document's bytes and its media type."""

    content: bytes
    content_type: str = "application/octet-stream"


class StoredDocument(Struct, frozen=True):
    """A document as it is stored: `etag` without quotes, `updated` in microseconds."""

    content: bytes
    content_type: str
    etag: str
    updated: int


class Documents:
    """The documents of one resource. Each method raises BadRequest for a bad owner or id."""

    def __init__(self, database: Database, known: Organisations, resource: Resource) -> None:
        self._database = database
        self._known = known
        self._resource = resource

    @property
    def kind(self) -> str:
        """The name of the resource: "state", "activity profile" or "agent profile"."""
        return self._resource.name

    def get(self, organisation: str, owner: Owner, document_id: str) -> StoredDocument | None:
        """Return a document, or None where there is none."""
        context, document_key = self._context(owner), _document_key(document_id)
        with self._database.reading() as connection:
            number = self._known.find(connection, organisation)
            if number is None:
                return None
            return _stored(rows.find(connection, number, context, document_key))

    def list(self, organisation: str, owner: Owner, since: str | None = None) -> tuple[str, ...]:
        """Return the ids of an owner's documents, changed after `since` if that is given.

        Without a registration only the states without one are meant.
        """
        context, after = self._context(owner), _moment(since)
        with self._database.reading() as connection:
            number = self._known.find(connection, organisation)
            return () if number is None else rows.ids(connection, number, context, after)

    def put(
        self,
        organisation: str,
        owner: Owner,
        document_id: str,
        document: Document,
        conditions: Conditions = UNCONDITIONAL,
    ) -> None:
        """Store a document in the place of any other. Raises PreconditionFailed, Conflict."""
        _check_type(document)
        with self._writing(organisation, owner, document_id) as place:
            conditions.check_put(place.etag)
            place.write(document_id, document)

    def post(
        self,
        organisation: str,
        owner: Owner,
        document_id: str,
        document: Document,
        conditions: Conditions = UNCONDITIONAL,
    ) -> None:
        """Merge the top level of a JSON object into a stored one; store it if there is none.

        Raises PreconditionFailed, and BadRequest unless both are JSON objects.
        """
        _check_type(document)
        if _is_json(document.content_type):
            _require_object(document.content, "posted")
        with self._writing(organisation, owner, document_id) as place:
            conditions.check(place.etag)
            before = place.found
            place.write(document_id, _merged(before, document) if before else document)

    def delete(
        self,
        organisation: str,
        owner: Owner,
        document_id: str,
        conditions: Conditions = UNCONDITIONAL,
    ) -> None:
        """Delete a document; nothing happens where there is none. Raises PreconditionFailed."""
        with self._writing(organisation, owner, document_id) as place:
            conditions.check(place.etag)
            place.delete()

    def clear(self, organisation: str, owner: Owner) -> None:
        """Delete every document of an owner; without registration those without one."""
        context = self._context(owner)
        number = self._known.number(organisation)
        with self._database.writing() as connection:
            rows.clear(connection, number, context)

    @contextmanager
    def _writing(self, organisation: str, owner: Owner, document_id: str) -> Iterator["_Place"]:
        context, document_key = self._context(owner), _document_key(document_id)
        number = self._known.number(organisation)
        with self._database.writing() as connection:
            self._database.lock_document(connection, context)
            yield _Place(connection, number, context, document_key)

    def _context(self, owner: Owner) -> bytes:
        """Return the digest of what documents belong to; check that nothing is missing."""
        name = self._resource.name
        activity, agent, registration = owner.activity, "", owner.registration
        if self._resource.activity and (activity is None or not is_iri(activity)):
            raise BadRequest(f"A {name} needs activityId, an IRI with a scheme.")
        if self._resource.agent:
            if owner.agent is None:
                raise BadRequest(f"A {name} needs agent, an Agent as JSON.")
            agent = agent_identifier(owner.agent)
        if registration is not None and not is_uuid(registration):
            raise BadRequest("The parameter registration is not a UUID.")
        return key(name.encode(), activity or "", agent, (registration or "").lower())


class _Place:
    """Where one document lies, in a writing transaction."""

    def __init__(self, connection: Connection, number: int, context: bytes, key: bytes) -> None:
        self._at = (connection, number, context, key)
        self.found = _stored(rows.find(*self._at))
        self.etag = self.found.etag if self.found else None

    def write(self, document_id: str, document: Document) -> None:
        rows.write(
            *self._at,
            {
                "id": document_id,
                "content_type": document.content_type,
                "content": document.content,
                "etag": sha1(document.content, usedforsecurity=False).hexdigest(),
                "updated": timestamps.now(),
            },
        )

    def delete(self) -> None:
        rows.delete(*self._at)


def _stored(row: rows.Row | None) -> StoredDocument | None:
    if row is None:
        return None
    return StoredDocument(row["content"], row["content_type"], row["etag"], row["updated"])


def _document_key(document_id: str) -> bytes:
    if not document_id or not is_plain(document_id):
        raise BadRequest("A document's id is not empty and has no control characters.")
    return key(b"document", document_id)


def _merged(before: StoredDocument, document: Document) -> Document:
    if not (_is_json(before.content_type) and _is_json(document.content_type)):
        raise BadRequest("Only application/json merges: PUT replaces a document of another type.")
    _require_object(before.content, "stored")
    parts = _object.decode(before.content) | _object.decode(document.content)
    return Document(msgspec.json.encode(parts), before.content_type)


def _require_object(content: bytes, which: str) -> None:
    if not isinstance(read(content), dict):
        raise BadRequest(f"The {which} document is not a JSON object, so it cannot be merged.")


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"


def _check_type(document: Document) -> None:
    if not is_media_type(document.content_type):
        raise BadRequest("The Content-Type is not a media type such as application/json.")


def _moment(since: str | None) -> int | None:
    if since is None:
        return None
    try:
        return timestamps.parse(since)
    except ValueError as error:
        raise BadRequest(f"The parameter since is not valid: {error}.") from None
