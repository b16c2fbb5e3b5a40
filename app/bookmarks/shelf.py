"""What a member keeps, as the course orders it, on a page and as a text to take away."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from msgspec import Struct

from app.bookmarks.own import Kept, OwnNote, all_kept
from app.sealing import seal_for
from app.services import services
from app.wording import day_and_time
from course.model import Course


class Line(Struct, frozen=True):
    """A topic that is kept. title: empty where the course no longer has it."""

    topic: str
    title: str
    bookmarked: bool
    note: OwnNote


class Shelf(Struct, frozen=True):
    """The kept topics of a module. module: its slug; title: as the course has it, else the slug."""

    module: str
    title: str
    lines: tuple[Line, ...]


def shelves_of(membership_id: uuid.UUID) -> tuple[Shelf, ...]:
    """Return what a member keeps, by module."""
    parts = services()
    kept = all_kept(parts.database.of_request(), seal_for("notes"), membership_id)
    return arranged(parts.shelf.course, kept)


def arranged(course: Course, kept: Iterable[Kept]) -> tuple[Shelf, ...]:
    """Return what is kept in the order of the course; what it no longer holds comes last."""
    left = {(each.place.module, each.place.topic): each for each in kept}
    shelves = []
    for module in course.modules:
        found = [(t.slug, t.title, left.pop((module.slug, t.slug), None)) for t in module.topics]
        lines = [_line(slug, title, each) for slug, title, each in found if each is not None]
        gone = sorted(key for key in left if key[0] == module.slug)
        lines += [_line(key[1], "", left.pop(key)) for key in gone]
        if lines:
            shelves.append(Shelf(module.slug, module.title, tuple(lines)))
    for slug in sorted({key[0] for key in left}):
        rest = sorted(key for key in left if key[0] == slug)
        shelves.append(Shelf(slug, "", tuple(_line(key[1], "", left[key]) for key in rest)))
    return tuple(shelves)


def as_text(shelves: Sequence[Shelf], at: dt.datetime) -> str:
    """Return everything as plain text, to be read without us."""
    lines = ["Kept pages and notes, First Shift", f"Taken out on {day_and_time(at)}", ""]
    for shelf in shelves:
        lines += ["", shelf.title or shelf.module, "=" * len(shelf.title or shelf.module)]
        for line in shelf.lines:
            lines += ["", line.title or line.topic, "-" * len(line.title or line.topic)]
            lines += ["Kept page."] if line.bookmarked else []
            if line.note.changed:
                lines += [f"Note of {day_and_time(line.note.changed)}:", "", line.note.text]
    return "\n".join(lines) + "\n"


def _line(topic: str, title: str, kept: Kept) -> Line:
    return Line(topic, title, kept.bookmarked, kept.note)
