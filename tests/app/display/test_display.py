"""How pages look: chosen by anybody, kept for the person and on the device, said by the server."""

import re

import pytest
from flask import Flask

from app.display.choices import Display, read
from app.display.shown import COOKIE
from tests.app.actors import TOKEN, Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.learning.walking import SLUG, module_of
from tests.app.trust import Trust

CHOSEN = {"text": "2", "spacing": "1", "contrast": "more", "theme": "dark", "pictures": "ask"}
SHEET = re.compile(r'<link rel="stylesheet" href="/assets/(first-shift[^"?]*)[^>]*media="([^"]+)"')


def test_a_visitor_chooses_for_the_device(client: Actor) -> None:
    assert client.send("/display", **CHOSEN).status_code == 302
    page = client.get("/sign-in").text
    assert '<html lang="en-GB" class="fs-text-2 fs-spacing-1 fs-low">' in page
    assert SHEET.findall(page) == [("first-shift-dark-contrast.css", "screen")]
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None and cookie.value == "2.1.more.dark.ask"


def test_a_person_finds_their_choice_on_another_device(
    as_learner: Actor, sign_in: SignIn, trust: Trust
) -> None:
    as_learner.send("/display", **CHOSEN)
    assert "fs-text-2" in sign_in(trust.email("learner")).get("/learn").text
    assert "fs-text-2" not in sign_in(trust.email("other-learner")).get("/learn").text


def test_what_a_person_chose_goes_before_what_the_device_says(
    client: Actor, as_learner: Actor, trust: Trust
) -> None:
    as_learner.send("/display", **{**CHOSEN, "theme": "light", "contrast": "0"})
    client.send("/display", **CHOSEN)
    client.sign_in(trust.email("learner"))
    assert SHEET.findall(client.get("/learn").text) == []


@pytest.mark.parametrize(
    ("display", "sheets"),
    [
        (Display(), {"first-shift-dark.css": "screen and (prefers-color-scheme: dark)"}),
        (Display(theme="light"), {}),
        (Display(theme="light", contrast="more"), {"first-shift-contrast.css": "screen"}),
        (
            Display(contrast="more"),
            {
                "first-shift-contrast.css": "screen and (prefers-color-scheme: light)",
                "first-shift-dark-contrast.css": "screen and (prefers-color-scheme: dark)",
            },
        ),
    ],
)
def test_each_choice_of_colours_has_its_sheets(display: Display, sheets: dict[str, str]) -> None:
    assert dict(display.sheets) == sheets


@pytest.mark.parametrize("kept", ["", "9.9.9", "<script>", "2.1.more.dark.ask.more", "....."])
def test_a_cookie_that_makes_no_sense_changes_nothing_else(kept: str) -> None:
    assert read(kept) in (Display(), Display(**CHOSEN))


def test_a_choice_that_is_none_is_refused_at_its_field(client: Actor) -> None:
    answer = client.send("/display", **{**CHOSEN, "theme": "pink"})
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert client.get_cookie(COOKIE) is None


def test_the_way_back_never_leads_elsewhere(client: Actor) -> None:
    assert "elsewhere" not in client.get("/display?next=//elsewhere.example").text


def test_pictures_are_words_until_they_are_opened(app: Flask, as_learner: Actor) -> None:
    topic = next(t for t in module_of(app).topics if "](images/" in t.body)
    address = f"/learn/{SLUG}/{topic.slug}"
    page = as_learner.get(address).text
    assert re.search(r'<img [^>]*width="\d+"', page) and "Show the picture" not in page
    as_learner.send("/display", **{**CHOSEN})
    page = as_learner.get(address).text
    alt = re.search(r"!\[([^\]]+)\]\(images/", topic.body)
    assert alt and f"</b> {alt[1]}</p>" in page
    assert re.search(r"<details[^>]*>.*?<img [^>]*loading=\"lazy\"", page, re.DOTALL)


def test_behind_https_the_choice_is_bound_to_the_host(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    environment["FIRSTSHIFT_PUBLIC_ADDRESS"] = "https://learn.example"
    visitor = new_actor(request.getfixturevalue("app"))
    secure = {"base_url": "https://learn.example", "headers": {"Referer": "https://learn.example/"}}
    page = visitor.get("/display", **secure)
    token = TOKEN.search(page.text)
    assert token
    answer = visitor.post("/display", data={"csrf_token": token[1], **CHOSEN}, **secure)
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if COOKIE in c)
    assert cookie.startswith(f"__Host-{COOKIE}=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
