"""The statements resource.

Source: xAPI 1.0.3 Communication 2.1; IEEE 9274.1.1 section 4.1.6.1.
"""

from collections.abc import Mapping

import msgspec
from flask import Response, request

from lrs import consistency, timestamps
from lrs.errors import BadRequest, NotFound
from lrs.http import answers, bodies, parameters
from lrs.http.call import Action, Call
from lrs.queries import Page, StatementQuery, View
from lrs.representation import FORMATS, Format
from lrs.statements import Receipt

_FILTERS = frozenset(
    {
        "agent",
        "verb",
        "activity",
        "registration",
        "related_activities",
        "related_agents",
        "since",
        "until",
        "limit",
        "ascending",
    }
)
_SINGLE = frozenset({"statementId", "voidedStatementId"})
_SHAPE = frozenset({"format", "attachments"})


def put(call: Call) -> Response:
    """Store one statement under the id that the client gives."""
    statement_id = call.wanted("statementId")
    receipt = call.lrs.receive(bodies.json(), call.authority, call.version.name, statement_id)
    _complete(receipt)
    return Response(status=204)


def post(call: Call) -> Response:
    """Store one statement or several; answer with their ids in order."""
    receipt = call.lrs.receive(bodies.json(), call.authority, call.version.name)
    _complete(receipt)
    return answers.json(msgspec.json.encode(receipt.ids))


def get(call: Call) -> Response:
    """Give one statement, a page of those that match, or the next page."""
    call.authority.require("read own statements")
    given = call.parameters
    answers.complete_through(call.lrs.consistent_through(call.authority.organisation))
    if "more" in given:
        if len(given) > 1:
            raise BadRequest("The parameter more stands alone.")
        return _page(call.lrs.more(given["more"], _view(call)))
    if parameters.boolean(given, "attachments"):
        raise BadRequest("This version gives no attachments: leave attachments out.")
    if _SINGLE & given.keys():
        return _single(call)
    return _page(call.lrs.find(_query(call)))


def _single(call: Call) -> Response:
    given = call.parameters
    if len(_SINGLE & given.keys()) > 1 or given.keys() - _SINGLE - _SHAPE:
        raise BadRequest("statementId or voidedStatementId goes with format only.")
    voided = "voidedStatementId" in given
    statement_id = given["voidedStatementId" if voided else "statementId"]
    found = call.lrs.statement(_view(call), statement_id, voided=voided, format=_format(given))
    if found is None:
        kind = "voided statement" if voided else "statement"
        raise NotFound(f"There is no {kind} with the id {statement_id}.")
    response = answers.json(found.body)
    answers.last_modified(response, found.stored)
    return response


def _page(page: Page) -> Response:
    answers.complete_through(page.through)
    more = f"{request.script_root}{request.path}?more={page.more}" if page.more else ""
    body = b'{"statements":[' + b",".join(page.statements) + b'],"more":"' + more.encode() + b'"}'
    response = answers.json(body)
    response.headers["Vary"] = "Accept-Language"
    if page.stored is not None:
        answers.last_modified(response, page.stored)
    return response


def _query(call: Call) -> StatementQuery:
    given, view = call.parameters, _view(call)
    return StatementQuery(
        organisation=view.organisation,
        verb=given.get("verb"),
        activity=given.get("activity"),
        agent=given.get("agent"),
        registration=given.get("registration"),
        since=given.get("since"),
        until=given.get("until"),
        limit=parameters.whole_number(given, "limit"),
        ascending=parameters.boolean(given, "ascending"),
        related_activities=parameters.boolean(given, "related_activities"),
        related_agents=parameters.boolean(given, "related_agents"),
        format=_format(given),
        languages=view.languages,
        written_by=view.written_by,
        within=view.within,
    )


def _view(call: Call) -> View:
    everything = call.authority.may("read all statements")
    return View(
        organisation=call.authority.organisation,
        languages=tuple(tag for tag, quality in request.accept_languages if quality > 0),
        written_by=None if everything else call.authority.credential_id,
        within=call.authority.confined,
    )


def _format(given: Mapping[str, str]) -> Format:
    name = given.get("format", "exact")
    if name not in FORMATS:
        raise BadRequest(f"The parameter format is one of {', '.join(FORMATS)}.")
    return name


def _complete(receipt: Receipt) -> None:
    answers.complete_through(timestamps.text(max(receipt.stored, consistency.at_least())))


RESOURCE = {
    "GET": Action(get, _FILTERS | _SINGLE | _SHAPE | {"more"}),
    "PUT": Action(put, frozenset({"statementId"})),
    "POST": Action(post),
}
