"""Pages on which administrators read the audit log: an organisation's own, and the platform's."""

import uuid
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.asked import must_have_page, page_number
from app.audit import log
from app.audit.chain import PLATFORM
from app.audit.forms import FilterForm
from app.audit.reading import PAGE, Lines, as_csv, lines
from app.csv_text import csv_answer
from app.errors import BadInput
from app.forms import error_list, words_of_address
from app.permissions import allow
from app.services import services
from app.viewer import member, viewer

bp = Blueprint("audit", __name__, template_folder="templates")


@bp.get("/audit")
@allow("read_audit_log")
def page() -> ResponseReturnValue:
    """Show what was done in the organisation."""
    return _page(member().organisation_id, ".page", ".download", "People", "organisations.people")


@bp.post("/audit/csv")
@allow("read_audit_log")
def download() -> ResponseReturnValue:
    """Hand the lines out as CSV, and write that down too."""
    return _download(member().organisation_id)


@bp.get("/platform/audit")
@allow("manage_organisations")
def platform_page() -> ResponseReturnValue:
    """Show what was done for the platform."""
    return _page(
        PLATFORM,
        ".platform_page",
        ".platform_download",
        "Organisations",
        "organisations.organisations",
    )


@bp.post("/platform/audit/csv")
@allow("manage_organisations")
def platform_download() -> ResponseReturnValue:
    """Hand the platform's lines out as CSV."""
    return _download(PLATFORM)


def _page(
    chain: uuid.UUID, here: str, csv: str, above: str, above_endpoint: str
) -> ResponseReturnValue:
    form = FilterForm(request.args)
    errors = [] if form.validate() else error_list(form)
    number = page_number(request.args)
    found = Lines((), 0)
    if not errors:
        found = lines(services().database.of_request(), chain, form.wanted, number)
        must_have_page(number, found.total, PAGE)
    filters: dict[str, Any] = dict(words_of_address(form, request.args))
    page = render_template(
        "audit/page.html",
        form=form,
        errors=errors,
        found=found,
        filters=filters,
        first=(number - 1) * PAGE + 1,
        newer=url_for(here, **filters, page=number - 1) if number > 1 else "",
        older=url_for(here, **filters, page=number + 1) if number * PAGE < found.total else "",
        here=url_for(here),
        csv=url_for(csv),
        above=above,
        above_url=url_for(above_endpoint),
        platform=chain == PLATFORM,
    )
    return page, 400 if errors else 200


def _download(chain: uuid.UUID) -> ResponseReturnValue:
    form = FilterForm(request.form)
    if not form.validate():
        raise BadInput(error_list(form)[0]["text"])
    with services().database.write() as writing:
        organisation = None if chain == PLATFORM else chain
        log.write(writing, organisation, "audit.exported", by=viewer())
    return csv_answer(as_csv(services().database.of_request(), chain, form.wanted), "audit-log.csv")
