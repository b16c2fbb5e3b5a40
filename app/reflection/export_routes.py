"""Downloads for a portfolio: one entry, or those of a span of days."""

import datetime as dt
import uuid
from collections.abc import Sequence

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import Form, RadioField

from app.database import now
from app.downloads import as_download
from app.errors import Conflict
from app.forms import error_list, offer
from app.permissions import allow
from app.reflection import journal as entries
from app.reflection.export import FORMATS, export, file_name
from app.reflection.journal import Entry
from app.reflection.own import own
from app.services import services
from app.wording import LONDON

bp = Blueprint("export", __name__)


class SpanForm(Form):
    """Which entries, as which kind of file. Days are typed as a browser's date field sends them."""

    kind = RadioField("Kind of file", default="pdf")

    def __init__(self, formdata: object = None) -> None:
        super().__init__(formdata)  # type: ignore[arg-type]
        offer(self.kind, ((key, each.words) for key, each in FORMATS.items()))


@bp.get("/download")
@allow("reflect")
def choose() -> ResponseReturnValue:
    """Ask which entries to download, or give them."""
    return _page(SpanForm())


@bp.get("/download/file")
@allow("reflect")
def span() -> ResponseReturnValue:
    """Give the entries of a span of days as a file; either day may be left out."""
    form = SpanForm(request.args)
    errors = error_list(form) if not form.validate() else []
    first, last = _day("from", errors), _day("to", errors, after=True)
    if first and last and last <= first:
        errors.append({"text": "The last day is before the first one.", "href": "#to"})
    if errors:
        return _page(form, errors), 400
    found = entries.saved_between(services().database.of_request(), own(), first, last)
    if not found:
        sentence = "No saved entry was written in these days. Drafts are not downloaded."
        return _page(form, [{"text": sentence, "href": "#from"}]), 400
    return _file(found, form.kind.data)


@bp.get("/entries/<uuid:entry_id>/download/<any(pdf,word,text):kind>")
@allow("reflect")
def one(entry_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    """Give one entry as a file."""
    found = entries.entry(services().database.of_request(), own(), entry_id)
    if found.kept is None:
        raise Conflict("This entry is only a draft. Save it first, then download it.")
    return _file([found], kind)


def _page(form: SpanForm, errors: Sequence[dict[str, str]] = ()) -> str:
    return render_template(
        "reflection/download.html",
        form=form,
        errors=errors,
        first=request.args.get("from", ""),
        last=request.args.get("to", ""),
    )


def _day(name: str, errors: list[dict[str, str]], *, after: bool = False) -> dt.datetime | None:
    """Return when a day begins, or the day after it; none where it is left out, or is none and so a mistake."""
    text = request.args.get(name, "").strip()
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text) + dt.timedelta(days=after)
        return dt.datetime.combine(day, dt.time(), LONDON).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        sentence = "Enter the day as year, month and day, such as 2026-03-01."
        errors.append({"text": sentence, "href": f"#{name}"})
        return None


def _file(found: Sequence[Entry], kind: str) -> Response:
    name = file_name(kind, found[0].made, found[-1].made)
    return as_download(export(found, kind, now()), FORMATS[kind].media_type, name)
