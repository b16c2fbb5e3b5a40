"""What a page weighs on the phone's network: what the page itself asks for, compressed, without pictures."""

import gzip
import re
from pathlib import Path

import pytest

from app.services import KEY, Services
from course.assets import FOLDER
from tests.app.actors import Actor
from tests.app.conftest import MODULES

MOST_BYTES = 150_000
ASKED_FOR = re.compile(r'<(?:link|script)[^>]* (?:href|src)="/assets/([^"?]+\.(?:css|js))')


@pytest.fixture
def one_module() -> Path:
    """Give the whole course in the place of one module."""
    return MODULES


def weight(page: str) -> int:
    """Return the bytes of a page with its style and scripts, each compressed as a server sends it."""
    files = [FOLDER / name for name in ASKED_FOR.findall(page)]
    assert files
    return sum(len(gzip.compress(part)) for part in (page.encode(), *map(Path.read_bytes, files)))


def test_no_page_of_a_learner_weighs_more_than_a_phone_should_load(as_learner: Actor) -> None:
    parts: Services = as_learner.application.extensions[KEY]
    course = parts.shelf.course
    pages = ["/learn", "/glossary", "/account", "/privacy"]
    for module in course.modules:
        pages.append(f"/learn/{module.slug}")
        pages += [f"/learn/{module.slug}/{topic.slug}" for topic in module.topics]
    weights = {}
    for address in pages:
        answer = as_learner.get(address)
        if answer.status_code == 200:  # some modules are for supervisors
            weights[address] = weight(answer.text)
    heavy = {address: bytes_ for address, bytes_ in weights.items() if bytes_ > MOST_BYTES}
    assert heavy == {} and len(weights) > 30, max(weights.values())
