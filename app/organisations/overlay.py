"""An organisation's overlay as it is kept: its look and its own answers, for pages and packages alike."""

import hashlib
import uuid
from collections.abc import Mapping
from typing import Final

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.organisations.models import LocalAnswer, Organisation
from app.tenancy import within
from app.typed import converter
from app.viewer import Member
from course.local_answers import LocalAnswerGiven
from course.visible import one_line
from packager.overlay import MAX_ORGANISATION_CHARS, Logo, Overlay

NONE_GIVEN: Final = ""
_logo = converter(Logo)
"""The digest of no answers at all."""


def overlay_of(session: Session, organisation: Organisation) -> Overlay:
    """Return the overlay of an organisation. A name that is too long for a header is cut."""
    return Overlay(
        organisation=_shown_name(organisation.name),
        logo=logo_of(organisation),
        accent=organisation.accent or "",
        nation=organisation.nation,
        local_answers=answers_of(session, organisation.id),
    )


def own_overlay(session: Session, asker: Member) -> Overlay:
    """Return the overlay of the asker's organisation."""
    return overlay_of(session, session.get_one(Organisation, asker.organisation_id))


def logo_of(organisation: Organisation) -> Logo | None:
    """Return the logo; none where there is none."""
    if organisation.logo is None:
        return None
    return _logo({"suffix": organisation.logo_suffix, "content": organisation.logo})


def answers_of(session: Session, organisation_id: uuid.UUID) -> dict[str, LocalAnswerGiven]:
    """Return every answer of an organisation by its key, in the order of the keys."""
    wanted = select(LocalAnswer.key, LocalAnswer.text, LocalAnswer.given)
    with within(organisation_id):  # whoever opens a dispatched course may be signed in elsewhere
        rows = session.execute(wanted.order_by(LocalAnswer.key)).all()
    return {row.key: LocalAnswerGiven(row.text, row.given) for row in rows}


def digest_of(answers: Mapping[str, LocalAnswerGiven]) -> str:
    """Return a text that differs where any answer or its day does."""
    if not answers:
        return NONE_GIVEN
    return hashlib.sha256(msgspec.json.encode(answers, order="sorted")).hexdigest()


def _shown_name(name: str) -> str:
    line = one_line(name)
    if len(line) <= MAX_ORGANISATION_CHARS:
        return line
    return f"{line[: MAX_ORGANISATION_CHARS - 1]}…"
