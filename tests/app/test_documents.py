"""What the documentation says of the code."""

import re

import pytest

from app.documents import pages, settings_page
from app.permissions import ACTION_NAMES, ALLOW
from app.settings import ROOT, SETTINGS, Settings
from course.vocabulary import Verb


@pytest.mark.parametrize(("name", "page"), pages().items(), ids=pages())
def test_the_page_in_the_documentation_is_the_one_made_from_the_code(name: str, page: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == page, "run: firstshift docs"


def test_every_setting_is_documented_and_read() -> None:
    page = settings_page()
    assert all(f"## `FIRSTSHIFT_{s.name}`" in page and s.help in page for s in SETTINGS)
    assert {s.name.lower() for s in SETTINGS} == set(Settings._fields)


def test_every_action_has_words() -> None:
    assert set(ACTION_NAMES) == set(ALLOW)


def test_every_verb_that_is_recorded_is_documented() -> None:
    page = (ROOT / "docs" / "statements.md").read_text(encoding="utf-8")
    verbs = {value for name, value in vars(Verb).items() if name.isupper()}
    assert set(re.findall(r"`(http://adlnet\.gov/expapi/verbs/\w+)`", page)) == verbs
