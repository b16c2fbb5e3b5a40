"""What changes an account: signing in, changing the password, acting in another organisation."""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app import security_log
from app.accounts import known_devices, links, sign_ins, tries
from app.accounts.models import EmailChange, Person, SignIn
from app.accounts.passwords import hash_password, matches
from app.accounts.visitor import Visitor
from app.errors import NotFound
from app.nations import NationChoice
from app.second_step import gate, notices
from app.services import Services
from app.tries import subject_of_address
from app.viewer import Viewer


class SignedInNow(Struct, frozen=True):
    """A sign-in that has just begun. choices: in how many organisations the person may act.

    notices: what the person has to be told of their account.
    """

    token: str
    choices: int
    notices: tuple[str, ...] = ()


class HalfWay(Struct, frozen=True):
    """A password that was right, and is not enough. token: under which the second step waits."""

    token: str


def sign_in(
    parts: Services,
    visitor: Visitor,
    email: str,
    password: str,
    moment: dt.datetime,
) -> SignedInNow | HalfWay | None:
    """Begin a sign-in, or half of one; return none for a wrong pair. Raises TooManyTries after too many of them."""
    database, settings = parts.database, parts.settings
    account = tries.subject_of_account(visitor.key, email)
    address = subject_of_address(visitor.key, visitor.address)
    with database.write() as session:
        reserved = tries.reserve(session, account, address, settings.sign_in_tries, moment)
        person = session.scalars(select(Person).where(Person.email == email)).one_or_none()
    if not matches(password, person.password_hash if person else None) or person is None:
        security_log.tell("wrong password", person.id if person else None)
        return None
    with database.write() as session:
        tries.forgive(session, account, reserved)
        lasts = sign_ins.Lasts(settings.sign_in_hours, settings.sign_in_days)
        sign_ins.end_old(session, moment, lasts)
        return begin_or_wait(parts, session, person, visitor.device, moment)


def begin_or_wait(
    parts: Services, session: Session, person: Person, device: str, moment: dt.datetime
) -> SignedInNow | HalfWay:
    """Begin the sign-in of a person who knows the password, or has just chosen it by a link."""
    if gate.is_needed(session, person.id):
        security_log.tell("waits for second step", person.id)
        return HalfWay(gate.begin(session, person.id, moment))
    return _begin(parts, session, person, device, moment, "password")


def begin_after_second_step(
    parts: Services,
    session: Session,
    half: str,
    person: Person,
    device: str,
    moment: dt.datetime,
    by: str,
) -> SignedInNow:
    """Begin the sign-in that waited for a second step, once. by: which step was taken.

    Raises NotFound where it has begun.
    """
    gate.end(session, half)
    return _begin(parts, session, person, device, moment, by)


def begin_by_passkey(
    parts: Services, session: Session, person: Person, device: str, moment: dt.datetime
) -> SignedInNow:
    """Begin the sign-in of a person whose passkey has verified them: it is both steps in one."""
    return _begin(parts, session, person, device, moment, "passkey")


def _begin(
    parts: Services, session: Session, person: Person, device: str, moment: dt.datetime, by: str
) -> SignedInNow:
    known_devices.meet(parts, session, person, device, moment)
    memberships = sign_ins.memberships_of(session, person)
    first = memberships[0].id if memberships else None
    token = sign_ins.begin(session, person.id, first, device, moment)
    security_log.tell("signed in", person.id, by)
    return SignedInNow(token, len(memberships), notices.take(session, person.id, moment))


def change_password(session: Session, viewer: Viewer, new: str, moment: dt.datetime) -> None:
    """Change the password of a person who has told the old one.

    All other sign-ins end, those that wait for a second step too, links that were not used, and the wish
    for another e-mail address.
    """
    person = session.get_one(Person, viewer.person_id)
    person.password_hash = hash_password(new)
    security_log.tell("password changed", person.id)
    sign_ins.end_others(session, person.id, viewer.sign_in_id)
    gate.end_all(session, person.id)
    links.end_all(session, person.id, moment)
    session.execute(delete(EmailChange).where(EmailChange.person_id == person.id))


def choose_nation(session: Session, viewer: Viewer, nation: NationChoice | None) -> None:
    """Let a person be shown a nation first; none for the one that their organisation says."""
    session.get_one(Person, viewer.person_id).nation = nation


def choose_name(session: Session, viewer: Viewer, preferred_name: str, said: str) -> None:
    """Let a person say how they want to be called, and how that is spoken; empty for nothing."""
    person = session.get_one(Person, viewer.person_id)
    person.preferred_name, person.said = preferred_name, said


def act_in(session: Session, viewer: Viewer, membership_id: uuid.UUID) -> None:
    """Let a sign-in act in another of the person's organisations.

    Raises NotFound for a foreign one.
    """
    person = session.get_one(Person, viewer.person_id)
    if membership_id not in {m.id for m in sign_ins.memberships_of(session, person)}:
        raise NotFound("You do not belong to such an organisation.")
    session.get_one(SignIn, viewer.sign_in_id).membership_id = membership_id
