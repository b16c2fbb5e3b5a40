"""One statement as its page shows it: in English, part by part, and as JSON."""

import datetime as dt
import uuid

from msgspec import Struct

from app.errors import NotFound
from app.records.contract import Recorded
from app.records.reading import is_signed, readable, spelt
from app.services import Services
from app.statements import facts, voiding
from app.statements.agents import agent_line
from app.statements.facts import Fact
from app.statements.lines import Line, happened, line, words
from app.statements.names import Names
from app.statements.sentences import is_voiding
from app.viewer import Member


class Opened(Struct, frozen=True, kw_only=True):
    """A statement. parts: titles with their facts; voided: whether it is; voider: what voided it, if known.

    target: of a voiding or another that refers to one; person, other, activity, registration: to look
    for more of the same, each empty where there is none.
    """

    id: uuid.UUID
    sentence: str
    at: dt.datetime
    stored: dt.datetime
    parts: tuple[tuple[str, tuple[Fact, ...]], ...]
    authority: str
    signed: bool
    version: str
    raw_json: str
    voided: bool
    voider: Line | None
    voids: bool
    target: str
    person: str
    other: str
    activity: str
    registration: str


def opened(parts: Services, asker: Member, names: Names, statement_id: uuid.UUID) -> Opened:
    """Return a statement of the asker's organisation, voided or not. Raises NotFound and StoreAway."""
    of = asker.organisation_id
    recorded = parts.records.get(of, statement_id)
    voided = None if recorded else parts.records.get_voided(of, statement_id)
    shown = recorded or voided
    if shown is None:
        raise NotFound("There is no such statement in your organisation’s records.")
    voider = voiding.voided_by(parts, of, statement_id) if voided else None
    return _opened(shown, names, voided=voided is not None, voider=voider)


def _opened(recorded: Recorded, names: Names, *, voided: bool, voider: Recorded | None) -> Opened:
    told = spelt(recorded.body)
    about, actor = told.get("object", {}), told.get("actor", {})
    kind = about.get("objectType", "Activity")
    person = names.membership(actor)
    return Opened(
        id=uuid.UUID(told["id"]),
        sentence=words(recorded, names),
        at=happened(recorded),
        stored=recorded.stored,
        parts=_parts(told, names),
        authority=names.authority(told),
        signed=is_signed(told),
        version=str(told.get("version", "")),
        raw_json=readable(recorded.body),
        voided=voided,
        voider=line(voider, names) if voider else None,
        voids=is_voiding(told),
        target=about.get("id", "") if kind == "StatementRef" else "",
        person=person,
        other="" if person else agent_line(actor),
        activity=about.get("id", "") if kind == "Activity" else "",
        registration=str(told.get("context", {}).get("registration", "")),
    )


def _parts(told: dict[str, object], names: Names) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
    """Return what can be read of a statement; what breaks the rules of xAPI stands in its JSON alone."""
    try:
        found = (
            ("Who did what", facts.who_and_what(told, names)),
            ("What came of it", facts.result(told)),
            ("Circumstances", facts.context(told, names)),
            ("Attachments", facts.attachments(told)),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return ()
    return tuple((title, some) for title, some in found if some)
