"""What changes an account: signing in, changing the password, acting in another organisation."""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import sign_ins, tries
from app.accounts.models import Person, SignIn
from app.accounts.passwords import hash_password, matches
from app.accounts.visitor import Visitor
from app.database import Database
from app.errors import NotAllowed
from app.nations import NationChoice
from app.settings import Settings
from app.tries import subject_of_address
from app.viewer import Viewer


class SignedInNow(Struct, frozen=True):
    """A sign-in that has just begun. choices: in how many organisations the person may act."""

    token: str
    choices: int


def sign_in(
    database: Database,
    settings: Settings,
    visitor: Visitor,
    email: str,
    password: str,
    moment: dt.datetime,
) -> SignedInNow | None:
    """Begin a sign-in; return none for a wrong pair. Raises TooManyTries after too many of them."""
    account = tries.subject_of_account(visitor.key, email)
    address = subject_of_address(visitor.key, visitor.address)
    with database.write() as session:
        reserved = tries.reserve(session, account, address, settings.sign_in_tries, moment)
        person = session.scalars(select(Person).where(Person.email == email)).one_or_none()
    if not matches(password, person.password_hash if person else None) or person is None:
        return None
    with database.write() as session:
        tries.forgive(session, account, reserved)
        sign_ins.end_unused(session, moment, settings.sign_in_hours)
        return _begin(session, person, visitor.device, moment)


def _begin(session: Session, person: Person, device: str, moment: dt.datetime) -> SignedInNow:
    memberships = sign_ins.memberships_of(session, person)
    first = memberships[0].id if memberships else None
    token = sign_ins.begin(session, person.id, first, device, moment)
    return SignedInNow(token, len(memberships))


def begin_without_password(
    session: Session, person: Person, device: str, moment: dt.datetime
) -> SignedInNow:
    """Begin a sign-in of a person who has just proved themselves by a one-time link."""
    return _begin(session, person, device, moment)


def change_password(session: Session, viewer: Viewer, old: str, new: str) -> bool:
    """Change the password and end all other sign-ins; return False where the old one is wrong."""
    person = session.get_one(Person, viewer.person_id)
    if not matches(old, person.password_hash):
        return False
    person.password_hash = hash_password(new)
    sign_ins.end_others(session, person.id, viewer.sign_in_id)
    return True


def choose_nation(session: Session, viewer: Viewer, nation: NationChoice | None) -> None:
    """Let a person be shown a nation first; none for the one that their organisation says."""
    session.get_one(Person, viewer.person_id).nation = nation


def act_in(session: Session, viewer: Viewer, membership_id: uuid.UUID) -> None:
    """Let a sign-in act in another of the person's organisations.

    Raises NotAllowed for a foreign one.
    """
    person = session.get_one(Person, viewer.person_id)
    if membership_id not in {m.id for m in sign_ins.memberships_of(session, person)}:
        raise NotAllowed("You do not belong to this organisation.")
    session.get_one(SignIn, viewer.sign_in_id).membership_id = membership_id
