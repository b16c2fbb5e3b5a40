"""Everything held about a person as one zip: for programs (JSON) and to read (HTML).

Sources: UK GDPR, Article 15 (access) and Article 20 (portability: a structured, commonly used and
machine-readable format).
"""

import datetime as dt
import io
import zipfile
from typing import Any, Final

import msgspec
from flask import render_template
from sqlalchemy.orm import Session

from app.accounts.held import HOLDINGS, held, whose_all
from app.accounts.holding import Row
from app.accounts.own_statements import OwnStatement, own_statements
from app.accounts.readable import Part, part_of, statement_part
from app.services import Services
from app.supervision.projection import catch_up
from app.viewer import Viewer

JSON_NAME: Final = "about-you.json"
HTML_NAME: Final = "about-you.html"
FORMAT: Final = "First Shift: what is held about a person"


def everything(parts: Services, session: Session, viewer: Viewer, moment: dt.datetime) -> bytes:
    """Return the zip with all that is held about the person who asks. Raises StoreAway.

    Nothing is given where the record store is away: half of it would look like all of it.
    """
    if parts.records.in_process:  # what supervisors see must be as new as the statements are
        catch_up(parts.database, parts.records, parts.home_page, moment)
        parts.database.refresh_request()
    whose = whose_all(session, parts.home_page, viewer.person_id)
    rows = held(parts, session, whose)
    statements = own_statements(parts, session, whose)
    data = msgspec.json.format(
        msgspec.json.encode(_for_programs(parts, moment, rows, statements)), indent=1
    )
    page = render_template(
        "accounts/about_you.html",
        made=moment,
        address=parts.home_page,
        parts=_for_people(rows, statements),
        json_name=JSON_NAME,
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ((HTML_NAME, page.encode()), (JSON_NAME, data)):
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.external_attr = 0o600 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return file.getvalue()


def _for_programs(
    parts: Services,
    moment: dt.datetime,
    rows: dict[str, list[Row]],
    statements: tuple[OwnStatement, ...],
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": 1,
        "made": moment.isoformat(),
        "server": parts.home_page,
        "not_given": {each.key: dict(each.hidden) for each in HOLDINGS if each.hidden},
        "rows": rows,
        "statements": [
            {
                "organisation_id": str(each.organisation_id),
                "state": each.state,
                "statement": each.statement,
            }
            for each in statements
        ],
    }


def _for_people(rows: dict[str, list[Row]], statements: tuple[OwnStatement, ...]) -> list[Part]:
    shown = [part_of(each, rows[each.key]) for each in HOLDINGS]
    return [*shown, statement_part(statements)]
