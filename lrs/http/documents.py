"""The state, activity profile and agent profile resources: one set of actions for all.

Source: xAPI 1.0.3 Communication 2.2, 2.3, 2.6, 2.7; IEEE 9274.1.1 sections 4.1.6.2,
4.1.6.5, 4.1.6.6.
"""

from collections.abc import Callable
from typing import TypeVar

import msgspec
from flask import Response
from msgspec import Struct

from lrs.documents import Document, Documents, Owner, StoredDocument
from lrs.errors import BadRequest, NotFound
from lrs.facade import LRS
from lrs.http import answers, wire
from lrs.http.asked import Asked
from lrs.http.call import Action, Call
from lrs.preconditions import Conditions, Unguarded
from lrs.versions import V2

Given = TypeVar("Given", Document, None)


class DocumentResource(Struct, frozen=True):
    """How one resource differs: its documents, parameters and rights.

    unguarded: what a PUT without If-Match and If-None-Match does in 1.0.3.
    clearable: whether DELETE without an id deletes all.
    """

    documents: Callable[[LRS], Documents]
    owner: frozenset[str]
    id: str
    right: str
    unguarded: Unguarded
    clearable: bool

    def actions(self) -> dict[str, Action]:
        """Return the resource's actions by method."""
        single = self.owner | {self.id}
        return {
            "GET": Action(self.get, single | {"since"}),
            "PUT": Action(self.put, single),
            "POST": Action(self.post, single),
            "DELETE": Action(self.delete, single),
        }

    def get(self, call: Call) -> Response:
        """Give a document, or the ids of all."""
        call.authority.require(f"read {self.right}")
        documents, at = self.documents(call.lrs), self._owner(call)
        organisation, given = call.authority.organisation, call.parameters
        if self.id not in given:
            ids = documents.list(organisation, at, given.get("since"))
            return answers.json(msgspec.json.encode(ids))
        if "since" in given:
            raise BadRequest(f"since lists documents; it does not go with {self.id}.")
        found = documents.get(organisation, at, given[self.id])
        if found is None:
            raise NotFound("There is no such document.")
        return _answer(found)

    def put(self, call: Call) -> Response:
        """Store a document in the place of any other."""
        at, document = self._allowed(call, _document(call))
        self.documents(call.lrs).put(
            call.authority.organisation,
            at,
            call.wanted(self.id),
            document,
            _conditions(call.asked, "creates" if call.version is V2 else self.unguarded),
            call.authority,
        )
        return answers.empty()

    def post(self, call: Call) -> Response:
        """Merge a JSON object into a document."""
        at, document = self._allowed(call, _document(call))
        self.documents(call.lrs).post(
            call.authority.organisation,
            at,
            call.wanted(self.id),
            document,
            _conditions(call.asked),
            call.authority,
        )
        return answers.empty()

    def delete(self, call: Call) -> Response:
        """Delete a document, or all of a context where the resource allows it."""
        at, _ = self._allowed(call, None)
        documents = self.documents(call.lrs)
        if self.clearable and self.id not in call.parameters:
            documents.clear(call.authority.organisation, at)
        else:
            document_id = call.wanted(self.id)
            documents.delete(call.authority.organisation, at, document_id, _conditions(call.asked))
        return answers.empty()

    def _allowed(self, call: Call, new: Given) -> tuple[Owner, Given]:
        """Return whose document may be changed, and the change. Raises Forbidden, and what the
        store's guard refuses with.
        """
        call.authority.require(f"write {self.right}")
        at = self._owner(call)
        kind = self.documents(call.lrs).kind
        call.lrs.guard.document(call.authority, kind, at, call.parameters.get(self.id), new)
        return at, new

    def _owner(self, call: Call) -> Owner:
        """Return what a document belongs to. Raises Forbidden outside a confinement."""
        given, confined = call.parameters, call.authority.confined
        if confined is not None:
            confined.require_agent(given.get("agent"))
            if "registration" in self.owner:
                confined.require_registration(given.get("registration"))
        return Owner(
            activity=given.get("activityId"),
            agent=given.get("agent"),
            registration=given.get("registration"),
        )


def _document(call: Call) -> Document:
    wire.require_length(call.exchange.request)
    return Document(call.asked.read(), call.asked.content_type or "application/octet-stream")


def _conditions(asked: Asked, unguarded: Unguarded = "overwrites") -> Conditions:
    headers = asked.headers
    return Conditions(headers.get("If-Match"), headers.get("If-None-Match"), unguarded)


def _answer(document: StoredDocument) -> Response:
    response = Response(document.content, content_type=document.content_type)
    response.headers["ETag"] = f'"{document.etag}"'
    answers.last_modified(response, document.updated)
    response.headers["Content-Disposition"] = "attachment"
    return response


STATE = DocumentResource(
    documents=lambda lrs: lrs.state,
    owner=frozenset({"activityId", "agent", "registration"}),
    id="stateId",
    right="state",
    unguarded="overwrites",
    clearable=True,
)
ACTIVITY_PROFILE = DocumentResource(
    documents=lambda lrs: lrs.activity_profile,
    owner=frozenset({"activityId"}),
    id="profileId",
    right="profiles",
    unguarded="fails",
    clearable=False,
)
AGENT_PROFILE = DocumentResource(
    documents=lambda lrs: lrs.agent_profile,
    owner=frozenset({"agent"}),
    id="profileId",
    right="profiles",
    unguarded="fails",
    clearable=False,
)
