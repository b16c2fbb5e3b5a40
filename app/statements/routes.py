"""Pages on which an administrator reads their organisation's statements."""

import uuid
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.errors import BadAddress, NotFound
from app.forms import error_list, words_of_address
from app.permissions import allow
from app.records.address import record_store_address
from app.records.curl import curl_get
from app.records.search import Search
from app.services import services
from app.statements import looking, paging
from app.statements.forms import SearchForm
from app.statements.looking import Lines
from app.statements.names import Names, names_for
from app.statements.opened import opened
from app.viewer import member

bp = Blueprint("statements", __name__, template_folder="templates", url_prefix="/records")


@bp.get("")
@allow("browse_statements")
def overview() -> ResponseReturnValue:
    """Show the statements that the address asks for."""
    names = names_for(services(), member())
    form = _form(names)
    errors = [] if form.validate() else error_list(form)
    search = Search() if errors else form.search
    found = Lines((), "") if errors else _page(search, names)
    filters: dict[str, Any] = dict(words_of_address(form, request.args))
    page = render_template(
        "statements/overview.html",
        form=form,
        errors=errors,
        found=found,
        next=_next(found, **filters),
        further="more" in request.args,
        first=url_for(".overview", **filters),
        filters_set=filters,
        curl=curl_get(_statements_address(), search.parameters()),
        elsewhere=services().settings.lrs_endpoint,
    )
    return page, 400 if errors else 200


@bp.get("/statement")
@allow("browse_statements")
def find() -> ResponseReturnValue:
    """Lead to the statement whose number was entered."""
    text = request.args.get("id", "").strip()
    try:
        statement_id = uuid.UUID(text)
    except ValueError:
        raise BadAddress(
            "That is no number of a statement: enter its id, such as"
            " 123e4567-e89b-42d3-a456-426614174000.",
            "id",
            "statements.overview",
        ) from None
    return redirect(url_for(".statement", statement_id=statement_id), 303)


@bp.get("/statements/<uuid:statement_id>")
@allow("browse_statements")
def statement(statement_id: uuid.UUID) -> str:
    """Show one statement, voided or not."""
    parts = services()
    found = opened(parts, member(), names_for(parts, member()), statement_id)
    asked = "voidedStatementId" if found.voided else "statementId"
    return render_template(
        "statements/statement.html",
        found=found,
        curl=curl_get(_statements_address(), {asked: str(statement_id)}),
        elsewhere=parts.settings.lrs_endpoint,
    )


@bp.get("/registrations/<uuid:registration>")
@allow("browse_statements")
def story(registration: uuid.UUID) -> str:
    """Show what happened in a registration, from its beginning."""
    search = Search(registration=registration, ascending=True, limit=100)
    names = names_for(services(), member())
    found = _page(search, names)
    following, further = _next(found, registration=registration), "more" in request.args
    if not (found.lines or following or further):
        raise NotFound("Your organisation has no statement of this registration.")
    return render_template(
        "statements/story.html",
        registration=registration,
        found=found,
        next=following,
        further=further,
        curl=curl_get(_statements_address(), search.parameters()),
    )


def _form(names: Names) -> SearchForm:
    parts = services()
    verbs = looking.verbs(parts, member().organisation_id)
    return SearchForm(names, verbs, looking.modules(parts), request.args)


def _page(search: Search, names: Names) -> Lines:
    """Return the page that the address asks for: the first, or the one that its `more` leads to."""
    parts, of = services(), member().organisation_id
    sealed = request.args.get("more")
    if sealed:
        return looking.next_page(parts, of, paging.unseal(of, sealed), search, names)
    return looking.first_page(parts, of, search, names)


def _next(found: Lines, **values: Any) -> str:
    """Return the address of the next page of this view; empty at the end. values: of the address."""
    if not found.more:
        return ""
    sealed = paging.seal(member().organisation_id, found.more)
    return url_for(str(request.endpoint), **values, more=sealed)


def _statements_address() -> str:
    return f"{record_store_address(services())}/statements"
