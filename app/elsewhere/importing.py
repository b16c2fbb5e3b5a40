"""Statements from a file into an organisation's records: looked through, then stored whole or not at all."""

import hashlib
from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import log
from app.elsewhere.actors import actor_of, is_ours
from app.elsewhere.matching import claims
from app.errors import BadInput, NotFound
from app.organisations.models import Membership
from app.records.embedded import store_errors
from app.records.reading import FROM_FILE, plain_data
from app.services import Services
from app.viewer import Member
from lrs import LRS, Authority
from lrs.transfer import plain
from lrs.transfer.lines import TransferError
from lrs.transfer.plain import File

MOST_LABEL: Final = 60


class Checked(Struct, frozen=True):
    """A file that was looked through. people: how many actors it has; known: how many of them are matched."""

    file: File
    people: int
    known: int


class UnreadableStatements(BadInput):
    """Raised for a file that holds no statements that can be read."""


def text_of(content: bytes) -> str:
    """Return what a file holds, unpacked. Raises UnreadableStatements."""
    try:
        return plain.unpacked(content).decode()
    except TransferError as error:
        raise UnreadableStatements(error.message) from error
    except UnicodeDecodeError:
        raise UnreadableStatements(
            "This file is no text in UTF-8, as JSON is: send statements as JSON, plain or in gzip."
        ) from None


def check(parts: Services, session: Session, asker: Member, label: str, text: str) -> Checked:
    """Look a file through; nothing is written. Raises UnreadableStatements, StoreAway, NotFound."""
    lrs = _store(parts)
    try:
        with store_errors():
            found = plain.look_through(lrs, _authority(lrs, asker, label), text.encode())
    except TransferError as error:
        raise UnreadableStatements(error.message) from error
    actors = _actors(found)
    return Checked(found, len(actors), _known(parts, session, asker, actors))


def carry_out(parts: Services, asker: Member, label: str, file: File) -> None:
    """Store a file without faults; what is stored already stays as it is."""
    lrs = _store(parts)
    with store_errors():
        plain.store(lrs, _authority(lrs, asker, label), file)


def write_down(
    session: Session,
    asker: Member,
    how_far: Literal["begun", "imported"],
    file: File,
    counts: Mapping[str, int],
) -> None:
    """Write in the audit log how far an import has come. counts: statements and new ones, of when it began."""
    digest = hashlib.sha256(b"\n".join(file.bodies)).hexdigest()
    log.write(
        session,
        asker.organisation_id,
        f"statements.{how_far}",
        by=asker,
        object=f"file {digest[:16]}",
        words=f"{counts['statements']} in the file, {counts['new']} of them new",
    )


def must_have_store(parts: Services) -> None:
    """Raise NotFound where the records lie in another record store."""
    _store(parts)


def has_store(parts: Services) -> bool:
    """Say whether the records lie in this server's own store, which alone can say who brought what."""
    return parts.embedded_lrs is not None


def name_of(label: str) -> str:
    """Return under which name the authority of a file's statements stands."""
    return f"{FROM_FILE}{label}"


def _store(parts: Services) -> LRS:
    if parts.embedded_lrs is None:
        raise NotFound(
            "Your organisation’s records lie in another record store: import the file there."
        )
    return parts.embedded_lrs


def _authority(lrs: LRS, asker: Member, label: str) -> Authority:
    return plain.authority_of_file(str(asker.organisation_id), lrs.home_page, name_of(label))


def _actors(file: File) -> Mapping[str, str]:
    """Return the actors of a file that are people, with the member of this server whose account each may be."""
    bad = {fault.number for fault in file.faults}
    found = {}
    for number, body in enumerate(file.bodies, start=1):
        if number not in bad:
            agent = plain_data(body)["actor"]
            try:
                found[actor_of(agent)] = str(agent.get("account", {}).get("name", ""))
            except ValueError:
                continue  # a group
    return found


def _known(parts: Services, session: Session, asker: Member, actors: Mapping[str, str]) -> int:
    known = claims()
    claimed = set(
        session.scalars(
            select(known.c.actor).where(
                known.c.organisation_id == asker.organisation_id,
                known.c.membership_id.is_not(None),
            )
        )
    )
    members = {
        str(each)
        for each in session.scalars(
            select(Membership.id).where(Membership.organisation_id == asker.organisation_id)
        )
    }
    return sum(
        name in members if is_ours(parts.home_page, actor) else actor in claimed
        for actor, name in actors.items()
    )
