"""Start the demonstration: its own database, its people and their progress, passwords for today."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from flask import Flask
from sqlalchemy.orm import Session

from app.database import now
from app.demo import (
    assigned,
    inducted,
    journal,
    library,
    overlay,
    people,
    remarks,
    trust_form,
    welcome,
)
from app.demo.kept import keep_some
from app.demo.walk import Walk
from app.evidence import issuing
from app.evidence.standings import Holder
from app.factory import create_app
from app.installation import prepare
from app.organisations.models import Membership
from app.records.upkeep import send_and_read
from app.services import Services, services
from app.settings import Settings
from app.tenancy import within
from app.viewer import Member
from course.model import Module

DAYS_FOR_A_MODULE: Final = dt.timedelta(days=3)


def demonstration_settings(settings: Settings) -> Settings:
    """Return settings that touch neither real data nor another record store, and send mail to nobody.

    Mail that goes into a folder or is printed, to try it out, may stay.
    """
    file = settings.instance / "demo.sqlite"
    return settings._replace(
        database_url=f"sqlite:///{file}",
        # Nothing that the demonstration certifies may pass for a certificate of this server.
        signing_keys=settings.instance / "demo-signing-keys",
        public_address="",
        trusted_proxies=0,
        lrs_endpoint="",
        lrs_key="",
        lrs_secret="",
        smtp_server="",
    )


def demonstrate(settings: Settings, address: str) -> str:
    """Make the demonstration, or take up the one that is there; return who signs in with what.

    settings: of the demonstration; address: where the server will listen.
    """
    prepare(settings, address)
    with _app(settings):
        parts = services()
        with parts.database.read() as reading:
            there = people.is_there(reading)
        if not there:
            _make(parts)
        with parts.database.write() as session:
            given = people.new_passwords(session)
    return people.as_table(given)


@contextmanager
def _app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    with app.app_context():
        parts = services()
        try:
            yield app
        finally:
            parts.database.close()
            if parts.embedded_lrs is not None:
                parts.embedded_lrs.close()


def _make(parts: Services) -> None:
    modules = parts.shelf.course.for_audience("learners")
    with parts.database.write() as session:
        members = people.make_trust(session)
        with within(members["samuel"].organisation_id):
            _fill(parts, session, members, modules)
            session.flush()
    send_and_read(parts, now)
    for part in people.PARTS:
        if "passed" in part.goes:
            who = members[part.who]
            with within(who.organisation_id):
                issuing.issue_due(parts, Holder(who.id, who.organisation_id, ("learners",)), now())


def _fill(
    parts: Services,
    session: Session,
    members: dict[str, Membership],
    modules: Sequence[Module],
) -> None:
    overlay.give(session, _as_member(members["samuel"]), parts.shelf.course, now().date())
    library.add(session, _as_member(members["samuel"]), now().date())
    assigned.give(session, _as_member(members["samuel"]), members, modules, now())
    for part in people.PARTS:
        begins = now() - dt.timedelta(days=part.days)
        members[part.who].made = begins
        for nth, (module, goes) in enumerate(zip(modules, part.goes, strict=False)):
            walk = Walk(session, parts.home_page, members[part.who], module)
            walk.go(goes, begins + nth * DAYS_FOR_A_MODULE)
    if modules:
        remarks.give(session, members, modules[0])
    journal.write(session, members, "meera", now())
    welcome.hold(session, members, "meera", (("adaeze", True), ("htet", False)), now())
    trust_form.hold(session, members, _as_member(members["samuel"]), "karim", "tomos", now())
    inducted.give(session, parts.shelf.course.induction, members, now())
    for module in modules[:1]:
        keep_some(session, members["adaeze"], module, members["adaeze"].made)


def _as_member(administrator: Membership) -> Member:
    key = administrator.id
    return Member(key, administrator.organisation_id, key, administrator.roles)
