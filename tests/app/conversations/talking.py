"""Two people who keep a record, as browsers without script do."""

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.app.actors import Actor
from tests.app.reflection.test_sharing import copies, share
from tests.app.reflection.writing import save as save_entry
from tests.app.trust import Trust

RECORDS = "/conversations"
VERSION = re.compile(r'name="version" value="(\d+)"')
FIELDS = {
    "day": "2026-11-20",
    "minutes": "20",
    "topics": "Worry without a number",
    "takes": "To ask what somebody sees",
    "offers": "To listen to two calls",
    "step": "One call this week",
    "owner": "doctor",
    "by": "2026-12-01",
}


@pytest.fixture
def entry(as_learner: Actor, trust: Trust) -> str:
    """Share an entry with the supervisor; return its address."""
    address = save_entry(as_learner, "I had taken her nod for relief.")
    share(as_learner, trust, address)
    return address


@pytest.fixture
def about(entry: str, as_supervisor: Actor) -> str:
    """Return where the record about the shared entry is begun."""
    (copy,) = copies(as_supervisor)
    return f"{RECORDS}/about/{copy.rpartition('/')[2]}"


def version_on(page: TestResponse) -> str:
    """Return the version that a page's form carries."""
    found = VERSION.search(page.text)
    assert found, page.text
    return found[1]


def send(actor: Actor, page: str, *, version: str = "", **fields: Any) -> TestResponse:
    """Fill in a page on which one writes, with FIELDS where nothing else is said, and send it."""
    version = version or version_on(actor.get(page))
    return actor.send(page, version=version, **{**FIELDS, **fields})


def begin(actor: Actor, about: str, **fields: Any) -> str:
    """Begin a record; return its address."""
    answer = send(actor, about, **fields)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def agree(actor: Actor, record: str, version: str = "") -> TestResponse:
    """Agree to a record as it stands, or as it stood; return its page."""
    version = version or version_on(actor.get(record))
    answer = actor.send(f"{record}/agree", version=version)
    assert answer.status_code == 303, answer.text
    return actor.get(record)
