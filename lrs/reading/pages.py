"""Finding statements by filters, a page at a time, and one by its id.

Source: xAPI 1.0.3 Communication 2.1.3; IEEE 9274.1.1 section 4.1.6.1.
"""

from uuid import UUID

from msgspec.structs import replace
from sqlalchemy import Connection

from lrs import formats, index
from lrs.errors import BadRequest
from lrs.model import decode
from lrs.reading.consistency import through_text
from lrs.reading.found import Page, Stored, held, shown
from lrs.reading.paging import MAX_PAGE, Place, place, token
from lrs.reading.query import StatementQuery, View, keys, moment
from lrs.reading.representation import Format
from lrs.store import search
from lrs.store import statements as rows
from lrs.store.engine import Database
from lrs.store.organisations import Organisations


def find(database: Database, known: Organisations, query: StatementQuery) -> Page:
    """Return the first page of a query. Raises BadRequest for a value that is not valid."""
    wanted = keys(query)
    since, until = moment("since", query.since), moment("until", query.until)
    if query.limit < 0:
        raise BadRequest("The parameter limit is 0 or a positive number.")
    view = View(
        organisation=query.organisation,
        languages=query.languages,
        written_by=query.written_by,
        within=query.within,
    )
    through = through_text(database, known, query.organisation)
    with database.reading() as connection:
        number = known.find(connection, query.organisation)
        if number is None:
            return Page((), None, through, None, () if query.attachments else None)
        above = 0 if since is None else search.seq_at(connection, number, since)
        below = None if until is None else search.seq_at(connection, number, until) + 1
        limit = min(query.limit or MAX_PAGE, MAX_PAGE)
        first = Place(wanted, above, below, query.ascending, limit, query.format, query.attachments)
        return _page(connection, number, first, view, through)


def more(database: Database, known: Organisations, given: str, view: View) -> Page:
    """Return the page that a token leads to, for whoever reads now. Raises BadRequest."""
    next_place = place(given)
    through = through_text(database, known, view.organisation)
    with database.reading() as connection:
        number = known.find(connection, view.organisation)
        if number is None:
            return Page((), None, through, None, () if next_place.attachments else None)
        return _page(connection, number, next_place, view, through)


def get(
    database: Database,
    known: Organisations,
    view: View,
    statement_id: str,
    *,
    voided: bool = False,
    format: Format = "exact",
    attachments: bool = False,
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
        (body,) = shown(connection, number, (row["body"],), format, view.languages)
        parts = held(connection, number, (row["body"],)) if attachments else ()
        return Stored(row["seq"], row["stored"], view.organisation, body, parts)


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
    statements = shown(connection, organisation, bodies, wanted.format, view.languages)
    parts = held(connection, organisation, bodies) if wanted.attachments else None
    stored = max((row.stored for row in kept), default=None)
    return Page(statements, following, through, stored, parts)
