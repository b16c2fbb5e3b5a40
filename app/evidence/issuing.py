"""Issue what was earned, once: a certificate for each pass, one for the whole course, transcripts on request.

What is issued stays as it is. When the name of the person or of the organisation has changed, another
edition takes its place; when the pass is voided, the certificate no longer holds, and a later pass makes another.
"""

import datetime as dt
import logging
import secrets
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Conflict, NotAllowed
from app.evidence import lines
from app.evidence.codes import new_code
from app.evidence.credential import ISSUERS, identity_hash
from app.evidence.holding import voided_among
from app.evidence.lines import Line
from app.evidence.models import Certificate
from app.evidence.standings import Holder, lines_of, module_of, standings_of
from app.learning.models import Visit
from app.organisations.models import Membership
from app.organisations.people_queries import hold
from app.records.errors import StoreAway
from app.services import Services
from app.supervision.standing import ModuleStanding, State
from app.supervision.told import tell
from course.model import Audience, Course

log = logging.getLogger(__name__)

TRANSCRIPT: Final = "transcript"
_SALT_BYTES: Final = 16


class Draft(Struct, frozen=True):
    """What is to be issued. kind: module, course or transcript."""

    kind: str
    about: str
    title: str
    lines: tuple[Line, ...]


def issue_due(parts: Services, holder: Holder, at: dt.datetime) -> None:
    """Issue every certificate that was earned and is not there yet."""
    with parts.database.read() as session:
        due = _due(parts, session, holder)
    if due:
        with parts.database.write() as session:
            member = _lock(session, holder)
            for draft in due:
                _issue(parts, session, member, draft, at)


def issue_transcript(parts: Services, holder: Holder, at: dt.datetime) -> uuid.UUID:
    """Issue a transcript of this moment and return its id; where nothing has changed, that of the last one."""
    issue_due(parts, holder, at)
    with parts.database.write() as session:
        member = _lock(session, holder)
        found = lines_of(session, holder, parts.shelf.course)
        draft = Draft("transcript", TRANSCRIPT, "Transcript", found)
        last = _latest(session, holder.membership_id, TRANSCRIPT)
        if last is not None:
            same = lines.read(last.lines) == found
            if same and _is_named_as(last, member):
                return last.id
            last.replaced = at
        return _add(parts, session, member, draft, at, last).id


def issue_again(
    parts: Services, holder: Holder, certificate_id: uuid.UUID, at: dt.datetime
) -> uuid.UUID:
    """Issue a certificate in the present name of its person and organisation; return the new one's id.

    Raises Conflict where another one has taken its place, or its pass was voided.
    """
    with parts.database.write() as session:
        member = _lock(session, holder)
        old = session.get_one(Certificate, certificate_id)
        if old.replaced is not None or voided_among(session, [old]):
            raise Conflict(
                "This certificate no longer holds. Open your record to see the present one."
            )
        if _is_named_as(old, member):
            return old.id
        old.replaced = at
        draft = Draft(old.kind, old.about, old.title, lines.read(old.lines))
        return _add(parts, session, member, draft, at, old).id


def _due(parts: Services, session: Session, holder: Holder) -> list[Draft]:
    course = parts.shelf.course
    found = standings_of(session, holder, course)
    passed = [each for each in found if each.state is State.PASSED and each.progress]
    wanted = session.scalars(
        select(Certificate).filter_by(membership_id=holder.membership_id)
    ).all()
    voided = voided_among(session, wanted)
    held = {each.about for each in wanted if each.id not in voided}
    due = [
        Draft("module", str(line.statement), line.title, (line,))
        for each in passed
        if each.progress and str(each.progress.result_statement) not in held
        for line in _line(parts, session, holder, each)
    ]
    audience = holder.audiences[0]
    whole = [module.slug for module in course.for_audience(audience)]
    of_course = [each for each in passed if each.slug in whole]
    if len(whole) > 1 and len(of_course) == len(whole) and f"course {audience}" not in held:
        parts_of_it = [line for each in of_course for line in _line(parts, session, holder, each)]
        if len(parts_of_it) == len(whole):
            due.append(
                Draft(
                    "course",
                    f"course {audience}",
                    _course_title(course, audience),
                    tuple(parts_of_it),
                )
            )
    return due


def _line(
    parts: Services, session: Session, holder: Holder, standing: ModuleStanding
) -> list[Line]:
    """Return the line of a pass; none while the record store with its statement is away."""
    row = standing.progress
    if row is None or row.result_statement is None:
        return []
    try:
        recorded = parts.records.get(holder.organisation_id, row.result_statement)
    except StoreAway as away:
        log.warning("%s", away.sentence)
        return []
    told = None if recorded is None else tell(recorded, parts.home_page)
    # The visit in which it was passed has seldom ended yet, and the statements tell only those that have.
    running = session.scalars(
        select(Visit.seconds).filter_by(enrolment_id=row.registration, ended=None)
    )
    return [
        lines.line_of(
            standing,
            module_of(parts.shelf.course, standing.slug),
            version=told.revision if told else "",
            running_seconds=sum(running),
        )
    ]


def _issue(
    parts: Services, session: Session, member: Membership, draft: Draft, at: dt.datetime
) -> None:
    """Issue a draft, unless somebody else just did."""
    last = _latest(session, member.id, draft.about)
    if last is not None and not voided_among(session, [last]):
        return
    _add(parts, session, member, draft, at, last)


def _add(
    parts: Services,
    session: Session,
    member: Membership,
    draft: Draft,
    at: dt.datetime,
    last: Certificate | None,
) -> Certificate:
    salt = secrets.token_hex(_SALT_BYTES)
    base = parts.settings.public_address or parts.home_page
    made = Certificate(
        id=uuid.uuid4(),
        code=new_code(),
        organisation_id=member.organisation_id,
        membership_id=member.id,
        kind=draft.kind,
        about=draft.about,
        edition=last.edition + 1 if last else 1,
        title=draft.title,
        name=member.person.name,
        organisation=member.organisation.name,
        lines=lines.written(draft.lines),
        issuer=f"{base}{ISSUERS}{member.organisation_id}",
        recipient_hash=identity_hash(member.person.email, salt),
        recipient_salt=salt,
        # The moment goes into the credential twice, once in whole seconds: the two must agree.
        issued=at.replace(microsecond=0),
    )
    session.add(made)
    session.flush()
    return made


def _latest(session: Session, membership_id: uuid.UUID, about: str) -> Certificate | None:
    wanted = select(Certificate).filter_by(membership_id=membership_id, about=about)
    return session.scalars(wanted.order_by(Certificate.edition.desc())).first()


def _lock(session: Session, holder: Holder) -> Membership:
    """Return the membership, held: two tabs at once must not issue twice."""
    hold(session, [holder.membership_id])
    wanted = select(Membership).filter_by(id=holder.membership_id, ended=None)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotAllowed("You no longer belong to this organisation.")
    return found


def _course_title(course: Course, audience: Audience) -> str:
    title = course.title or "The whole course"
    return title if audience == "learners" else f"{title}, for supervisors and educators"


def _is_named_as(certificate: Certificate, member: Membership) -> bool:
    return (certificate.name, certificate.organisation) == (
        member.person.name,
        member.organisation.name,
    )
