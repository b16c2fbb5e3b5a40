"""The statements resource.

Source: xAPI 1.0.3 Communication 2.1; IEEE 9274.1.1 section 4.1.6.1.
"""

from collections.abc import Mapping

import msgspec
from flask import Response

from lrs import multipart, timestamps
from lrs.attachments import Part
from lrs.errors import BadRequest, NotFound
from lrs.http import answers, bodies, coding, parameters
from lrs.http.call import Action, Call
from lrs.reading import consistency
from lrs.reading.found import Page
from lrs.reading.query import StatementQuery, View
from lrs.reading.representation import FORMATS, Format
from lrs.writing.storing import Receipt

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
    body, parts = bodies.statements(call.asked)
    version = call.version.name
    receipt = call.lrs.receive(body, call.authority, version, statement_id, parts)
    _complete(call, receipt)
    return answers.empty()


def post(call: Call) -> Response:
    """Store one statement or several; answer with their ids in order."""
    body, parts = bodies.statements(call.asked)
    receipt = call.lrs.receive(body, call.authority, call.version.name, parts=parts)
    _complete(call, receipt)
    return answers.json(msgspec.json.encode(receipt.ids))


def get(call: Call) -> Response:
    """Give one statement, a page of those that match, or the next page."""
    call.authority.require("read own statements")
    given = call.parameters
    call.exchange.through = call.lrs.consistent_through(call.authority.organisation)
    if "more" in given:
        if len(given) > 1:
            raise BadRequest("The parameter more stands alone.")
        return _page(call, call.lrs.more(given["more"], _view(call)))
    if _SINGLE & given.keys():
        return _single(call)
    return _page(call, call.lrs.find(_query(call)))


def _single(call: Call) -> Response:
    given = call.parameters
    if len(_SINGLE & given.keys()) > 1 or given.keys() - _SINGLE - _SHAPE:
        raise BadRequest("statementId or voidedStatementId goes with format and attachments only.")
    voided = "voidedStatementId" in given
    statement_id = given["voidedStatementId" if voided else "statementId"]
    attachments = parameters.boolean(given, "attachments")
    found = call.lrs.statement(
        _view(call),
        statement_id,
        voided=voided,
        format=_format(given),
        attachments=attachments,
    )
    if found is None:
        kind = "voided statement" if voided else "statement"
        raise NotFound(f"There is no {kind} with the id {statement_id}.")
    response = _answer(call, found.body, found.parts if attachments else None)
    answers.last_modified(response, found.stored)
    return response


def _page(call: Call, page: Page) -> Response:
    call.exchange.through = page.through
    asked = call.exchange.request
    more = f"{asked.script_root}{asked.path}?more={page.more}" if page.more else ""
    body = b'{"statements":[' + b",".join(page.statements) + b'],"more":"' + more.encode() + b'"}'
    response = _answer(call, body, page.parts)
    if page.stored is not None:
        answers.last_modified(response, page.stored)
    return response


def _answer(call: Call, body: bytes, parts: tuple[Part, ...] | None) -> Response:
    """Return JSON, or with parts (also with none of them, where they were asked for) multipart/mixed."""
    if parts is None:
        response = answers.json(body)
    else:
        content_type, whole = multipart.write(body, parts)
        response = Response(whole, content_type=content_type)
    response.vary.add("Accept-Language")
    return coding.compress(response, call.asked.headers.get("Accept-Encoding"))


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
        attachments=parameters.boolean(given, "attachments"),
        languages=view.languages,
        written_by=view.written_by,
        within=view.within,
    )


def _view(call: Call) -> View:
    everything = call.authority.may("read all statements")
    return View(
        organisation=call.authority.organisation,
        languages=call.asked.languages,
        written_by=None if everything else call.authority.credential_id,
        within=call.authority.confined,
    )


def _format(given: Mapping[str, str]) -> Format:
    name = given.get("format", "exact")
    if name not in FORMATS:
        raise BadRequest(f"The parameter format is one of {', '.join(FORMATS)}.")
    return name


def _complete(call: Call, receipt: Receipt) -> None:
    call.exchange.through = timestamps.text(max(receipt.stored, consistency.at_least()))


RESOURCE = {
    "GET": Action(get, _FILTERS | _SINGLE | _SHAPE | {"more"}),
    "PUT": Action(put, frozenset({"statementId"})),
    "POST": Action(post),
}
