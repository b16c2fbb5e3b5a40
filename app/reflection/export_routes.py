"""Downloads for a portfolio: one entry, or those of a span of days."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import Form, RadioField

from app.database import now
from app.day_field import DayField
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
    """Which entries, as which kind of file."""

    first = DayField("First day (optional)", name="from")
    last = DayField("Last day (optional)", name="to")
    kind = RadioField("Kind of file", default="pdf")

    def __init__(self, formdata: object = None) -> None:
        super().__init__(formdata)  # type: ignore[arg-type]
        offer(self.kind, ((key, each.words) for key, each in FORMATS.items()))

    def validate(self, extra_validators: Any = None) -> bool:
        """Check, and refuse a span that ends before it begins."""
        good = super().validate(extra_validators)
        if good and self.first.data and self.last.data and self.last.data < self.first.data:
            self.last.errors = ["The last day is before the first one."]
            return False
        return good


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
    if not form.validate():
        return _page(form), 400
    after = form.last.data + dt.timedelta(days=1) if form.last.data else None
    found = entries.saved_between(
        services().database.of_request(), own(), _midnight(form.first.data), _midnight(after)
    )
    if not found:
        form.first.errors = ["No saved entry was written in these days. Drafts are not downloaded."]
        return _page(form), 400
    return _file(found, form.kind.data)


@bp.get("/entries/<uuid:entry_id>/download/<any(pdf,word,text):kind>")
@allow("reflect")
def one(entry_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    """Give one entry as a file."""
    found = entries.entry(services().database.of_request(), own(), entry_id)
    if found.kept is None:
        raise Conflict("This entry is only a draft. Save it first, then download it.")
    return _file([found], kind)


def _page(form: SpanForm) -> str:
    return render_template("reflection/download.html", form=form, errors=error_list(form))


def _midnight(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(), LONDON).astimezone(dt.UTC) if day else None


def _file(found: Sequence[Entry], kind: str) -> Response:
    name = file_name(kind, found[0].made, found[-1].made)
    return as_download(export(found, kind, now()), FORMATS[kind].media_type, name)
