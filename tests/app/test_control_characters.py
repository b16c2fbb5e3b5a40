"""Control characters in every field of every form: nothing breaks, and nothing of them is kept."""

from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Person
from app.database import Database
from app.organisations.models import Invitation
from tests.app.actors import PASSWORD, Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.databases import BOTH
from tests.app.trust import Trust, make_platform_administrator

NUL = "a\x00b"
TYPED = {"text", "search", "email", "tel", "url", "number", "date", None}


class Forms(HTMLParser):
    """The forms of a page that hold a field to type in. found: method, address and fields of each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, dict[str, Any]]] = []
        self._typed = False
        self._form: tuple[str, str, dict[str, Any]] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = dict(attrs)
        if tag == "form":
            self._form = (had.get("method") or "get", had.get("action") or "", {})
            self._typed = False
        name = had.get("name")
        if self._form is None or not name:
            return
        fields, kind = self._form[2], had.get("type")
        if tag == "textarea" or (tag == "input" and kind in TYPED):
            fields[name] = f"{NUL}@x.example" if kind == "email" else NUL
            self._typed = True
        elif tag == "input" and kind == "password":
            fields[name] = PASSWORD
        elif tag == "input" and kind == "hidden":
            fields[name] = had.get("value") or ""
        elif tag == "input" and kind in {"radio", "checkbox"}:
            fields[name] = had.get("value") or "on"
        elif tag == "option" or tag == "select":
            fields.setdefault(name, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form is not None:
            if self._typed:
                self.found.append(self._form)
            self._form = None


def pages_of(app: Flask, trust: Trust) -> list[str]:
    """Return the addresses of pages that this trust's people can ask for."""
    known = {
        "membership_id": trust.members["other-learner"],
        "slug": "culture",
        "organisation_id": trust.organisation,
    }
    made = []
    with app.test_request_context():
        urls = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and rule.arguments <= known.keys():
                given = {name: known[name] for name in rule.arguments}
                made.append(urls.build(rule.endpoint, given))
    return sorted(set(made))


@BOTH
def test_a_nul_in_any_field_breaks_nothing(
    app: Flask, trust: Trust, database: Database, sign_in: SignIn
) -> None:
    broken, sent = set(), set()
    platform = make_platform_administrator(database)
    who = [
        trust.email(each)
        for each in ("learner", "supervisor", "lms-administrator", "administrator")
    ]
    left = pages_of(app, trust)
    for actor in (new_actor(app), *map(sign_in, (*who, platform))):
        for page in tuple(left):
            seen = actor.get(page)
            if seen.status_code != 200 or seen.mimetype != "text/html":
                continue
            left.remove(page)
            for method, action, fields in Forms(seen.text).found:
                address = action.partition("#")[0] or page
                if (method.lower(), address) in sent:
                    continue
                sent.add((method.lower(), address))
                try:
                    if method.lower() == "post":
                        answer = actor.post(address, data=fields)
                    else:
                        answer = actor.get(address, query_string=fields)
                    if answer.status_code >= 500:
                        broken.add((method, address, str(answer.status_code)))
                except Exception as error:  # whatever it is, it would be a 500 for them
                    broken.add((method, address, repr(error)[:200]))
    assert not broken
    reached = {address for _, address in sent}
    assert {"/sign-in", "/people/add", "/account/name", "/records", "/search"} <= reached


@BOTH
@pytest.mark.parametrize(
    "path", ["/supervision?name=%00", "/supervision/picture?cohort=%00", "/search?q=%00"]
)
def test_a_nul_in_an_address_breaks_nothing(as_supervisor: Actor, path: str) -> None:
    assert as_supervisor.get(path).status_code in {200, 400}


def test_what_cannot_be_seen_is_in_no_name_and_no_address(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    as_administrator.send(
        "/people/add",
        name="Dr \x00\u202eAm\u200bara",
        email="am\u200bara@x.example",
        roles=["learner"],
    )
    as_administrator.send("/account/name", preferred_name="A\u202ed\x07a\u200b", said="")
    with database.read() as session:
        found = session.scalars(select(Invitation)).one()
        names = session.scalars(select(Person.preferred_name).where(Person.preferred_name != ""))
        assert (found.name, found.email) == ("Dr Amara", "amara@x.example")
        assert names.all() == ["Ada"]
