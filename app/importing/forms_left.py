"""Open forms of the welcome meeting that an import would leave with a supervisor from whom it takes the doctor."""

import uuid
from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy.orm import Session

from app.welcome.stranded import with_open_form


class Taken(Struct, frozen=True):
    """A doctor from whom supervisors are taken. supervisors: memberships."""

    key: uuid.UUID
    name: str
    supervisors: frozenset[uuid.UUID]


class FormsLeft(Struct, frozen=True):
    """Whose forms are left with a supervisor, by names. Nobody opens them until their doctors pass them on."""

    supervisor: str
    doctors: tuple[str, ...]


def forms_left(
    session: Session, taken: Iterable[Taken], names: dict[uuid.UUID, str]
) -> tuple[FormsLeft, ...]:
    """Return the supervisors with whom forms would be left, by name. names: of supervisors."""
    doctors: dict[uuid.UUID, list[Taken]] = {}
    for each in taken:
        for supervisor in each.supervisors:
            doctors.setdefault(supervisor, []).append(each)
    found = []
    for supervisor, theirs in doctors.items():
        open_forms = with_open_form(session, supervisor)
        left = sorted((each.name for each in theirs if each.key in open_forms), key=str.casefold)
        if left:
            found.append(FormsLeft(names[supervisor], tuple(left)))
    return tuple(sorted(found, key=lambda each: each.supervisor.casefold()))
