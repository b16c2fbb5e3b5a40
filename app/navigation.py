"""Where each role begins, and what its navigation holds: one table, in the order of the links."""

from typing import Any, Final, NamedTuple

from flask import request, url_for

from app.permissions import may


class Place(NamedTuple):
    """A link of the navigation. action: who sees it (``app/permissions.py``).

    begins: whether somebody's work begins there; a page that only accompanies it is no beginning.
    """

    text: str
    endpoint: str
    action: str
    begins: bool = True


PLACES: Final = (
    Place("My doctors", "supervision.imgs", "see_own_learners"),
    Place("Learn", "learning.home", "learn"),
    Place("Getting help", "home.getting_help", "learn", begins=False),
    Place("Practice", "practice.page", "learn", begins=False),
    Place("My induction", "induction.own", "see_own_induction", begins=False),
    Place("Journal", "reflection.journal", "reflect", begins=False),
    Place("Welcome meeting", "welcome.home", "hold_welcome_meeting", begins=False),
    Place("My record", "evidence.record", "see_own_record", begins=False),
    Place("Assignments", "assignments.page", "assign_modules", begins=False),
    Place("Inductions", "inductions.doctors", "see_inductions", begins=False),
    Place("Readiness", "readiness.overview", "assess_organisation", begins=False),
    Place("Packages", "packages.overview", "package_modules"),
    Place("LMS", "lti.overview", "manage_platforms", begins=False),
    Place("People", "organisations.people", "manage_people"),
    Place("Logo and answers", "organisations.overlay.page", "manage_overlay", begins=False),
    Place("Welcome meetings", "welcome.states.overview", "see_welcome_states"),
    Place("Settings", "organisations.settings", "manage_organisation"),
    Place("Sign-in", "providers.overview", "manage_sign_in", begins=False),
    Place("Feedback", "feedback_read.overview", "read_feedback"),
    Place("Questions", "items.overview", "read_item_statistics", begins=False),
    Place("Records", "statements.overview", "browse_statements", begins=False),
    Place("Organisations", "organisations.organisations", "manage_organisations"),
    Place("Kept pages", "bookmarks.overview", "keep_notes", begins=False),
    Place("Library", "library.page", "read_library", begins=False),
    Place("Glossary", "glossary.page", "read_glossary", begins=False),
)


def places() -> tuple[Place, ...]:
    """Return the links that the person of this request may follow."""
    return tuple(place for place in PLACES if may(place.action))


def navigation() -> list[dict[str, Any]]:
    """Return the links of the header, the current one marked: the one that names most of the address."""
    here = f"{request.path}/"
    links = {place.text: url_for(place.endpoint) for place in places()}
    above = [href for href in links.values() if here.startswith(f"{href}/")]
    current = max(above, key=len, default="")
    return [
        {"text": text, "href": href, "current": href == current} for text, href in links.items()
    ]
