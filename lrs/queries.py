"""Finding statements: by filters, by id, and in the order of storing for harvesters.

Source: xAPI 1.0.3 Communication 2.1.3; IEEE 9274.1.1 section 4.1.6.1.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from lrs import consistency, formats, index, timestamps
from lrs.activities import definitions
from lrs.agents import AgentText, identifier
from lrs.confinement import Confinement
from lrs.errors import BadRequest
from lrs.model import decode
from lrs.paging import MAX_PAGE, Place, place, token
from lrs.representation import Format, canonical, ids
from lrs.store import search
from lrs.store import statements as rows
from lrs.store.engine import Database
from lrs.store.organisations import Organisations


class StatementQuery(Struct, frozen=True, kw_only=True):
    """The filters of the statements resource, in its words; all of them must match.

    since (exclusive) and until (inclusive): timestamps, of `stored`. limit: 0 for the
    most that a page holds. languages: for `canonical`, most wanted first. written_by:
    the id of the only credential whose statements may be seen. within: the only agent and
    registration whose statements may be.
    """

    organisation: str
    verb: str | None = None
    activity: str | None = None
    agent: AgentText | None = None
    registration: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = 0
    ascending: bool = False
    related_activities: bool = False
    related_agents: bool = False
    format: Format = "exact"
    languages: tuple[str, ...] = ()
    written_by: str | None = None
    within: Confinement | None = None


class View(Struct, frozen=True, kw_only=True):
    """Who reads, and in which languages: what a `more` token does not hold."""

    organisation: str
    languages: tuple[str, ...] = ()
    written_by: str | None = None
    within: Confinement | None = None


class Page(Struct, frozen=True):
    """Statements as final JSON bytes, and the token of the next page or None.

    through: everything stored up to this time is in what was looked at. stored: the
    latest `stored` (µs) among the statements, None without any.
    """

    statements: tuple[bytes, ...]
    more: str | None
    through: str
    stored: int | None


class Stored(Struct, frozen=True):
    """A statement with its number, the moment of storing (µs) and its organisation."""

    seq: int
    stored: int
    organisation: str
    body: bytes


def find(database: Database, known: Organisations, query: StatementQuery) -> Page:
    """Return the first page of a query. Raises BadRequest for a value that is not valid."""
    keys = _keys(query)
    since, until = _moment("since", query.since), _moment("until", query.until)
    if query.limit < 0:
        raise BadRequest("The parameter limit is 0 or a positive number.")
    view = View(
        organisation=query.organisation,
        languages=query.languages,
        written_by=query.written_by,
        within=query.within,
    )
    through = consistent_through(database, known, query.organisation)
    with database.reading() as connection:
        number = known.find(connection, query.organisation)
        if number is None:
            return Page((), None, through, None)
        above = 0 if since is None else search.seq_at(connection, number, since)
        below = None if until is None else search.seq_at(connection, number, until) + 1
        limit = min(query.limit or MAX_PAGE, MAX_PAGE)
        first = Place(keys, above, below, query.ascending, limit, query.format)
        return _page(connection, number, first, view, through)


def more(database: Database, known: Organisations, given: str, view: View) -> Page:
    """Return the page that a token leads to, for whoever reads now. Raises BadRequest."""
    next_place = place(given)
    through = consistent_through(database, known, view.organisation)
    with database.reading() as connection:
        number = known.find(connection, view.organisation)
        if number is None:
            return Page((), None, through, None)
        return _page(connection, number, next_place, view, through)


def get(
    database: Database,
    known: Organisations,
    view: View,
    statement_id: str,
    *,
    voided: bool = False,
    format: Format = "exact",
) -> Stored | None:
    """Return one statement; None if unknown, another's, or voided unless that is asked.

    Raises BadRequest for an id that is no UUID.
    """
    if not formats.is_uuid(statement_id):
        raise BadRequest(f"The statement id '{statement_id[:60]}' is not a UUID.")
    with database.reading() as connection:
        number = known.find(connection, view.organisation)
        row = number and rows.by_id(connection, number, UUID(statement_id))
        if not number or not row or row["hidden"] is not voided:
            return None
        if view.written_by not in (None, row["credential"]):
            return None
        if view.within is not None and not view.within.holds(decode.stored(row["body"])):
            return None
        (body,) = _shown(connection, number, (row["body"],), format, view.languages)
        return Stored(row["seq"], row["stored"], view.organisation, body)


def since(
    database: Database, known: Organisations, organisation: str | None, cursor: int, limit: int
) -> tuple[Stored, ...]:
    """Return up to `limit` statements whose number is greater than `cursor`, in order.

    Voided statements and voiding ones are among them. Go on from the last number: no
    statement is ever committed behind it, whichever process stored it.
    """
    up_to = None
    if organisation is None:
        # Within an organisation numbers are committed in order; across organisations a
        # lower number may still be on its way, so wait for those and stop before newer.
        with database.reading() as connection:
            database.wait_for_writers(connection)
            up_to = search.last_seq(connection)
    with database.reading() as connection:
        number = None if organisation is None else known.find(connection, organisation)
        if organisation is not None and number is None:
            return ()
        found = search.harvest(connection, number, cursor, up_to, limit)
        return tuple(Stored(row.seq, row.stored, row.name, row.body) for row in found)


def by_registration(
    connection: Connection, organisation: int, registration: str, activity: str
) -> tuple[bytes, ...]:
    """Return every statement about an activity in a registration, oldest first, none voided."""
    keys = (
        index.key(index.REGISTRATION, registration.lower()),
        index.key(index.ACTIVITY, activity),
    )
    found: list[bytes] = []
    above = 0
    while True:
        page = search.search(
            connection, search.Search(organisation, keys, None, above, None, True, MAX_PAGE)
        )
        found += [row.body for row in page]
        if len(page) < MAX_PAGE:
            return tuple(found)
        above = page[-1].seq


def consistent_through(database: Database, known: Organisations, organisation: str) -> str:
    """Return the time up to which everything stored for an organisation can be read."""
    return timestamps.text(consistency.through(database, known, organisation))


def _page(
    connection: Connection, organisation: int, wanted: Place, view: View, through: str
) -> Page:
    writer = None if view.written_by is None else index.key(index.WRITER, view.written_by)
    within = () if view.within is None else view.within.keys()
    found = search.search(
        connection,
        search.Search(
            organisation=organisation,
            keys=(*within, *wanted.keys),
            writer=writer,
            above=wanted.above,
            below=wanted.below,
            ascending=wanted.ascending,
            limit=wanted.limit + 1,
        ),
    )
    kept = found[: wanted.limit]
    following = None
    if len(found) > wanted.limit:
        last = kept[-1].seq
        bounds = {"above": last} if wanted.ascending else {"below": last}
        following = token(replace(wanted, **bounds))
    bodies = tuple(row.body for row in kept)
    statements = _shown(connection, organisation, bodies, wanted.format, view.languages)
    return Page(statements, following, through, max((row.stored for row in kept), default=None))


def _shown(
    connection: Connection,
    organisation: int,
    bodies: Sequence[bytes],
    format: Format,
    languages: tuple[str, ...],
) -> tuple[bytes, ...]:
    if format == "ids":
        return tuple(ids(body) for body in bodies)
    if format == "canonical":
        named = {a.id for body in bodies for a in index.activities(decode.stored(body))}
        known = definitions(connection, organisation, named)
        return tuple(canonical(body, known, languages) for body in bodies)
    return tuple(bodies)


def _keys(query: StatementQuery) -> tuple[bytes, ...]:
    """Return the filters as index keys, those that few statements have first."""
    found = []
    if query.registration is not None:
        if not formats.is_uuid(query.registration):
            raise BadRequest("The parameter registration is not a UUID.")
        found.append(index.key(index.REGISTRATION, query.registration.lower()))
    if query.agent is not None:
        kind = index.AGENT_ANY if query.related_agents else index.AGENT
        found.append(index.key(kind, identifier(query.agent)))
    if query.activity is not None:
        kind = index.ACTIVITY_ANY if query.related_activities else index.ACTIVITY
        found.append(index.key(kind, _iri("activity", query.activity)))
    if query.verb is not None:
        found.append(index.key(index.VERB, _iri("verb", query.verb)))
    return tuple(found)


def _iri(name: str, value: str) -> str:
    if not formats.is_iri(value):
        raise BadRequest(f"The parameter {name} is not an IRI with a scheme.")
    return value


def _moment(name: str, value: Any) -> int | None:
    if value is None:
        return None
    try:
        return timestamps.parse(value)
    except ValueError as error:
        hint = " (write the + of an offset as %2B)" if " " in value else ""
        raise BadRequest(f"The parameter {name} is not valid: {error}{hint}.") from None
