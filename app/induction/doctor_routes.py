"""Pages on which a doctor sees the own induction: this week, what the trust owes, the card for day 1."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.downloads import PDF, as_download
from app.errors import NotFound
from app.induction import papers
from app.induction.content import induction, on_day, sayer
from app.induction.listed import Listed, count, phases_of
from app.induction.lists import list_of
from app.induction.own import own_view
from app.permissions import allow
from app.readiness.assessing import asked_to_answer
from app.services import services
from app.viewer import member, viewer

bp = Blueprint("induction", __name__, template_folder="templates", url_prefix="/induction")


@bp.get("")
@allow("see_own_induction")
def own() -> str:
    """Show what the doctor has to do this week, and what the trust should have done."""
    session = services().database.of_request()
    found = _list()
    answering = asked_to_answer(session, member())
    if found is None:
        return render_template("induction/not_begun.html", answering=answering)
    return render_template(
        "induction/own.html",
        found=found,
        view=own_view(induction(), found, on_day()),
        count=count(found.rows, on_day()),
        answering=answering,
        say=sayer(session, member().organisation_id),
        today=on_day(),
    )


@bp.get("/all")
@allow("see_own_induction")
def whole() -> str:
    """Show the whole list."""
    session = services().database.of_request()
    found = _begun()
    return render_template(
        "induction/whole.html",
        found=found,
        phases=phases_of(induction(), found),
        say=sayer(session, member().organisation_id),
        today=on_day(),
    )


@bp.get("/card")
@allow("see_own_induction")
def card() -> str:
    """Show the card for day 1, on one page to print."""
    session = services().database.of_request()
    found = _begun()
    return render_template(
        "induction/card.html",
        found=found,
        rows=papers.card_rows(found),
        say=sayer(session, member().organisation_id, dated=True),
    )


@bp.get("/card.pdf")
@allow("see_own_induction")
def card_pdf() -> ResponseReturnValue:
    """Give the card for day 1 as a PDF."""
    session = services().database.of_request()
    say = sayer(session, member().organisation_id, dated=True)
    found = _begun()
    return as_download(
        papers.card_pdf(found, viewer().organisation_name, say), PDF, "first-day.pdf"
    )


@bp.get("/list.pdf")
@allow("see_own_induction")
def list_pdf() -> ResponseReturnValue:
    """Give the whole list as a PDF."""
    session = services().database.of_request()
    say = sayer(session, member().organisation_id)
    found = _begun()
    paper = papers.list_pdf(induction(), found, viewer().organisation_name, say, on_day())
    return as_download(paper, PDF, "induction.pdf")


def _list() -> Listed | None:
    asker = member()
    session = services().database.of_request()
    return list_of(session, induction(), asker.organisation_id, asker.membership_id, on_day())


def _begun() -> Listed:
    found = _list()
    if found is None:
        raise NotFound("Your induction list has not begun yet.")
    return found
