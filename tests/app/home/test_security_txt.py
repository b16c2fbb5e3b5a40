"""Whom to tell of a hole: RFC 9116."""

import datetime as dt
import re

import pytest
from flask import Flask

from app.home.security_txt import security_txt
from app.settings import read_settings
from tests.app.actors import Actor

PATH = "/.well-known/security.txt"
NOON = dt.datetime(2026, 12, 3, 12, tzinfo=dt.UTC)


def test_without_a_contact_there_is_no_such_file(client: Actor) -> None:
    assert client.get(PATH).status_code == 404


def test_it_is_given_to_everybody_and_has_not_expired(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    environment["FIRSTSHIFT_SECURITY_CONTACT"] = "safety@trust.example"
    app: Flask = request.getfixturevalue("app")
    answer = app.test_client().get(PATH)
    assert answer.content_type == "text/plain; charset=utf-8"
    assert "Contact: mailto:safety@trust.example\n" in answer.text
    found = re.search(r"^Expires: (.+)$", answer.text, re.MULTILINE)
    assert found
    left = dt.datetime.fromisoformat(found[1]) - dt.datetime.now(dt.UTC)
    assert dt.timedelta(days=30) < left < dt.timedelta(days=365)


def test_a_page_can_be_named_and_the_file_says_where_it_belongs() -> None:
    page = security_txt("https://trust.example/holes", "https://learn.example", NOON)
    assert page.splitlines() == [
        "Contact: https://trust.example/holes",
        "Expires: 2027-06-01T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: https://learn.example/.well-known/security.txt",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        "trust.example",
        "http://trust.example",
        "https://",
        "a@b c",
        "https://x.example/\nContact: y",
    ],
)
def test_a_contact_that_is_none_is_refused_at_the_start(wrong: str) -> None:
    with pytest.raises(Exception, match="SECURITY_CONTACT"):
        read_settings({"FIRSTSHIFT_SECURITY_CONTACT": wrong})
