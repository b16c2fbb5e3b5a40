"""Links that lead out of a package: each opens a tab of its own, which knows nothing of the course."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import msgspec
import pytest

from course.model import Course
from packager import PackageOptions, package
from packager.formats import FORMATS
from tests.packager.zips import unzipped

LINK = "see [the guide](https://guide.example/page){target=_top rel=opener}"


@pytest.fixture
def linked(course: Course) -> Course:
    """Give the sample course with a link in prose, in a question, and on the card."""
    (module,) = course.modules
    topics = tuple(msgspec.structs.replace(t, body=f"{t.body}\n\n{LINK}\n") for t in module.topics)
    questions = tuple(msgspec.structs.replace(q, explanation=LINK) for q in module.questions)
    assert module.card is not None
    card = msgspec.structs.replace(module.card, body=LINK)
    changed = msgspec.structs.replace(module, topics=topics, questions=questions, card=card)
    return msgspec.structs.replace(course, modules=(changed,))


def texts_in(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for each in data.values():
            yield from texts_in(each)
    elif isinstance(data, list):
        for each in data:
            yield from texts_in(each)


def outside_links(html: str) -> list[lxml.html.HtmlElement]:
    page = lxml.html.fragment_fromstring(html, create_parent="div")
    return [link for link in page.iter("a") if "//" in link.get("href", "")]


@pytest.mark.parametrize("format_", FORMATS)
def test_each_opens_a_tab_that_knows_nothing_of_the_course(
    linked: Course, assets: Path, format_: str
) -> None:
    made = package(linked, ("sample",), PackageOptions(format=format_), assets=assets)
    files = unzipped(made.content)
    data = files["course-data.js"].decode().removeprefix("window.FS_DATA=").rstrip(";\n")
    told = [text for text in texts_in(json.loads(data)) if "<a " in text]
    on_page, in_data = outside_links(files["index.html"].decode()), outside_links(" ".join(told))
    assert len(on_page) > 5, "prose, sources, further reading, card"
    assert len(in_data) > 5, "what the player says after an answer"
    for link in (*on_page, *in_data):
        assert (link.get("target"), link.get("rel")) == ("_blank", "noopener noreferrer")
