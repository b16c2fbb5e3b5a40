"""The pages on which administrators keep providers and domains, and what each refuses."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditLine
from app.database import Database
from app.providers.errors import ProviderFault
from app.providers.models import EmailDomain, Identity, Provider
from tests.app.actors import Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.providers.conftest import NAME, Work
from tests.app.providers.fake import CLIENT, ISSUER, SECRET, FakeProvider
from tests.app.trust import Trust

NEW = {"name": NAME, "issuer": ISSUER, "client_id": CLIENT, "secret": SECRET}


def only(database: Database) -> Provider:
    with database.read() as session:
        return session.scalars(select(Provider)).one()


def test_a_provider_is_added_tested_turned_on_and_signs_in(
    app: Flask, as_administrator: Actor, as_platform_administrator: Actor, fake: FakeProvider,
    trust: Trust, database: Database,
) -> None:  # fmt: skip
    added = as_administrator.send("/sign-in-providers/new", **NEW)
    page = as_administrator.get(added.location)
    path = added.location
    assert f"http://localhost/sign-in/with/{path.split('/')[-1]}/answer" in page.text
    assert SECRET not in page.text
    assert as_administrator.send(f"{path}/on").status_code == 409
    assert as_administrator.send(f"{path}/test").status_code == 303
    assert as_administrator.send(f"{path}/on").status_code == 303
    asked = as_administrator.send("/sign-in-providers/domains", domain="@Alder.Example.")
    assert asked.status_code == 303
    waiting = as_platform_administrator.get("/email-domains").text
    assert "alder.example" in waiting and "1 domain waits for your word" in waiting
    with database.read() as session:
        row = session.scalars(select(EmailDomain)).one()
    assert as_platform_administrator.send(f"/email-domains/{row.id}/confirm").status_code == 303
    fake.person("sub-1", trust.email("learner"))
    browser = new_actor(app)
    begin = path.replace("/sign-in-providers/", "/sign-in/with/")
    state = fake.hear(browser.get(begin).location)
    browser.get(f"{begin}/answer", query_string={"state": state, "code": "a-code"})
    assert browser.get("/learn").status_code == 200
    with database.read() as session:
        words = " ".join(session.scalars(select(AuditLine.words)))
    for told in (f"{NAME}: Added", "Turned on", "alder.example: confirmed", "Matched by e-mail"):
        assert told in words
    assert SECRET not in words


def test_the_secret_is_kept_sealed_and_stays_where_none_is_typed(
    as_administrator: Actor, work: Work, database: Database
) -> None:
    before = only(database).secret
    assert before is not None and SECRET.encode() not in before
    path = f"/sign-in-providers/{work.id}/change"
    assert (
        as_administrator.send(path, **(NEW | {"secret": "", "name": "Doctors"})).status_code == 303
    )
    after = only(database)
    assert after.secret == before and after.name == "Doctors" and after.enabled


def test_another_address_or_client_has_to_be_tested_anew(
    as_administrator: Actor, work: Work, trust: Trust, app: Flask, database: Database
) -> None:
    work.fake.person("sub-1", trust.email("learner"))
    browser = new_actor(app)
    work.come(browser)
    as_administrator.send(f"/sign-in-providers/{work.id}/change", **(NEW | {"client_id": "b"}))
    assert not only(database).enabled and not only(database).told
    assert browser.get("/learn").status_code == 302


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Enter what your people call it"),
        ("issuer", "", "Enter the address of the provider"),
        ("issuer", "http://login.alder.example", "begins with https://"),
        ("issuer", "http://localhost:8080", "begins with https://"),
        ("issuer", "https://a:b@login.alder.example", "begins with https://"),
        ("issuer", "login.alder.example", "begins with https://"),
        ("issuer", "https://[login", "begins with https://"),
        ("issuer", "https://login.alder.example?x=1", "without ? and #"),
        ("client_id", " ", "Enter the client ID"),
        ("secret", "s" * 501, "That is too long"),
    ],
)
def test_what_cannot_be_a_provider_is_told_at_its_field(
    field: str, typed: str, sentence: str, as_administrator: Actor
) -> None:
    page = as_administrator.send("/sign-in-providers/new", **(NEW | {field: typed}))
    assert page.status_code == 400 and sentence in page.text
    if field != "name":
        assert NAME in page.text


def test_two_providers_of_one_name_could_not_be_told_apart(
    as_administrator: Actor, work: Work
) -> None:
    page = as_administrator.send("/sign-in-providers/new", **NEW)
    assert page.status_code == 400 and "must tell them apart" in page.text


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"issuer": "https://login.birch.example"}, "another than the one that was asked"),
        ({"issuer": None}, "another than the one that was asked"),
        ({"jwks_uri": None}, "against OpenID Connect"),
        ({"token_endpoint": "http://login.alder.example/token"}, "against OpenID Connect"),
        ({"userinfo_endpoint": "http://10.0.0.1/"}, "does not begin with https://"),
        ({"response_types_supported": ["id_token"]}, "sign-in by a code"),
        ({"code_challenge_methods_supported": ["plain"]}, "PKCE with S256"),
        ({"id_token_signing_alg_values_supported": ["HS256", "RS256x"]}, "no way that shows"),
    ],
)
def test_a_description_that_cannot_be_used_is_told_in_a_sentence(
    told: dict[str, object], sentence: str, as_administrator: Actor, work: Work, database: Database
) -> None:
    work.fake.metadata = told
    page = as_administrator.send(f"/sign-in-providers/{work.id}/test")
    assert page.status_code == 400 and sentence in page.text
    assert not only(database).told


def test_a_provider_without_a_public_key_is_of_no_use(as_administrator: Actor, work: Work) -> None:
    work.fake.listed = []
    assert "gives no public key" in as_administrator.send(f"/sign-in-providers/{work.id}/test").text


def test_a_provider_that_is_down_is_told_at_the_test(as_administrator: Actor, work: Work) -> None:
    work.fake.down = ProviderFault("No server has the name login.alder.example.", "Check it.")
    page = as_administrator.send(f"/sign-in-providers/{work.id}/test").text
    assert "No server has the name" in page and "Check it." in page


def test_rules_are_tried_before_they_are_saved(
    as_administrator: Actor, work: Work, database: Database
) -> None:
    path = f"/sign-in-providers/{work.id}/people"
    rules = 'groups contains "a" -> supervisor, lead\neverybody -> learner'
    tried = as_administrator.send(path, rules=rules, claims='{"groups": ["a"]}', do="try")
    assert "They give: <strong>Doctor (learner), Supervisor, IMG lead</strong>" in tried.text
    assert "Line 1: " in tried.text and only(database).rules == ""
    none = as_administrator.send(path, rules='a is "b" -> lead', claims="", do="try")
    assert "They give no role" in none.text
    wrong = as_administrator.send(path, rules=rules, claims="[1]", do="try")
    assert wrong.status_code == 400 and "no JSON object" in wrong.text
    bad = as_administrator.send(path, rules="x\ny", strong="a", do="save")
    assert bad.status_code == 400 and "Line 1: " in bad.text and "Line 2: " in bad.text
    saved = as_administrator.send(path, rules=rules, makes_people="y", strong="loa3", do="save")
    assert saved.status_code == 303
    row = only(database)
    assert (row.rules, row.makes_people, row.strong) == (rules, True, "loa3")


def test_turning_off_and_removing_sign_people_out(
    app: Flask, as_administrator: Actor, work: Work, trust: Trust, database: Database
) -> None:
    work.fake.person("sub-1", trust.email("learner"))
    browser = new_actor(app)
    work.come(browser)
    assert (
        "It knows one person" in as_administrator.get(f"/sign-in-providers/{work.id}/remove").text
    )
    as_administrator.send(f"/sign-in-providers/{work.id}/off")
    assert browser.get("/learn").status_code == 302
    assert as_administrator.send(f"/sign-in-providers/{work.id}/remove").status_code == 303
    with database.read() as session:
        assert session.query(Provider).count() == session.query(Identity).count() == 0
    assert browser.sign_in(trust.email("learner")).status_code == 302


def test_passwords_can_be_turned_off_only_where_a_provider_is_on(
    as_administrator: Actor, work: Work
) -> None:
    path = "/sign-in-providers/passwords"
    assert as_administrator.send(path, passwords="off").status_code == 303
    assert "is <strong>off</strong>" in as_administrator.get("/sign-in-providers").text
    assert as_administrator.send(path, passwords="on").status_code == 303
    as_administrator.send(f"/sign-in-providers/{work.id}/off")
    refused = as_administrator.send(path, passwords="off")
    assert refused.status_code == 409 and "Turn on a provider first" in refused.text


def test_an_administrator_disconnects_a_work_account_that_is_no_longer_theirs(
    as_administrator: Actor, work: Work, trust: Trust
) -> None:
    work.fake.person("sub-1", trust.email("learner"))
    work.come()
    path = f"/people/{trust.members['learner']}"
    assert "Disconnect the work account" in as_administrator.get(path).text
    away = as_administrator.send(f"/sign-in-providers{path}/disconnect")
    assert away.status_code == 303
    work.fake.person("sub-new", trust.email("learner"))
    assert work.come().status_code == 302


def test_nothing_of_another_trusts_providers_is_found(
    work: Work, trust: Trust, other_trust: Trust, sign_in: SignIn, database: Database
) -> None:
    actor = sign_in(other_trust.email("administrator"))
    for path in ("", "/change", "/people", "/remove"):
        assert actor.get(f"/sign-in-providers/{work.id}{path}").status_code == 404
    for path in ("/test", "/on", "/off", "/remove"):
        assert actor.send(f"/sign-in-providers/{work.id}{path}").status_code == 404
    with database.read() as session:
        domain = session.scalars(select(EmailDomain.id)).one()
    assert actor.send(f"/sign-in-providers/domains/{domain}/take-out").status_code == 404
    learner = trust.members["learner"]
    assert actor.send(f"/sign-in-providers/people/{learner}/disconnect").status_code == 404
    assert ISSUER not in actor.get("/sign-in-providers").text


def test_only_the_platform_confirms_domains(
    as_administrator: Actor, work: Work, database: Database
) -> None:
    with database.read() as session:
        domain = session.scalars(select(EmailDomain.id)).one()
    assert as_administrator.get("/email-domains").status_code == 403
    assert as_administrator.send(f"/email-domains/{domain}/confirm").status_code == 403


def test_a_domain_is_one_trusts_at_a_time(
    as_platform_administrator: Actor, work: Work, other_trust: Trust, sign_in: SignIn,
    database: Database,
) -> None:  # fmt: skip
    actor = sign_in(other_trust.email("administrator"))
    assert actor.send("/sign-in-providers/domains", domain="alder.example").status_code == 303
    with database.read() as session:
        mine, theirs = session.scalars(select(EmailDomain).order_by(EmailDomain.made)).all()
    page = as_platform_administrator.get("/email-domains").text
    assert "confirmed for another organisation already" in page
    refused = as_platform_administrator.send(f"/email-domains/{theirs.id}/confirm")
    assert refused.status_code == 409 and "Take it from that one first" in refused.text
    as_platform_administrator.send(f"/email-domains/{mine.id}/refuse")
    assert as_platform_administrator.send(f"/email-domains/{theirs.id}/confirm").status_code == 303


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter a domain"),
        ("nhs.net", "People of many organisations have addresses in nhs.net"),
        ("gmail.com", "People of many organisations"),
        ("alder", "Enter a domain such as"),
        ("a b.example", "Enter a domain such as"),
        ("-a.example", "Enter a domain such as"),
        ("alder.example", "is in the list already"),
    ],
)
def test_what_can_be_nobodys_domain_is_refused(
    typed: str, sentence: str, as_administrator: Actor, work: Work
) -> None:
    page = as_administrator.send("/sign-in-providers/domains", domain=typed)
    assert page.status_code == 400 and sentence in page.text
