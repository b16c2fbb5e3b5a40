"""A person who writes in their journal, as a browser without script does."""

import re
import uuid
from typing import Any

from werkzeug.test import TestResponse

from tests.app.actors import Actor

HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">')
NEW = "/journal/new/three"


def carried(page: TestResponse) -> dict[str, str]:
    """Return what the first form about an entry on a page carries beside the text."""
    assert page.status_code < 500, page.text
    start = page.text.index('name="entry"')
    form = page.text[page.text.rindex("<form", 0, start) : page.text.index("</form>", start)]
    return dict(HIDDEN.findall(form))


def write(actor: Actor, page: str = NEW, do: str = "save", **fields: Any) -> TestResponse:
    """Open a page on which one writes, fill in fields, and send it. Names: ``what``, ``so_what`` …"""
    return send(actor, carried(actor.get(page)), do, **fields)


def send(actor: Actor, hidden: dict[str, str], do: str = "save", **fields: Any) -> TestResponse:
    """Send what a page carried, with fields."""
    parts = {
        name if name == "title" else f"part-{name.replace('_', '-')}": value
        for name, value in fields.items()
    }
    return actor.post("/journal/save", data={**hidden, **parts, "do": do})


def save(actor: Actor, text: str = "I held her hand.", **fields: Any) -> str:
    """Save an entry; return its address."""
    answer = write(actor, what=text, **fields)
    assert answer.status_code == 303, answer.text
    return address_of(answer)


def address_of(answer: TestResponse) -> str:
    """Return the address of the entry to which an answer leads."""
    found = re.match(r"/journal/entries/[0-9a-f-]{36}", answer.headers["Location"])
    assert found, answer.headers["Location"]
    return found[0]


def id_of(address: str) -> uuid.UUID:
    """Return the id of the entry at an address."""
    return uuid.UUID(address.rpartition("/")[2])


def version_of(actor: Actor, address: str) -> int:
    """Return the version that a page of the entry carries."""
    return int(carried(actor.get(f"{address}/write"))["version"])
