"""Things that are named beside the address: in the fields of a form, or in what is asked of a list."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from werkzeug.test import TestResponse

from app.database import now
from tests.app.access.cast import ALDER
from tests.app.access.things import Thing, World
from tests.app.reflection.writing import carried

LEARNER: Final = f"{ALDER}:learner"
SUPERVISOR: Final = f"{ALDER}:supervisor"
LEAD: Final = f"{ALDER}:lead"
ADMINISTRATOR: Final = f"{ALDER}:administrator"
LMS_ADMINISTRATOR: Final = f"{ALDER}:lms-administrator"


class Named(NamedTuple):
    """A form, or with nothing to send a list, in which somebody names a thing.

    path and fields: with ``{it}`` for the thing, and ``{kind}`` for the first thing of any kind. page: whose
    hidden fields go along. proved: the same with a thing of their own must go well; so_already: and then
    changes nothing, since it is so.
    """

    who: str
    path: str
    kind: str
    fields: Mapping[str, str] | None = None
    page: str = ""
    proved: bool = True
    so_already: bool = False


INVITED: Final = {"name": "Dr Ana Rei", "email": "ana@example.test", "roles": "learner"}
FIELDS: Final = (
    Named(
        SUPERVISOR, "/assignments/new", "assigned person", {"people": "{it}", "modules": "culture"}
    ),
    Named(
        SUPERVISOR,
        "/welcome-meeting/start",
        "supervised doctor",
        {"doctor": "{it}"},
        so_already=True,
    ),
    Named(
        LEARNER, "/welcome-meeting/start", "own supervisor", {"supervisor": "{it}"}, so_already=True
    ),
    Named(
        LEARNER,
        "/welcome-meeting/{welcome form}/pass-on",
        "own supervisor",
        {"supervisor": "{it}", "sections": "a"},
        proved=False,  # theirs is the one who has the form already
    ),
    Named(
        LEARNER,
        "/welcome-meeting/{welcome form}/readers",
        "reader",
        {"do": "propose", "reader": "{it}", "fields": "b.bring"},
    ),
    Named(
        LEARNER,
        "/journal/entries/{entry}/share",
        "own supervisor",
        {"reader": "{it}", "version": "2"},
    ),
    Named(
        LEARNER,
        "/journal/save",
        "entry",
        {"entry": "{it}", "part-what": "Mine", "do": "save", "version": "2"},
        page="/journal/new/three",
    ),
    Named(
        ADMINISTRATOR,
        "/people/{person}",
        "colleague",
        {"roles": "learner", "supervisors": "{it}"},
    ),
    Named(ADMINISTRATOR, "/people/add", "colleague", {**INVITED, "supervisors": "{it}"}),
    Named(ADMINISTRATOR, "/people/{person}/place", "site", {"site": "{it}"}),
    Named(ADMINISTRATOR, "/people/{person}/place", "cohort", {"cohorts": "{it}"}),
    Named(ADMINISTRATOR, "/people/{colleague}/hand-over", "successor", {"successor": "{it}"}),
    Named(
        ADMINISTRATOR,
        "/people/{colleague}/leaving",
        "successor",
        {"when": "now", "doctors": "{it}"},
    ),
    Named(
        LEAD,
        "/inductions/begin",
        "doctor to lead",
        {"people": "{it}", "first_day": "2026-12-07"},
        proved=False,  # theirs have their lists
    ),
    Named(
        LEAD,
        "/inductions/{doctor to lead}/items/P2-16/hand-over",
        "colleague",
        {"owner": "{it}"},
    ),
    Named(LEAD, "/inductions/owners/it", "colleague", {"people": "{it}"}),
    Named(
        LEAD,
        "/inductions/items/P2-16",
        "colleague",
        {"owner": "it", "person": "{it}", "days": "3", "side": "after", "counting": "all"},
    ),
    Named(
        LEAD,
        "/readiness/{assessment}/reviewer",
        "doctor to lead",
        {"doctor": "{it}"},
        so_already=True,
    ),
    Named(LMS_ADMINISTRATOR, "/packages/preview", "package to launch", {"made": "{it}"}),
)
LISTS: Final = (
    Named(ADMINISTRATOR, "/people?site={it}", "site"),
    Named(ADMINISTRATOR, "/people?cohort={it}", "cohort"),
    Named(ADMINISTRATOR, "/people/add?again={it}", "person"),
    Named(ADMINISTRATOR, "/assignments/new?to={it}", "assigned person"),
    Named(SUPERVISOR, "/assignments/new?to={it}", "assigned person"),
    Named(ADMINISTRATOR, "/assignments/new?cohort={it}", "cohort"),
    Named(ADMINISTRATOR, "/records?person={it}", "person"),
    Named(LEAD, "/inductions/begin?to={it}", "doctor to lead"),
    Named(SUPERVISOR, "/supervision?cohort={it}", "cohort", proved=False),
    Named(SUPERVISOR, "/supervision?site={it}", "site", proved=False),
    Named(SUPERVISOR, "/supervision/picture?cohort={it}", "cohort", proved=False),
    Named(SUPERVISOR, "/journal/shared-with-me?doctor={it}", "supervised doctor"),
    Named(LEARNER, "/welcome-meeting/{welcome form}/sections/b?unsaved={it}", "unsaved section"),
)


def foreign(world: World, named: Named) -> list[Thing]:
    """Return the things that somebody must not reach by naming them."""
    return [thing for thing in world.things[named.kind] if named.who not in thing.may]


def send(world: World, named: Named, thing: Thing) -> TestResponse:
    """Send a form, or ask for a list, that names a thing."""
    firsts = {kind: things[0].value for kind, things in world.things.items()}
    values = {**firsts, "it": thing.value, "today": now().date().isoformat()}
    actor, path = world.actor(named.who), named.path.format(**values)
    if named.fields is None:
        return actor.get(path)
    hidden = carried(actor.get(named.page)) if named.page else {}
    fields = {name: text.format(**values) for name, text in named.fields.items()}
    return actor.post(path, data={**hidden, **fields})
