"""The pages that are open to all, and where each role begins."""

import datetime as dt
from pathlib import Path

import pytest
from flask import Flask

from app import wording
from app.services import KEY
from app.wording import day_and_time, file_size
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust


@pytest.mark.parametrize("path", ["/accessibility", "/privacy", "/licences", "/sign-in"])
def test_everybody_reads_the_open_pages(client: Actor, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("who", "start"),
    [
        ("learner", "/learn"),
        ("lms-administrator", "/packages"),
        ("supervisor", "/supervision"),
        ("administrator", "/people"),
    ],
)
def test_each_role_begins_where_its_work_is(
    sign_in: SignIn, trust: Trust, who: str, start: str
) -> None:
    actor = sign_in(trust.email(who))
    assert actor.get("/").headers["Location"] == start
    assert f'href="{start}"' in actor.get("/account").text


def test_the_privacy_page_names_the_other_record_store(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    environment |= {
        "FIRSTSHIFT_LRS_ENDPOINT": "https://lrs.example/xapi",
        "FIRSTSHIFT_LRS_KEY": "key",
        "FIRSTSHIFT_LRS_SECRET": "secret",
    }
    app: Flask = request.getfixturevalue("app")
    assert app.extensions[KEY].embedded_lrs is None
    client = app.test_client()
    assert "https://lrs.example/xapi" in client.get("/privacy").text
    assert client.get("/xapi/about").status_code == 404


def test_moments_are_told_in_the_time_of_the_united_kingdom() -> None:
    assert day_and_time(dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)) == "2 July 2026, 00:30"
    assert day_and_time(dt.datetime(2026, 1, 1, 0, 5, tzinfo=dt.UTC)) == "1 January 2026, 00:05"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("0001-01-01T00:00:00Z", "1 January 1, 00:00"),
        ("9999-12-31T23:59:59Z", "31 December 9999, 23:59"),
    ],
)
def test_moments_at_the_edges_of_the_calendar_are_told_too(moment: str, words: str) -> None:
    assert day_and_time(dt.datetime.fromisoformat(moment)) == words


def test_moments_come_to_london_in_one_place_alone() -> None:
    """It knows of the edges of the calendar; whoever goes another way breaks a page on them."""
    app = Path(wording.__file__).parent
    found = [each for each in app.rglob("*.py") if "astimezone(LONDON)" in each.read_text()]
    assert [each.name for each in found] == ["wording.py"]


def test_sizes_are_told_in_round_numbers() -> None:
    assert [file_size(n) for n in (1, 412_400, 1_250_000)] == ["1 kB", "412 kB", "1.2 MB"]


def test_the_page_on_privacy_says_what_waits_in_the_browser(client: Actor) -> None:
    words = " ".join(client.get("/privacy").text.split())
    assert "opens as a cmi5 or xAPI package" in words
    assert "waits in the browser until it is sent, and is then removed" in words
