"""What somebody has done elsewhere, in words: with who recorded it and when it was received."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from app.elsewhere.actors import parts_of
from app.elsewhere.matching import of_members
from app.elsewhere.models import OutsideStatement
from app.elsewhere.told import AND_PASSED, MASTERED, NOT_PASSED, OUTCOMES, SATISFIED
from app.errors import NotFound
from app.organisations.models import Organisation
from app.record_keys.keys import labels
from app.records.reading import FROM_FILE, INTERNAL, one_line, readable
from app.services import Services
from app.supervision.models import ProgressVoided
from app.viewer import Member
from app.wording import day_and_time
from course.vocabulary import Verb

SHOWN: Final = 100
"""How many a page lists, the latest first."""

_FAILED: Final = OUTCOMES[Verb.FAILED]
_PASSED: Final = frozenset(OUTCOMES[each] for each in (Verb.PASSED, MASTERED, SATISFIED))


class Done(Struct, frozen=True):
    """A statement from elsewhere. module: slug, empty for a course of others; score: in words, may be empty.

    by: who recorded it, and for whom, in words.
    """

    statement_id: uuid.UUID
    title: str
    module: str
    outcome: str
    score: str
    at: dt.datetime
    stored: dt.datetime
    by: str
    signed: bool

    @property
    def said(self) -> str:
        """How it ended, such as "Passed, 85 %"."""
        return f"{self.outcome}, {self.score}" if self.score else self.outcome

    @property
    def tag(self) -> str:
        """How it ended, for a tag: as our own modules say it, where the words are the same."""
        return "Not passed" if self.outcome == _FAILED else self.outcome

    @property
    def colour(self) -> str:
        """Of the tag: what was passed and what was not look as they do with our own modules."""
        if self.outcome in _PASSED or self.outcome.endswith(AND_PASSED):
            return "green"
        return "orange" if self.outcome == _FAILED or self.outcome.endswith(NOT_PASSED) else "white"

    @property
    def source(self) -> str:
        """Where it comes from and when it came, in two sentences."""
        return _source_words(self.by, f", received on {day_and_time(self.stored)}", self.signed)


class Source(Struct, frozen=True):
    """What one system has told of somebody, the latest first. by, signed: as ``Done`` has them."""

    by: str
    signed: bool
    done: tuple[Done, ...]

    @property
    def words(self) -> str:
        """Where all of it comes from, in two sentences."""
        return _source_words(self.by, "", self.signed)


class DoneElsewhere(Struct, frozen=True):
    """What somebody has done elsewhere. modules: of ours, told by others; courses: of others; older: how many
    more there are than are listed."""

    modules: tuple[Done, ...] = ()
    courses: tuple[Done, ...] = ()
    older: int = 0

    @property
    def of_modules(self) -> tuple[Source, ...]:
        """What others tell of our modules, by who tells it."""
        return _by_source(self.modules)

    @property
    def of_courses(self) -> tuple[Source, ...]:
        """Courses of others, by who tells it."""
        return _by_source(self.courses)

    def of_module(self, slug: str) -> tuple[Source, ...]:
        """Return what others tell of one module of ours, by who tells it."""
        return _by_source(each for each in self.modules if each.module == slug)

    def __bool__(self) -> bool:
        """Say whether there is anything."""
        return bool(self.modules or self.courses)


class Opened(Struct, frozen=True):
    """One statement from elsewhere, opened. raw_json: empty where it holds, or may hold, what somebody answered."""

    done: Done
    about: str
    agent: str
    raw_json: str


def done_elsewhere(parts: Services, asker: Member, membership_id: uuid.UUID) -> DoneElsewhere:
    """Return what a member of the asker's organisation has done elsewhere, the latest first."""
    session = parts.database.of_request()
    own = _own(asker, membership_id)
    wanted = select(OutsideStatement).where(*own)
    latest = wanted.order_by(OutsideStatement.at.desc(), OutsideStatement.statement_id)
    rows = session.scalars(latest.limit(SHOWN)).all()
    if not rows:
        return DoneElsewhere()
    number = session.scalar(select(func.count()).select_from(OutsideStatement).where(*own)) or 0
    known, name = labels(parts, asker), _name(session, asker)
    done = tuple(_done(parts, row, known, name) for row in rows)
    return DoneElsewhere(
        tuple(each for each in done if each.module),
        tuple(each for each in done if not each.module),
        number - len(done),
    )


