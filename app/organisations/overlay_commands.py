"""What changes an organisation's overlay. Each takes the organisation first, so that two wait in line."""

import datetime as dt
import hashlib
from collections.abc import Mapping

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.audit import log
from app.organisations.models import LocalAnswer, Organisation
from app.organisations.overlay import answers_of, digest_of
from app.organisations.people_queries import hold_organisation
from app.viewer import Member
from app.wording import counted
from packager.overlay import Logo, given_today, plain_accent


def set_accent(session: Session, asker: Member, accent: str) -> None:
    """Take a colour; empty for ours.

    Raises BadOptions for what is none, or too pale.
    """
    _own(session, asker).accent = plain_accent(accent) if accent else None
    _write_down(session, asker, f"Colour: {accent or 'First Shift’s own'}")


def set_logo(session: Session, asker: Member, logo: Logo | None) -> None:
    """Take a logo in the place of the one before; none for no logo."""
    organisation = _own(session, asker)
    organisation.logo = logo.content if logo else None
    organisation.logo_suffix = logo.suffix if logo else None
    organisation.logo_digest = hashlib.sha256(logo.content).hexdigest() if logo else None
    _write_down(session, asker, "Logo" if logo else "Logo removed")


def save_answers(
    session: Session, asker: Member, texts: Mapping[str, str], today: dt.date, *, confirm: bool
) -> int:
    """Take answers by key, checked before; an empty one takes the answer away. Return how many changed.

    An answer that stays as it was keeps its day, unless the asker confirms that all still hold.
    """
    organisation = _own(session, asker)
    kept = answers_of(session, organisation.id)
    changed = 0
    for key, text in texts.items():
        before, now = kept.get(key), given_today(text, today)
        same = (before.text if before else "") == now.text
        changed += not same
        if same and not confirm:
            continue
        row = session.get(LocalAnswer, (organisation.id, key))
        if row is not None and not now.text:
            session.delete(row)
        elif row is not None:
            row.text, row.given = now.text, today
        elif now.text:
            session.add(
                LocalAnswer(organisation_id=organisation.id, key=key, text=now.text, given=today)
            )
    _mark(session, organisation)
    if changed or confirm:
        words = f"{counted(changed, 'local answer')} changed{', the others confirmed' if confirm else ''}"
        _write_down(session, asker, words)
    return changed


def confirm_all(session: Session, asker: Member, today: dt.date) -> None:
    """Write down that every answer holds today."""
    organisation = _own(session, asker)
    session.execute(
        update(LocalAnswer)
        .where(LocalAnswer.organisation_id == organisation.id)
        .values(given=today)
    )
    _mark(session, organisation)
    _write_down(session, asker, "All local answers confirmed")


def _write_down(session: Session, asker: Member, words: str) -> None:
    log.write(session, asker.organisation_id, "overlay.changed", by=asker, words=words)


def _own(session: Session, asker: Member) -> Organisation:
    """Return the asker's organisation, held until the end of the writing."""
    hold_organisation(session, asker.organisation_id)
    return session.get_one(Organisation, asker.organisation_id, populate_existing=True)


def _mark(session: Session, organisation: Organisation) -> None:
    session.flush()
    organisation.answers_digest = digest_of(answers_of(session, organisation.id)) or None
