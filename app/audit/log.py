"""Writing the audit log: a line in the transaction of its act, so that neither is without the other."""

import datetime as dt
import secrets
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal

from msgspec import Struct
from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.audit.acts import ACTS
from app.audit.chain import PLATFORM, START, digest_of, number_of
from app.audit.models import AuditHead, AuditLine, AuditName
from app.database import now
from app.organisations.models import Invitation, Membership
from app.viewer import Member, Viewer

Kind = Literal["membership", "person", "invitation"]
_SALT_BYTES: Final = 16
_AT_ONCE: Final = 500
"""How many names are asked for in one query."""


class Named(Struct, frozen=True):
    """Somebody whom a line names: a member, a person who acts for the platform, or who is invited."""

    kind: Kind
    id: uuid.UUID


class Act(Struct, frozen=True):
    """An act. about and other: whom it concerns; object and words: as ``models.AuditLine`` has them."""

    act: str
    about: Named | None = None
    other: Named | None = None
    object: str = ""
    words: str = ""


def member_of(membership_id: uuid.UUID) -> Named:
    """Name a member."""
    return Named("membership", membership_id)


def invited(invitation_id: uuid.UUID) -> Named:
    """Name somebody who is invited, for as long as the invitation is kept."""
    return Named("invitation", invitation_id)


def doer(who: Member | Viewer | None) -> Named | None:
    """Return who acts; none for the server itself."""
    if who is None:
        return None
    if who.membership_id is not None:
        return Named("membership", who.membership_id)
    return Named("person", who.person_id) if isinstance(who, Viewer) else None


def write(
    session: Session,
    organisation_id: uuid.UUID | None,
    act: str,
    *,
    by: Member | Viewer | Named | None,
    about: Named | None = None,
    other: Named | None = None,
    object: str = "",
    words: str = "",
) -> None:
    """Add a line to an organisation's log, or to the platform's where there is none.

    act: a key of ACTS; object: kind and number of a thing, such as ``package 4f…``; words: what changed,
    in words that hold nothing personal and no secret. Raises KeyError for an unknown act.
    """
    write_all(session, organisation_id, (Act(act, about, other, object, words),), by=by)


def write_all(
    session: Session,
    organisation_id: uuid.UUID | None,
    acts: Iterable[Act],
    *,
    by: Member | Viewer | Named | None,
    at: dt.datetime | None = None,
) -> None:
    """Add several lines, as ``write`` does one."""
    found = tuple(acts)
    if not found:
        return
    chain, moment = organisation_id or PLATFORM, (at or now()).astimezone(dt.UTC)
    who = by if isinstance(by, Named) else doer(by)
    # First the names, then the head: others wait for it, and so not for these queries.
    session.flush()
    named = {each for act in found for each in (who, act.about, act.other) if each is not None}
    names = _names(session, named)
    head = _locked_head(session, chain)
    for act in found:
        ACTS[act.act]
        line = AuditLine(
            chain=chain,
            seq=head.seq + 1,
            at=moment,
            act=act.act,
            by=names[who] if who else None,
            about=names[act.about] if act.about else None,
            other=names[act.other] if act.other else None,
            object=act.object,
            words=act.words,
        )
        line.digest = digest_of(line, head.digest)
        head.seq, head.digest = line.seq, line.digest
        session.add(line)
    session.flush()


def joined(session: Session, invitation_id: uuid.UUID, membership_id: uuid.UUID) -> None:
    """Let the names of an invitation that was accepted be those of the member."""
    session.execute(
        update(AuditName)
        .where(AuditName.invitation_id == invitation_id)
        .values(invitation_id=None, membership_id=membership_id)
    )


def _locked_head(session: Session, chain: uuid.UUID) -> AuditHead:
    """Return the end of a chain, which no other transaction can reach until this one is over."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    insert: Any = sqlite.insert if on_sqlite else postgresql.insert
    row = insert(AuditHead).values(chain=chain, seq=0, digest=START)
    session.execute(row.on_conflict_do_nothing())
    wanted = select(AuditHead).where(AuditHead.chain == chain).with_for_update()
    return session.scalars(wanted.execution_options(populate_existing=True)).one()


_COLUMNS: Final = {
    "membership": AuditName.membership_id,
    "person": AuditName.person_id,
    "invitation": AuditName.invitation_id,
}
_NOW: Final[dict[str, Any]] = {
    "membership": select(Membership.id, Person.name).join(
        Person, Person.id == Membership.person_id
    ),
    "person": select(Person.id, Person.name),
    "invitation": select(Invitation.id, Invitation.name),
}


def _names(session: Session, wanted: set[Named]) -> dict[Named, uuid.UUID]:
    """Return the number of each one's name as it is now; written down where it was not yet."""
    numbers: dict[Named, uuid.UUID] = {}
    for kind, column in _COLUMNS.items():
        ids = sorted(each.id for each in wanted if each.kind == kind)
        for start in range(0, len(ids), _AT_ONCE):
            _read_names(session, kind, column, ids[start : start + _AT_ONCE], numbers)
    session.flush()
    return numbers


def _read_names(
    session: Session,
    kind: Any,
    column: Any,
    ids: Sequence[uuid.UUID],
    numbers: dict[Named, uuid.UUID],
) -> None:
    table_key = _NOW[kind].selected_columns[0]
    names = dict(session.execute(_NOW[kind].where(table_key.in_(ids))).all())
    kept = {
        (owner, name): key
        for owner, name, key in session.execute(
            select(column, AuditName.name, AuditName.id).where(column.in_(ids))
        )
    }
    for owner, name in names.items():
        key = kept.get((owner, name))
        if key is None:
            salt = secrets.token_bytes(_SALT_BYTES)
            key = number_of(salt, owner, name)
            row = AuditName(id=key, name=name, salt=salt, owner=owner, **{f"{kind}_id": owner})
            session.add(row)
        numbers[Named(kind, owner)] = key
