"""E-mail domains: which organisation owns which, as the platform's administrator has confirmed.

By its domains an organisation catches people: whoever writes from there is led to its provider, and the
provider may sign in whoever has an address there. That no organisation catches another's people, somebody
who belongs to neither has to look.
"""

import datetime as dt
import re
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.audit import log
from app.errors import Conflict, NotFound
from app.providers.models import EmailDomain, Provider
from app.viewer import Member, Viewer

_DOMAIN: Final = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?"
)
MOST_LETTERS: Final = 253
MOST_OF_ONE: Final = 20

SHARED: Final = frozenset(
    [
        *("nhs.net", "nhs.uk", "nhs.scot", "wales.nhs.uk", "hscni.net", "ac.uk", "co.uk", "org.uk"),
        *(
            "gov.uk",
            "doctors.org.uk",
            "doctors.net.uk",
            "gmail.com",
            "googlemail.com",
            "outlook.com",
        ),
        *("outlook.co.uk", "hotmail.com", "hotmail.co.uk", "live.com", "live.co.uk", "msn.com"),
        *("yahoo.com", "yahoo.co.uk", "icloud.com", "me.com", "aol.com", "btinternet.com"),
        *("proton.me", "protonmail.com", "gmx.com", "mail.com", "rediffmail.com", "yandex.com"),
    ]
)
"""Domains in which people of many organisations have addresses: nobody owns them here."""


class DomainRow(Struct, frozen=True):
    """A domain as pages show it. taken_by_other: another organisation has it already."""

    id: uuid.UUID
    domain: str
    organisation: str
    made: dt.datetime
    confirmed: dt.datetime | None
    taken_by_other: bool = False


def plain(text: str) -> str:
    """Return a domain as it is kept: lower case, without an @ before or a dot behind it."""
    return text.strip().lower().removeprefix("@").removesuffix(".")


def fault_of(domain: str) -> str:
    """Return what is wrong with a domain as a sentence; empty for one that may be asked for."""
    if len(domain) > MOST_LETTERS or not _DOMAIN.fullmatch(domain):
        return "Enter a domain such as alder-valley.nhs.uk: what stands after the @ of your people’s addresses."
    if domain in SHARED:
        return (
            f"People of many organisations have addresses in {domain}, so that it can be no organisation’s own."
            " People with such addresses connect their work account in their account."
        )
    return ""


def belongs_to(session: Session, domain: str, organisation_id: uuid.UUID) -> bool:
    """Say whether a domain is confirmed as an organisation's own."""
    found = exists().where(
        EmailDomain.taken == domain, EmailDomain.organisation_id == organisation_id
    )
    return bool(session.scalar(select(found)))


def providers_of(session: Session, domain: str) -> tuple[Provider, ...]:
    """Return the providers that are turned on for addresses of a domain, by name."""
    return tuple(
        session.scalars(
            select(Provider)
            .join(EmailDomain, EmailDomain.organisation_id == Provider.organisation_id)
            .where(EmailDomain.taken == domain, Provider.enabled)
            .order_by(Provider.name)
        )
    )


def any_provider(session: Session) -> bool:
    """Say whether somebody here signs in by a work account, so that the way to it is shown."""
    return bool(session.scalar(select(exists().where(Provider.enabled))))


def own(session: Session, asker: Member) -> tuple[DomainRow, ...]:
    """Return the domains of the asker's organisation, by name."""
    rows = session.scalars(
        select(EmailDomain)
        .where(EmailDomain.organisation_id == asker.organisation_id)
        .order_by(EmailDomain.domain)
    )
    return tuple(_row(row) for row in rows)


def every(session: Session) -> tuple[DomainRow, ...]:
    """Return every domain of every organisation: those that wait first, the oldest first."""
    rows = session.scalars(
        select(EmailDomain).order_by(
            EmailDomain.confirmed.is_not(None), EmailDomain.made, EmailDomain.domain
        )
    ).all()
    taken = {row.taken for row in rows if row.taken}
    return tuple(_row(row, row.taken is None and row.domain in taken) for row in rows)


def waiting(session: Session) -> int:
    """Return how many domains wait to be confirmed."""
    wanted = select(func.count()).select_from(EmailDomain).where(EmailDomain.confirmed.is_(None))
    return session.scalar(wanted) or 0


def ask_for(session: Session, asker: Member, domain: str, moment: dt.datetime) -> None:
    """Say that a domain is the asker's organisation's own. Raises Conflict."""
    rows = own(session, asker)
    if domain in {row.domain for row in rows}:
        raise Conflict(f"{domain} is in the list already.")
    if len(rows) >= MOST_OF_ONE:
        raise Conflict(f"There are {MOST_OF_ONE} domains already. Take one out first.")
    session.add(EmailDomain(organisation_id=asker.organisation_id, domain=domain, made=moment))
    session.flush()
    words = f"{domain}: asked for"
    log.write(session, asker.organisation_id, "sign_in.domain", by=asker, words=words)


def take_out(session: Session, asker: Member, domain_id: uuid.UUID) -> str:
    """Take a domain out of the asker's organisation; return it. Raises NotFound for another's."""
    row = session.get(EmailDomain, domain_id)
    if row is None or row.organisation_id != asker.organisation_id:
        raise NotFound("There is no such domain in your organisation.")
    session.delete(row)
    words = f"{row.domain}: taken out"
    log.write(session, asker.organisation_id, "sign_in.domain", by=asker, words=words)
    return row.domain


def confirm(
    session: Session, asker: Viewer, domain_id: uuid.UUID, moment: dt.datetime
) -> DomainRow:
    """Confirm that a domain is an organisation's own. Raises Conflict where another has it; NotFound."""
    row = _any(session, domain_id)
    domain = row.domain
    row.taken, row.confirmed = domain, moment
    try:
        session.flush()
    except IntegrityError as error:
        raise Conflict(
            f"{domain} is confirmed for another organisation. Take it from that one first, if it is a"
            " mistake."
        ) from error
    _log_by_platform(session, asker, row, "confirmed")
    return _row(row)


def refuse(session: Session, asker: Viewer, domain_id: uuid.UUID) -> DomainRow:
    """Take a domain from an organisation, confirmed or not; return it. Raises NotFound."""
    row = _any(session, domain_id)
    shown = _row(row)
    _log_by_platform(session, asker, row, "taken back" if row.confirmed else "refused")
    session.delete(row)
    return shown


def _log_by_platform(session: Session, asker: Viewer, row: EmailDomain, what: str) -> None:
    """Write it into the organisation's log and the platform's: both are concerned."""
    words = f"{row.domain}: {what}"
    log.write(session, row.organisation_id, "sign_in.domain", by=None, words=words)
    words = f"{row.organisation.name}, {words}"
    log.write(session, None, "sign_in.domain", by=asker, words=words)


def _any(session: Session, domain_id: uuid.UUID) -> EmailDomain:
    row = session.get(EmailDomain, domain_id)
    if row is None:
        raise NotFound("This domain is no longer in the list.")
    return row


def _row(row: EmailDomain, taken_by_other: bool = False) -> DomainRow:
    return DomainRow(
        row.id, row.domain, row.organisation.name, row.made, row.confirmed, taken_by_other
    )
