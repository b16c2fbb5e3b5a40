"""A trust's own part in the app: who changes it, what is refused, and who sees what."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.database import Database, now
from app.learning.content import KEY
from app.organisations.models import LocalAnswer, Organisation
from app.organisations.overlay import overlay_of
from packager import Overlay
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.trust import Trust
from tests.packager.overlay.pictures import picture, svg
from tests.support.html import words_of

PAGE = "/organisation/overlay"
HELP = "/organisation/overlay/answers/help"
TOPIC = "/learn/culture/teamwork-and-handover"
SCRIPT = "<script>alert(1)</script>"


def overlay(database: Database, trust: Trust) -> Overlay:
    with database.read() as session:
        return overlay_of(session, session.get_one(Organisation, trust.organisation))


def send_logo(actor: Actor, content: bytes, name: str = "logo.svg") -> TestResponse:
    # Written out by hand: the test client would leave a temporary file of a large form open.
    head = f'--part\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{actor.token()}'
    file = f'--part\r\nContent-Disposition: form-data; name="logo"; filename="{name}"\r\n\r\n'
    return actor.post(
        f"{PAGE}/logo",
        data=b"\r\n".join((head.encode(), file.encode() + content, b"--part--\r\n")),
        content_type="multipart/form-data; boundary=part",
    )


def grow_older(database: Database, days: int) -> None:
    with database.write() as session:
        for row in session.scalars(select(LocalAnswer)):
            row.given -= dt.timedelta(days=days)


def header_of(page: str) -> str:
    return page.partition("<header")[2].partition("</header>")[0]


@pytest.mark.parametrize("who", ["administrator", "lms-administrator"])
def test_an_administrator_gives_a_logo_and_everybody_of_the_trust_sees_it(
    sign_in: SignIn, as_learner: Actor, trust: Trust, other_trust: Trust, who: str
) -> None:
    administrator = sign_in(trust.email(who))
    assert "fs-header__logo" not in header_of(administrator.get(PAGE).text)
    assert send_logo(administrator, svg()).headers["Location"] == PAGE
    assert "The logo is saved." in administrator.get(PAGE).text
    header = header_of(as_learner.get("/learn").text)
    address = header.partition('fs-header__logo" src="')[2].partition('"')[0]
    seen = as_learner.get(address)
    assert seen.data.startswith(b"<svg") and seen.mimetype == "image/svg+xml"
    assert "sandbox" in seen.headers["Content-Security-Policy"]
    assert "immutable" in seen.headers["Cache-Control"]
    assert "private" in seen.headers["Cache-Control"]
    stranger = sign_in(other_trust.email("learner"))
    assert "fs-header__logo" not in stranger.get("/learn").text
    assert stranger.get(address).status_code == 404


def test_another_logo_has_another_address_and_may_be_taken_away(
    as_administrator: Actor, database: Database, trust: Trust
) -> None:
    send_logo(as_administrator, svg())
    first = header_of(as_administrator.get(PAGE).text)
    send_logo(as_administrator, picture("JPEG"), "photo.gif")
    second = header_of(as_administrator.get(PAGE).text)
    assert first != second and "fs-header__logo" in second
    logo = overlay(database, trust).logo
    assert logo and logo.suffix == ".png"
    stale = as_administrator.get("/organisation/logo?v=older")
    assert stale.data == logo.content and stale.headers["Cache-Control"] == "private, no-cache"
    as_administrator.send(f"{PAGE}/logo/remove")
    assert overlay(database, trust).logo is None
    assert as_administrator.get("/organisation/logo").status_code == 404


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (svg(f"{SCRIPT}"), "&lt;script&gt;, which a logo must not"),
        (b"hello", "is no PNG, JPEG, WebP, GIF or SVG"),
        (b"<svg" + b" " * 810_000, "use a picture of at most 800 kB"),
        (b"", "is empty"),
    ],
)
def test_a_file_that_is_no_logo_changes_nothing(
    as_administrator: Actor, database: Database, trust: Trust, content: bytes, told: str
) -> None:
    send_logo(as_administrator, svg())
    before = overlay(database, trust)
    answer = send_logo(as_administrator, content)
    assert answer.status_code == 400
    assert told in answer.text and "<script>" not in answer.text
    assert 'href="#logo"' in answer.text
    assert overlay(database, trust) == before


def test_no_file_is_asked_for(as_administrator: Actor) -> None:
    answer = as_administrator.send(f"{PAGE}/logo")
    assert answer.status_code == 400 and "Choose a picture first." in answer.text
    assert as_administrator.get(f"{PAGE}/logo").headers["Location"] == PAGE


def test_a_file_that_is_larger_than_any_request_is_refused_in_words(
    as_administrator: Actor,
) -> None:
    answer = send_logo(as_administrator, b"<svg" + b" " * 1_100_000)
    assert answer.status_code == 413 and "choose a smaller file" in answer.text


def test_a_colour_applies_to_every_page_of_the_trust(
    as_administrator: Actor, as_learner: Actor, sign_in: SignIn, other_trust: Trust
) -> None:
    as_administrator.send(f"{PAGE}/colour", accent=" #7C2855 ")
    saved = "The colour is saved. White words on it, as in the header: 9.1 to 1, very easy to read."
    assert saved in words_of(as_administrator.get(PAGE).text)
    page = as_learner.get("/learn").text
    address = page.partition('href="/organisation/overlay.css')[2].partition('"')[0]
    assert address == "?v=7c2855" and '<meta name="theme-color" content="#7c2855">' in page
    sheet = as_learner.get(f"/organisation/overlay.css{address}")
    assert sheet.mimetype == "text/css" and "--fs-accent: #7c2855;" in sheet.text
    stranger = sign_in(other_trust.email("learner"))
    assert "overlay.css" not in stranger.get("/learn").text
    assert stranger.get("/organisation/overlay.css").status_code == 404
    as_administrator.send(f"{PAGE}/colour", accent="")
    assert "First Shift’s own again" in as_administrator.get(PAGE).text
    assert "overlay.css" not in as_learner.get("/learn").text


@pytest.mark.parametrize(
    ("accent", "told", "tones"),
    [
        ("", "First Shift’s own dark blue", ("", "")),
        (
            "#7C2855",
            "White words on it, as in the header: 9.1 to 1, very easy to read.",
            ("#7c2855", "#591c3d"),
        ),
        ("#7C2855", "Black on it would have 2.3 to 1; no black words stand on it.", None),
        ("#007f3b", "White words on it, as in the header: 5.1 to 1, easy to read.", None),
        ("#41b6e6", "White words on it, as in the header: 2.3 to 1, far too hard to read.", None),
        ("#41b6e6", "which its darker tone", ("#41b6e6", "#2e83a5")),
        ("#8a8a8a", "White words on it, as in the header: 3.4 to 1, hard to read.", None),
        ("blue", "'blue' is no colour; write it like #005eb8.", ("", "")),
    ],
)
def test_a_colour_is_told_in_words_before_it_is_saved(
    as_administrator: Actor,
    database: Database,
    trust: Trust,
    accent: str,
    told: str,
    tones: tuple[str, str] | None,
) -> None:
    before = overlay(database, trust)
    answer = as_administrator.send(f"{PAGE}/colour", accent=accent, look="yes")
    assert answer.status_code == 200 and "There is a problem" not in answer.text
    words = words_of(answer.text).partition('id="colour"')[2].partition("</form>")[0]
    assert told in words
    assert f'value="{accent}"' in answer.text
    if tones:
        assert f'data-accent="{tones[0]}" data-deep="{tones[1]}"' in words
    assert overlay(database, trust) == before


def test_the_page_shows_how_what_is_saved_looks(
    as_administrator: Actor,
) -> None:
    def look() -> str:
        return words_of(as_administrator.get(PAGE).text).partition("data-look>")[2]

    assert "Nothing of your own is saved yet" in look()
    send_logo(as_administrator, svg())
    assert "As it is saved" in look() and 'src="/organisation/logo?v=' in look()


@pytest.mark.parametrize(
    ("accent", "told"),
    [
        ("#41b6e6", "has a contrast of 2.31 to 1 with white text"),
        ('red"><script>', "is no colour; write it like #005eb8."),
    ],
)
def test_a_colour_that_cannot_be_read_is_told_and_not_kept(
    as_administrator: Actor, database: Database, trust: Trust, accent: str, told: str
) -> None:
    answer = as_administrator.send(f"{PAGE}/colour", accent=accent)
    assert answer.status_code == 400 and told in answer.text and "<script>" not in answer.text
    assert 'href="#accent"' in answer.text
    assert overlay(database, trust).accent == ""


@BOTH
def test_an_answer_is_shown_with_its_day_in_the_topic_the_module_and_on_the_card(
    as_administrator: Actor, as_learner: Actor, sign_in: SignIn, other_trust: Trust
) -> None:
    assert "Ask your induction lead" in as_learner.get(TOPIC).text
    answer = as_administrator.send(HELP, crash_number=f" 4455\n{SCRIPT}", switchboard_number="0")
    assert answer.headers["Location"] == f"{PAGE}#answers"
    assert "2 answers changed." in as_administrator.get(PAGE).text
    today = f"{now():%-d %B %Y}"
    shown = "4455 &lt;script&gt;alert(1)&lt;/script&gt;"
    for path in (TOPIC, "/learn/culture", "/learn/culture/card"):
        page = as_learner.get(path).text
        assert shown in page and today in page and SCRIPT not in page, path
    assert "<dt>Number for the crash team</dt>" in as_learner.get("/learn/culture").text
    # No topic of this module asks for the switchboard.
    assert "<dt>Switchboard" not in as_learner.get("/learn/culture").text
    stranger = sign_in(other_trust.email("learner"))
    assert "4455" not in stranger.get(TOPIC).text
    assert "Numbers and contacts" not in stranger.get("/learn/culture").text


@BOTH
def test_only_what_has_changed_gets_a_new_day_unless_all_are_confirmed(
    as_administrator: Actor, database: Database, trust: Trust
) -> None:
    today = now().date()
    as_administrator.send(HELP, crash_number="4455", switchboard_number="0", security_number="3")
    grow_older(database, 100)
    as_administrator.send(HELP, crash_number="4455", switchboard_number="9", security_number="")
    given = overlay(database, trust).local_answers
    assert {key: (each.text, (today - each.given).days) for key, each in given.items()} == {
        "crash_number": ("4455", 100),
        "switchboard_number": ("9", 0),
    }
    assert f"{today - dt.timedelta(days=100):%-d %B %Y}" in as_administrator.get(PAGE).text
    as_administrator.send(HELP, crash_number="4455", switchboard_number="9", confirm="yes")
    assert {each.given for each in overlay(database, trust).local_answers.values()} == {today}
    grow_older(database, 30)
    as_administrator.send(f"{PAGE}/confirm")
    assert {each.given for each in overlay(database, trust).local_answers.values()} == {today}


def test_an_answer_that_is_too_long_is_told_and_nothing_is_kept(
    as_administrator: Actor, database: Database, trust: Trust
) -> None:
    answer = as_administrator.send(HELP, crash_number="4455", switchboard_number="9" * 201)
    assert answer.status_code == 400
    assert "Switchboard: it has 201 characters; use at most 200." in answer.text
    assert 'value="4455"' in answer.text and 'href="#switchboard_number"' in answer.text
    assert overlay(database, trust).local_answers == {}


def test_an_answer_that_the_course_does_not_ask_for_is_not_kept(
    as_administrator: Actor, database: Database, trust: Trust
) -> None:
    as_administrator.send(HELP, img_lead="Somebody of another group", nonsense="x")
    assert overlay(database, trust).local_answers == {}
    assert as_administrator.get("/organisation/overlay/answers/nonsense").status_code == 404


def test_a_change_is_seen_at_once_and_going_back_gives_the_renderer_that_was_kept(
    app: Flask, as_administrator: Actor, as_learner: Actor
) -> None:
    for number in ("4455", "3333", "4455"):
        as_administrator.send(HELP, crash_number=number)
        page = as_learner.get(TOPIC).text
        assert number in page and ("4455" if number == "3333" else "3333") not in page
    assert len(app.extensions[KEY].readings) == 2


def test_a_renderer_is_kept_for_the_answers_that_it_shows(
    app: Flask, as_administrator: Actor, as_learner: Actor, database: Database
) -> None:
    """Between looking up who asks and reading the answers, they may change."""
    as_administrator.send(HELP, crash_number="4455")
    with database.write() as session:
        session.scalars(select(LocalAnswer)).one().text = "3333"
    assert "3333" in as_learner.get(TOPIC).text
    as_administrator.send(HELP, crash_number="4455")
    assert "3333" not in as_learner.get(TOPIC).text


def test_a_name_that_is_too_long_for_a_header_is_cut(
    as_administrator: Actor, database: Database, trust: Trust
) -> None:
    with database.write() as session:
        session.get_one(Organisation, trust.organisation).name = "n" * 200
    name = overlay(database, trust).organisation
    assert len(name) == 120 and name.endswith("…")


def test_a_learner_changes_nothing(as_learner: Actor, database: Database, trust: Trust) -> None:
    for path in (HELP, f"{PAGE}/colour", f"{PAGE}/logo", f"{PAGE}/logo/remove", f"{PAGE}/confirm"):
        assert as_learner.send(path, accent="#7c2855", crash_number="1").status_code == 403
    assert overlay(database, trust) == Overlay(organisation=trust.name)


def test_one_link_of_the_navigation_is_the_current_one(as_administrator: Actor) -> None:
    for path, text in ((HELP, "Logo and answers"), ("/organisation", "Settings")):
        header = header_of(as_administrator.get(path).text)
        # Once for a desk, once in a phone's menu: one of the two is displayed.
        assert header.count("aria-current") == 2
        assert header.partition('aria-current="true">')[2].startswith(text)
