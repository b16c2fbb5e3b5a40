"""The library's pages: the list, a page of ours with its checklist, a trust's own, and the tips."""

import uuid
from collections.abc import Iterable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.assignments.due import today
from app.database import now
from app.learning.audiences import audiences_of
from app.learning.content import renderer
from app.library import ticks
from app.library.resources import (
    Resource,
    find_entry,
    find_row,
    host_of,
    of_row,
    ours,
    own,
    reader_words,
)
from app.library.view import EVERYBODY, OWN, asked_from, shown
from app.permissions import allow, may
from app.services import services
from app.viewer import member, viewer
from course.library.model import READERS, THEMES
from course.nations import names_of
from course.tags import TaggedTopic, topics_for

bp = Blueprint("library", __name__, template_folder="templates", url_prefix="/library")
bp.app_template_global("reader_words")(reader_words)
bp.app_template_global("nation_names")(names_of)
bp.app_template_global("line_key")(ticks.line_key)
bp.app_template_filter("host")(host_of)


@bp.context_processor
def _keeping() -> dict[str, bool]:
    """Give the templates of this room what else the reader may do in it."""
    return {"may_manage": may("manage_library"), "may_see_links": may("see_library_links")}


_MOST_TOPICS = 5


@bp.get("")
@allow("read_library")
def page() -> str:
    """Show what was asked for of ours and of the reader's trust."""
    course, who = services().shelf.course, viewer()
    asked = asked_from(request.args, who.roles, course.tags)
    there = (*own(services().database.of_request(), who.organisation_id), *ours(course))
    return render_template(
        "library/page.html",
        asked=asked,
        shown=shown(there, asked, course.tags, who.nation),
        everything=len(there),
        readers=[(EVERYBODY, "Everybody"), *READERS.items()],
        themes=[("", "Every theme"), *_own_theme(there), *THEMES.items()],
        tag=course.tags.get(asked.tag),
        topics=_topics((asked.tag,)) if asked.tag else (),
        today=today(now()),
        inline=renderer().inline,
        tips=course.tips,
    )


@bp.get("/tips")
@allow("read_library")
def tips() -> str:
    """Show the practical sentences for whoever supervises, by moment."""
    course = services().shelf.course
    return render_template(
        "library/tips.html",
        groups=course.tips,
        library=course.library,
        inline=renderer().inline,
    )


@bp.get("/entries/<key>")
@allow("read_library")
def entry(key: str) -> str:
    """Show a page of ours."""
    found = find_entry(services().shelf.course, key)
    membership = viewer().membership_id
    session = services().database.of_request()
    chosen = ticks.ticked(session, membership, key) if membership else frozenset()
    return _page(found, chosen)


@bp.post("/entries/<key>/ticks")
@allow("read_library")
def tick(key: str) -> ResponseReturnValue:
    """Keep which lines of a checklist the reader has ticked."""
    found = find_entry(services().shelf.course, key)
    who = member()
    with services().database.write() as session:
        ticks.keep(session, who.membership_id, key, found.checklist, request.form.getlist("line"))
    flash("Your ticks are kept. Only you see them.", "success")
    return redirect(url_for(".entry", key=key, _anchor="checklist"), 303)


@bp.get("/own/<uuid:key>")
@allow("read_library")
def own_page(key: uuid.UUID) -> str:
    """Show a resource of the reader's trust."""
    row = find_row(services().database.of_request(), member().organisation_id, key)
    return _page(of_row(row, viewer().organisation_name), frozenset())


def _page(found: Resource, chosen: frozenset[str]) -> str:
    course = services().shelf.course
    return render_template(
        "library/entry.html",
        each=found,
        ticked=chosen,
        ticks_are_kept=viewer().membership_id is not None,
        topics=_topics(found.tags),
        tags=[course.tags[tag] for tag in found.tags if tag in course.tags],
        old=found.old(today(now())),
        inline=renderer().inline,
    )


def _topics(tags: Iterable[str]) -> tuple[TaggedTopic, ...]:
    """Return topics on these tags that the reader may open, their own modules first."""
    if not may("learn"):
        return ()
    course = services().shelf.course
    wanted = tuple(tags)
    by_audience = [
        topics_for(course, wanted, audience) for audience in audiences_of(viewer().roles)
    ]
    together = [each for topics in by_audience for each in topics]
    return tuple(sorted(together, key=lambda each: -len(each.tags)))[:_MOST_TOPICS]


def _own_theme(there: tuple[Resource, ...]) -> list[tuple[str, str]]:
    owner = next((each.owner for each in there if each.owner), "")
    return [(OWN, f"From {owner}")] if owner else []
