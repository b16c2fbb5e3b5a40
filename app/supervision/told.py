"""What one statement says about a registration, read with care: it may come from anywhere."""

import datetime as dt
import re
import uuid
from typing import Final

from msgspec import Struct

from app.records.contract import Recorded
from app.records.reading import is_from_file, moment_of, one_line, seconds_of
from course.vocabulary import Extension, Verb, module_iri

MODULE: Final = re.compile(re.escape(module_iri("")) + r"([a-z0-9-]+)(?:/.*)?")
RESULT_VERBS: Final = frozenset({Verb.PASSED, Verb.FAILED})
STATUS_VERBS: Final = RESULT_VERBS | {Verb.COMPLETED}


MOST_ABOUT: Final = 1_000
"""How long an IRI about a module of ours may be: topics are kept in an index. The longest of ours has some hundred."""


class Told(Struct, frozen=True):
    """A statement about a module. about: IRI of its object; score: per cent; seconds: of its duration.

    session: the visit, where one is named; attempt: number of the try, 0 where none is named.
    """

    id: uuid.UUID
    registration: uuid.UUID
    organisation: uuid.UUID
    actor: uuid.UUID
    verb: str
    about: str
    module: str
    revision: str
    at: dt.datetime
    stored: dt.datetime
    seconds: float
    score: float | None
    success: bool | None
    session: uuid.UUID | None
    attempt: int

    @property
    def of_module(self) -> bool:
        """Say whether it is about the module itself, not about a part of it."""
        return self.about == module_iri(self.module)

    @property
    def makes_status(self) -> bool:
        """Say whether a status stands on it: a completion, a pass or a fail of the module."""
        return self.verb in STATUS_VERBS and self.of_module


def tell(recorded: Recorded, home_page: str) -> Told | None:
    """Return what a statement tells; none for one that is not about a member in a module of ours.

    home_page: of the accounts of this deployment. The organisation is the one under whose right the
    statement was stored: a statement that names another in its context is passed over. So is one from a
    file of another system: no certificate rests on what anybody may have typed.
    Source: xAPI 1.0.3, Data, sections 2.4.2 to 2.4.7.
    """
    try:
        return _tell(recorded, home_page)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None  # somebody else's statement: it follows other habits than ours


def voided_by(recorded: Recorded) -> uuid.UUID | None:
    """Return the id of the statement that this one voids; none where it voids none.

    Source: xAPI 1.0.3, Data, section 2.3.2.
    """
    statement = recorded.read()
    if statement["verb"]["id"] != Verb.VOIDED:
        return None
    return uuid.UUID(statement["object"]["id"])


def _tell(recorded: Recorded, home_page: str) -> Told | None:
    statement = recorded.read()
    context, result = statement["context"], statement.get("result", {})
    account, extensions = statement["actor"]["account"], context["extensions"]
    organisation = uuid.UUID(extensions[Extension.ORGANISATION])
    about = statement["object"]["id"]
    module = MODULE.fullmatch(about)
    if (
        module is None
        or "\0" in about  # PostgreSQL keeps no such text
        or len(about.encode()) > MOST_ABOUT
        or account["homePage"] != home_page
        or organisation != recorded.organisation_id
        or is_from_file(statement)
    ):
        return None
    raw = result.get("score", {}).get("raw")
    session = extensions.get(Extension.SESSION)
    return Told(
        id=uuid.UUID(statement["id"]),
        registration=uuid.UUID(context["registration"]),
        organisation=organisation,
        actor=uuid.UUID(account["name"]),
        verb=statement["verb"]["id"],
        about=about,
        module=module[1],
        revision=one_line(context.get("revision", "")),
        at=moment_of(statement),
        stored=recorded.stored,
        seconds=seconds_of(result.get("duration", "")),
        score=None if raw is None else float(raw),
        success=result.get("success"),
        session=uuid.UUID(session) if session else None,
        attempt=int(extensions.get(Extension.ATTEMPT, 0)),
    )
