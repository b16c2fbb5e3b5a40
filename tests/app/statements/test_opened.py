"""An administrator opens one statement: in English, part by part, and as JSON to the last digit."""

import uuid
from html import unescape

import msgspec
import pytest
from flask import Flask

from app.records.contract import Recorded
from app.records.reading import plain_data
from app.statements import lines as statement_lines
from app.statements.names import Names
from course.vocabulary import Verb, module_iri
from lrs import Authority
from tests.app.actors import Actor
from tests.app.learning.walking import SLUG, parts_of
from tests.app.statements.asking import ids, run_curl
from tests.app.supervision.telling import statement, store
from tests.app.trust import Trust
from tests.support.html import words_of

NUMBERS = '"score":{"scaled":0.8400,"raw":84.0},"extensions":{"https://a.example/n":[1e400,%s]}' % (
    "9" * 5000
)


def opened(actor: Actor, number: object) -> str:
    page = actor.get(f"/records/statements/{number}")
    assert page.status_code == 200
    return page.text


def test_a_statement_is_told_part_by_part(
    app: Flask, as_administrator: Actor, trust: Trust
) -> None:
    told = statement(trust)
    store(app, trust.organisation, told)
    page = opened(as_administrator, told["id"])
    words = words_of(page)
    title = "Dr Ngozi Eze passed “Welcome: UK and NHS culture” with 84 %, in 48 minutes."
    assert f'<h1 class="nhsuk-heading-l app-break">{title}</h1>' in page
    for fact in (
        Verb.PASSED,
        module_iri(SLUG),
        told["context"]["registration"],
        "Version of the activity",
        "First Shift itself",
        "This server’s own record store",
        "12 March 2026, 10:00",
        told["id"],
        "PT48M",
    ):
        assert fact in words, fact
    assert f'href="/records/registrations/{told["context"]["registration"]}"' in page
    assert f'href="/records?person={trust.members["learner"]}"' in page
    (more,) = [part for part in page.split('href="') if part.startswith("/records?activity=")]
    assert ids(as_administrator.get(unescape(more.split('"')[0])).text) == [told["id"]]


def test_every_digit_is_kept(app: Flask, as_administrator: Actor, trust: Trust) -> None:
    body = msgspec.json.encode(statement(trust, result={})).replace(
        b'"result":{}', b'"result":{%s}' % NUMBERS.encode()
    )
    assert parts_of(app).records.send(trust.organisation, [body]) == ()
    page = opened(as_administrator, plain_data(body)["id"])
    assert '"scaled": 0.8400,' in unescape(page) and "1e400" in page and "9" * 5000 in page
    assert "with 84 %" in page and ">0.8400<" in page


def test_what_a_key_wrote_names_the_key(app: Flask, as_administrator: Actor, trust: Trust) -> None:
    lrs = parts_of(app).embedded_lrs
    assert lrs is not None
    organisation = str(trust.organisation)
    key, secret = lrs.credentials.issue(organisation, "Totara <b>", ("statements/write",))
    authority = lrs.authority(lrs.credentials.verify(key, secret))
    stranger = Authority.of_account(
        organisation, "https://lms.example.org", "LMS", frozenset({"all"})
    )
    told, other = statement(trust), statement(trust)
    lrs.store(msgspec.json.encode(told), authority)
    lrs.store(msgspec.json.encode(other), stranger)
    assert "The key “Totara &lt;b&gt;”" in opened(as_administrator, told["id"])
    assert "The key LMS of https://lms.example.org" in opened(as_administrator, other["id"])


@pytest.mark.parametrize("path", ["statements/{}", "registrations/{}"])
def test_curl_gets_what_the_page_shows(
    app: Flask, as_administrator: Actor, client: Actor, trust: Trust, path: str
) -> None:
    lrs = parts_of(app).embedded_lrs
    assert lrs is not None
    told = statement(trust)
    store(app, trust.organisation, told)
    key, secret = lrs.credentials.issue(str(trust.organisation), "curl", ("all/read",))
    number = told["id"] if "statements" in path else told["context"]["registration"]
    page = as_administrator.get(f"/records/{path.format(number)}").text
    assert run_curl(client, page).status_code == 401
    answer = run_curl(client, page, f"{key}:{secret}")
    assert answer.status_code == 200 and told["id"] in answer.text


def test_curl_asks_the_same_as_the_list(
    app: Flask, as_administrator: Actor, client: Actor, trust: Trust
) -> None:
    lrs = parts_of(app).embedded_lrs
    assert lrs is not None
    wanted, other = statement(trust), statement(trust, Verb.FAILED)
    store(app, trust.organisation, wanted, other)
    key, secret = lrs.credentials.issue(str(trust.organisation), "curl", ("all/read",))
    query = {
        "person": str(trust.members["learner"]),
        "verb": Verb.PASSED,
        "module": SLUG,
        "since": "2026-01-01",
        "order": "oldest",
    }
    page = as_administrator.get("/records", query_string=query).text
    answer = run_curl(client, page, f"{key}:{secret}")
    assert [each["id"] for each in answer.get_json()["statements"]] == [wanted["id"]] == ids(page)


def test_all_kinds_of_things_are_told(app: Flask, as_administrator: Actor, trust: Trust) -> None:
    group = {
        "objectType": "Group",
        "member": [{"mbox": f"mailto:{who}@alder.example"} for who in "abcde"],
    }
    inner = {
        "objectType": "SubStatement",
        "actor": {"openid": "https://id.example/amina"},
        "verb": {"id": Verb.COMPLETED},
        "object": {"id": "https://lms.example.org/things/ward%20round"},
    }
    earlier = statement(trust)
    planned = statement(trust, "https://verbs.example/planned", actor=group, object=inner)
    ref = {"objectType": "StatementRef", "id": earlier["id"]}
    commented = statement(trust, "https://verbs.example/commented-on", object=ref)
    for told in (planned, commented):
        del told["context"]["revision"]
        del told["result"]
    planned["attachments"] = [
        {
            "usageType": "https://a.example/certificate",
            "display": {"en": "A certificate"},
            "contentType": "application/pdf",
            "length": 12,
            "sha2": "a" * 64,
            "fileUrl": "https://a.example/certificate.pdf",
        }
    ]
    store(app, trust.organisation, earlier, planned, commented)
    page = words_of(opened(as_administrator, planned["id"]))
    assert (
        "a@alder.example, b@alder.example, c@alder.example and 2 more planned this:"
        " https://id.example/amina completed “ward%20round”." in page
    )
    assert "A certificate: application/pdf, 12 bytes" in page
    page = opened(as_administrator, commented["id"])
    assert "commented-on another statement." in page
    assert f'href="/records/statements/{earlier["id"]}"' in page


def test_what_breaks_every_rule_is_still_a_line() -> None:
    names = Names("https://firstshift.example", {}, {}, {})
    body = b'{"id":"%s","verb":{"id":"x"},"actor":{"member":3},"stored":"2026-03-12T10:00:00Z"}'
    recorded = Recorded.of(None, body % str(uuid.UUID(int=7)).encode())
    line = statement_lines.line(recorded, names)
    assert line.sentence == statement_lines.UNREADABLE
    assert line.at == recorded.stored
