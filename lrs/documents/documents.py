"""Documents: states and profiles, kept as the bytes and the media type that came in.

The three resources differ in what a document belongs to and in nothing else, so each is
one `Resource`. Source: xAPI 1.0.3 Communication 2.2, 2.3, 2.6, 2.7, 3.1; IEEE 9274.1.1
sections 4.1.4, 4.1.6.2, 4.1.6.5, 4.1.6.6.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from lrs import timestamps
from lrs.agents import agent_identifier, agent_json
from lrs.authority import Authority
from lrs.documents.document import Document, Owner, Resource, StoredDocument, context_key
from lrs.documents.merging import is_json, merged, require_object
from lrs.documents.place import Place, stored
from lrs.errors import BadRequest
from lrs.formats import is_iri, is_media_type, is_plain, is_uuid
from lrs.index import AGENT, key
from lrs.preconditions import UNCONDITIONAL, Conditions
from lrs.store import documents as rows
from lrs.store.engine import Database
from lrs.store.organisations import Organisations
from lrs.writing.allowance import Volume, spend


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
            return stored(rows.find(connection, number, context, document_key))

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
        writer: Authority | None = None,
    ) -> None:
        """Store a document in the place of any other. Raises PreconditionFailed, Conflict.

        writer: whoever has an allowance that it is taken from (`allowance.spend`); None for nobody.
        """
        _check_type(document)
        with self._writing(organisation, owner, document_id, writer, document) as place:
            conditions.check_put(place.etag)
            place.write(document_id, document)

    def post(
        self,
        organisation: str,
        owner: Owner,
        document_id: str,
        document: Document,
        conditions: Conditions = UNCONDITIONAL,
        writer: Authority | None = None,
    ) -> None:
        """Merge the top level of a JSON object into a stored one; store it if there is none.

        writer: as in `put`. Raises PreconditionFailed, and BadRequest unless both are JSON objects.
        """
        _check_type(document)
        if is_json(document.content_type):
            require_object(document.content, "posted")
        with self._writing(organisation, owner, document_id, writer, document) as place:
            conditions.check(place.etag)
            before = place.found
            place.write(document_id, merged(before, document) if before else document)

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
        with self._database.writing(shares=True) as connection:
            # A merge that has read a document would bring it back after it was cleared.
            self._database.lock_document(connection, context)
            rows.clear(connection, number, context)

    @contextmanager
    def _writing(
        self,
        organisation: str,
        owner: Owner,
        document_id: str,
        writer: Authority | None = None,
        new: Document | None = None,
    ) -> Iterator[Place]:
        context, document_key = self._context(owner), _document_key(document_id)
        number = self._known.number(organisation)
        with self._database.writing(shares=True) as connection:
            if writer is not None and new is not None:
                spend(connection, writer, Volume(0, len(new.content)))
            self._database.lock_document(connection, context)
            yield Place(connection, number, context, document_key, self._owned_by(owner))

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
        return context_key(self._resource, activity, agent, registration)

    def _owned_by(self, owner: Owner) -> dict[str, object]:
        """Return the columns that tell in clear what documents belong to."""
        agent = owner.agent if self._resource.agent else None
        return {
            "resource": self._resource.name,
            "activity": owner.activity if self._resource.activity else None,
            "agent": None if agent is None else agent_json(agent),
            "agent_key": None if agent is None else key(AGENT, agent_identifier(agent)),
            "registration": owner.registration if self._resource.registration else None,
        }


def _document_key(document_id: str) -> bytes:
    if not document_id or not is_plain(document_id):
        raise BadRequest("A document's id is not empty and has no control characters.")
    return key(b"document", document_id)


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
