"""The search: one field in the header of every page, one page of what was found."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.glossary.links import term_url
from app.learning.audiences import audiences_of
from app.learning.content import renderer
from app.library.resources import Resource, own
from app.library.view import matching
from app.organisations.queries import contacts_of
from app.permissions import allow, may
from app.search.answers import answers_found
from app.search.finding import Found, Library, asked_from, find
from app.services import services
from app.viewer import member, viewer
from course.local_answers import GivenRow
from course.rendering.markdown_blocks import NOT_GIVEN
from course.search.answer_places import with_answers
from course.search.snippet import marked, snippet

bp = Blueprint("search", __name__, template_folder="templates")
bp.app_template_global("term_url")(term_url)
bp.app_template_global("snippet")(snippet)
bp.app_template_global("marked")(marked)


@bp.get("/search")
@allow("search")
def page() -> ResponseReturnValue:
    """Show what is found for the words of the address."""
    asked = asked_from(request.args.get("q", ""))
    problem = asked.problem if "q" in request.args else ""
    course = services().shelf.course
    found = Found("")
    if "q" in request.args and not problem:
        library = Library(services().database, course, _modules())
        found = find(library, asked)
    shown = render_template(
        "search/page.html",
        asked=asked,
        searched="q" in request.args and not problem,
        errors=[{"text": problem, "href": "#q"}] if problem else [],
        found=found,
        answers=_answers(asked.words) if "q" in request.args and not problem else (),
        titles={module.slug: module.title for module in course.modules},
        own=_own(asked.words) if "q" in request.args and not problem else (),
        library=course.library,
        sources=course.sources,
        inline=renderer().inline,
        filled=_filled,
    )
    return shown, 400 if problem else 200


def _answers(asked: tuple[str, ...]) -> tuple[GivenRow, ...]:
    """Return what the organisation of the person of this request has answered to such words."""
    if viewer().membership_id is None:
        return ()
    parts = services()
    contacts = contacts_of(parts.database.of_request(), member(), parts.shelf.course)
    return answers_found((row for group in contacts for row in group.rows), asked)


def _filled(passage: str) -> str:
    """Return a passage with what the organisation of the person of this request has answered."""
    return with_answers(passage, renderer().local_answer, NOT_GIVEN)


def _own(asked: tuple[str, ...]) -> list[Resource]:
    """Return the pages of their trust's own library that hold such words."""
    parts = services()
    there = own(parts.database.of_request(), viewer().organisation_id)
    return matching(there, asked, parts.shelf.course.tags)


def _modules() -> list[str]:
    """Return the slugs of the modules that the person of this request may open."""
    if not may("learn"):
        return []
    course = services().shelf.course
    audiences = audiences_of(viewer().roles)
    return [module.slug for audience in audiences for module in course.for_audience(audience)]
