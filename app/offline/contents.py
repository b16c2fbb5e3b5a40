"""What a phone has to keep so that a module can be read, and its practice answered, without network."""

import hashlib
from pathlib import Path
from typing import Any, Final

from flask import url_for
from msgspec import Struct, structs

from app.assets import asset_url
from app.display.shown import display, of_page
from app.learning.content import renderer
from app.organisations.look import look_of_page
from app.services import services
from app.viewer import owner_of, viewer
from course.model import Module
from course.player_data import player_data

ASSETS: Final = ("first-shift.css", "first-shift-dark.css", "app.js", "mark.svg")


class Page(Struct, frozen=True):
    """A page to keep. address: where it is read; copy: where a copy comes from that opens nothing."""

    address: str
    copy: str


class Contents(Struct, frozen=True):
    """All of a module. mark: changes whenever something of it does; owner: whose pages they are."""

    slug: str
    title: str
    version: str
    mark: str
    owner: str
    pages: tuple[Page, ...]
    files: tuple[str, ...]


def shell() -> tuple[str, ...]:
    """Return what every page needs, as addresses that change with their content."""
    return tuple(asset_url(name) for name in ASSETS)


def contents(module: Module) -> Contents:
    """Return what is to be kept of a module, for the person who asks."""
    who = viewer()
    read = [url_for("home.getting_help")]
    read += [url_for("learning.card", slug=module.slug)] if module.card else []
    first = Page(
        url_for("learning.module", slug=module.slug),
        url_for("offline.module_page", slug=module.slug),
    )
    topics = tuple(
        Page(
            url_for("learning.topic", slug=module.slug, topic_slug=topic.slug),
            url_for("offline.topic", slug=module.slug, topic_slug=topic.slug),
        )
        for topic in module.topics
    )
    look = look_of_page()
    files = (
        *shell(),
        *(sheet["href"] for sheet in of_page()["sheets"]),
        *(look[part] for part in ("style", "logo") if look.get(part)),
        url_for("offline.questions", slug=module.slug),
        *_pictures(module),
    )
    return Contents(
        slug=module.slug,
        title=module.title,
        version=module.version,
        mark=mark_of(module),
        owner=str(owner_of(who)),
        pages=(first, *(Page(address, address) for address in read), *topics),
        files=tuple(dict.fromkeys(files)),
    )


def mark_of(module: Module) -> str:
    """Return a short text that changes with the module, the style sheets and scripts, and what is shown first."""
    who = viewer()
    made_of = (
        module.version,
        services().shelf.version,
        shell(),
        display().kept,
        who.nation,
        structs.asdict(who.look),
    )
    return hashlib.sha256(repr(made_of).encode()).hexdigest()[:16]


def practice_data(module: Module) -> dict[str, Any]:
    """Return the practice of a module as the browser marks it; of the assessment nothing is in it."""
    data = dict(player_data(module, renderer().inline))
    practice = {question.id for question in module.of_purpose("practice")}
    questions = [question for question in data["questions"] if question["id"] in practice]
    return {"questions": questions, "words": data["words"]}


def _pictures(module: Module) -> tuple[str, ...]:
    folder = Path(module.folder) / "images"
    names = sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())
    return tuple(url_for("learning.image", slug=module.slug, name=name) for name in names)
