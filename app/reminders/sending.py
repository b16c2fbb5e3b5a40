"""Writing the mails that are due: once each for a period, however often and wherever this is run.

That a mail was written stands in the same transaction as the mail. Two processes that come to it at
once write the same key, and the second gives way.
"""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from sqlalchemy import Row, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload, selectinload

from app.accounts.letters import END
from app.accounts.models import Person
from app.accounts.names import called
from app.assignments.due import today
from app.mail.letters import Letter, write
from app.organisations.models import Membership, MembershipRole, Organisation, Role
from app.reminders.asked import Asked, Kept
from app.reminders.kinds import KINDS, Kind
from app.reminders.links import PATH, token_for
from app.reminders.models import ReminderChoice, ReminderSent
from app.reminders.sources import SOURCES
from app.reminders.when import APART, period, told_until
from app.services import Services
from app.tenancy import within
from app.viewer import Viewer

Outcome = Literal["written", "nothing", "before"]
"""A mail was written (or would be); there was nothing to say; it was written before, or a moment ago."""


class Due(Struct, frozen=True):
    """A mail that is due. person: its reader; name: as they are called."""

    kind: Kind
    period: str
    membership_id: uuid.UUID
    organisation_id: uuid.UUID
    organisation: str
    person_id: uuid.UUID
    email: str
    name: str
    roles: frozenset[Role]


def remind(
    parts: Services, moment: dt.datetime, base: str, *, dry: bool = False
) -> Counter[tuple[str, Outcome]]:
    """Write every mail that is due at a moment; return how many of each kind came to what.

    base: the address of this server, without a slash at its end; dry: write nothing.
    """
    with parts.database.read() as session:
        found = list(due(session, moment))
    kept: Kept = {}
    outcomes: Counter[tuple[str, Outcome]] = Counter()
    for each in found:
        with within(each.organisation_id), parts.database.read() as session:
            before = _was_sent(session, each, moment)
            said = [] if before else _paragraphs(parts, session, each, moment, kept)
        outcome: Outcome = "before" if before else "written" if said else "nothing"
        if said and not dry and not _write(parts, each, said, moment, base):
            outcome = "before"
        outcomes[each.kind.key, outcome] += 1
    return outcomes


def due(session: Session, moment: dt.datetime) -> Iterator[Due]:
    """Return the mails whose day has come: to members who are here and have chosen a password."""
    chosen = {
        (row.membership_id, row.kind): row.weekday
        for row in session.scalars(select(ReminderChoice))
    }
    for kind in KINDS:
        periods = [period(kind.rhythm, day, moment) for day in range(7)]
        if not any(periods):
            continue
        for found, organisation in _members(session, kind):
            weekday = chosen.get((found.id, kind.key), kind.weekday)
            name = periods[weekday] if weekday is not None else None
            if name is not None:
                yield Due(
                    kind,
                    name,
                    found.id,
                    found.organisation_id,
                    organisation,
                    found.person_id,
                    found.person.email,
                    called(found.person.name, found.person.preferred_name),
                    found.roles,
                )


def _members(session: Session, kind: Kind) -> Sequence[Row[Membership, str]]:
    with_role = select(MembershipRole.membership_id).where(MembershipRole.role.in_(kind.roles))
    return session.execute(
        select(Membership, Organisation.name)
        .join(Person, Person.id == Membership.person_id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.ended.is_(None), Membership.paused.is_(None), Person.password_hash != "")
        .where(Membership.id.in_(with_role))
        .order_by(Membership.made, Membership.id)
        .options(joinedload(Membership.person), selectinload(Membership.role_rows))
    ).all()


def _was_sent(session: Session, each: Due, moment: dt.datetime) -> bool:
    """Say whether this period's mail was written, or one of its kind so lately that it would be too much."""
    latest = _latest(session, each)
    if latest is None or latest.period == each.period:
        return latest is not None
    return each.kind.rhythm != "once" and moment - latest.at < APART


def _latest(session: Session, each: Due) -> ReminderSent | None:
    sent = select(ReminderSent).where(
        ReminderSent.membership_id == each.membership_id, ReminderSent.kind == each.kind.key
    )
    return session.scalars(sent.order_by(ReminderSent.at.desc()).limit(1)).first()


def _paragraphs(
    parts: Services, session: Session, each: Due, moment: dt.datetime, kept: Kept
) -> list[str]:
    viewer = Viewer(
        person_id=each.person_id,
        name=each.name,
        sign_in_id=each.membership_id,  # nobody is signed in: nothing here asks for it
        platform_administrator=False,
        membership_id=each.membership_id,
        organisation_id=each.organisation_id,
        organisation_name=each.organisation,
        roles=each.roles,
    )
    latest = _latest(session, each)
    asked = Asked(
        parts,
        viewer,
        each.membership_id,
        each.organisation_id,
        today(moment),
        told_until(today(moment), today(latest.at) if latest else None),
        kept,
    )
    return [text for source in SOURCES[each.kind.key] for text in source(session, asked)]


def _write(parts: Services, each: Due, said: Sequence[str], moment: dt.datetime, base: str) -> bool:
    """Write a mail, and that it was written, or neither; say whether it was."""
    sent = ReminderSent(
        organisation_id=each.organisation_id,
        membership_id=each.membership_id,
        kind=each.kind.key,
        period=each.period,
        at=moment,
    )
    try:
        with parts.database.write() as session:
            session.add(sent)
            session.flush()  # of two processes, one waits here and is then refused
            letter = _letter(parts, each, said, base)
            write(parts, session, letter, moment, person_id=each.person_id)
    except IntegrityError:
        return False
    return True


def _letter(parts: Services, each: Due, said: Sequence[str], base: str) -> Letter:
    token = token_for(parts.sealing_keys, each.membership_id, each.kind.key)
    off = f"{base}{PATH}{token}"
    paragraphs = (
        f"Dear {each.name},",
        f"This is about {each.organisation}.",
        *said,
        f"{each.kind.way}\n{base}{each.kind.path}",
        f"Another day, or none of these mails: {base}/account/reminders\n"
        f"Stop them at once, without signing in: {off}",
        END,
    )
    return Letter(each.email, each.kind.subject, "\n\n".join(paragraphs), unsubscribe=off)