def opened(
    parts: Services, asker: Member, membership_id: uuid.UUID, statement_id: uuid.UUID
) -> Opened:
    """Return one statement from elsewhere about a member of the asker's organisation.

    Raises NotFound for any other, and StoreAway.
    """
    session = parts.database.of_request()
    wanted = select(OutsideStatement).where(
        *_own(asker, membership_id), OutsideStatement.statement_id == statement_id
    )
    row = session.scalars(wanted).one_or_none()
    recorded = parts.records.get(asker.organisation_id, statement_id) if row else None
    if row is None or recorded is None:
        raise NotFound("There is no such statement from elsewhere; it may have been voided.")
    answered = _holds_an_answer(recorded.read())
    return Opened(
        _done(parts, row, labels(parts, asker), _name(session, asker)),
        row.about,
        " ".join(parts_of(row.actor)).strip(),
        "" if answered else readable(recorded.body),
    )


def counts_still() -> ColumnElement[bool]:
    """Return the condition that leaves statements which nobody has voided."""
    return ~exists().where(
        ProgressVoided.organisation_id == OutsideStatement.organisation_id,
        ProgressVoided.statement_id == OutsideStatement.statement_id,
    )


def recorder_words(recorder: str, known: Mapping[str, str], organisation: str) -> str:
    """Return who recorded a statement for an organisation. known: what its keys are for, by their ids."""
    if recorder.startswith(FROM_FILE):
        label = one_line(recorder.removeprefix(FROM_FILE))
        return f"an administrator of {organisation}, from a file of “{label}”"
    if recorder == INTERNAL:
        return f"whoever runs this server, from a file for {organisation}"
    if recorder in known:
        return f"the key “{one_line(known[recorder])}” of {organisation}"
    return f"{one_line(recorder) or 'an unnamed system'}, for {organisation}"


def _by_source(done: Iterable[Done]) -> tuple[Source, ...]:
    """Return what was done, by its source: the source that told the latest first."""
    found: dict[tuple[str, bool], list[Done]] = {}
    for each in done:
        found.setdefault((each.by, each.signed), []).append(each)
    return tuple(Source(by, signed, tuple(some)) for (by, signed), some in found.items())


def _source_words(by: str, received: str, signed: bool) -> str:
    how = "With a digital signature" if signed else "Not signed"
    return f"Recorded by {by}{received}, not by First Shift. {how}."


def _own(asker: Member, membership_id: uuid.UUID) -> tuple[ColumnElement[bool], ...]:
    return (
        OutsideStatement.organisation_id == asker.organisation_id,
        of_members((membership_id,)),
        counts_still(),
    )


def _name(session: Session, asker: Member) -> str:
    return session.get_one(Organisation, asker.organisation_id).name


def _title(parts: Services, row: OutsideStatement) -> str:
    """Return the title of what a statement is about: of a module of ours as we call it."""
    titles = {each.slug: each.title for each in parts.shelf.course.modules}
    return titles.get(row.module, row.title)


def _done(
    parts: Services, row: OutsideStatement, known: Mapping[str, str], organisation: str
) -> Done:
    return Done(
        statement_id=row.statement_id,
        title=_title(parts, row),
        module=row.module,
        outcome=row.outcome,
        score=row.score,
        at=row.at,
        stored=row.stored,
        by=recorder_words(row.recorder, known, organisation),
        signed=row.signed,
    )


def _holds_an_answer(statement: Mapping[str, Any]) -> bool:
    """Say whether an answer stands in a statement, or may: nobody knows what extensions of others hold."""
    result = statement.get("result")
    return isinstance(result, Mapping) and ("response" in result or "extensions" in result)
