"""The filled files as they are kept, for whoever may see them: ``filled.py`` decides that."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.welcome.access import Side
from app.welcome.models import WelcomeForm
from app.welcome.own_models import WelcomeFilled
from app.welcome.texts import Texts


def rows(session: Session, form_id: uuid.UUID) -> Sequence[WelcomeFilled]:
    """Return what stands in a meeting now, for whoever may see it."""
    return session.scalars(
        select(WelcomeFilled)
        .where(WelcomeFilled.form_id == form_id, WelcomeFilled.removed.is_(None))
        .order_by(WelcomeFilled.made, WelcomeFilled.id)
    ).all()


def plain(session: Session, form: WelcomeForm) -> list[dict[str, Any]]:
    """Return the files of a meeting as they stand in what is signed."""
    return [
        {
            "id": str(row.id),
            "by": row.side,
            "kind": row.kind,
            "size": row.size,
            "sha256": row.digest,
        }
        for row in rows(session, form.id)
    ]


def copy_own(session: Session, old: WelcomeForm, new: WelcomeForm, sealed: Texts) -> None:
    """Give a new meeting copies of what the doctor has filled: what was the supervisor's stays behind."""
    for row in rows(session, old.id):
        if row.side != Side.IMG.value:
            continue
        copy = WelcomeFilled(
            id=uuid.uuid4(), organisation_id=new.organisation_id, form_id=new.id, made=row.made
        )
        copy.made_by, copy.side, copy.kind = row.made_by, row.side, row.kind
        copy.size, copy.digest = row.size, row.digest
        copy.kept = sealed.close(
            sealed.open(row.kept, "welcome_filled", row.id), "welcome_filled", copy.id
        )
        session.add(copy)
    session.flush()
