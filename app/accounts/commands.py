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
from app.errors import NotAllowed, NotFound
from app.nations import NationChoice
from app.providers import arrivals, policy
from app.providers.arrivals import Arrival
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


class Elsewhere(Struct, frozen=True):
    """Whoever they are, they are to sign in at their organisation's provider. sentence: says so."""

    sentence: str


Begun = SignedInNow | HalfWay | Elsewhere


def sign_in(
    parts: Services,
    visitor: Visitor,
    email: str,
    password: str,
    moment: dt.datetime,
) -> Begun | None:
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
) -> Begun:
    """Begin the sign-in of a person who knows the password, or has just chosen it by a link."""
    if gate.is_needed(session, person.id):
        security_log.tell("waits for second step", person.id)
        return HalfWay(gate.begin(session, person.id, moment))
    return _begin(parts, session, person, device, moment, "password")


def begin_through_provider(
    parts: Services,
    session: Session,
    person: Person,
    arrival: Arrival,
    device: str,
    moment: dt.datetime,
    *,
    second_step: bool,
) -> Begun:
    """Begin the sign-in of a person for whom a provider vouches.

    second_step: whether one here is still to come, where the person has set one up.
    """
    if second_step and gate.is_needed(session, person.id):
        half = gate.begin(session, person.id, moment)
        arrivals.wait(session, half, arrival)
        return HalfWay(half)
    return _begin(parts, session, person, device, moment, "work account", arrival)


def begin_after_second_step(
    parts: Services,
    session: Session,
    half: str,
    person: Person,
    device: str,
    moment: dt.datetime,
    by: str,
) -> SignedInNow | Elsewhere:
    """Begin the sign-in that waited for a second step, once. by: which step was taken.

    Raises NotFound where it has begun.
    """
    arrival = arrivals.waiting(session, half)
    gate.end(session, half)
    return _begin(parts, session, person, device, moment, by, arrival)


def begin_by_passkey(
    parts: Services, session: Session, person: Person, device: str, moment: dt.datetime
) -> SignedInNow | Elsewhere:
    """Begin the sign-in of a person whose passkey has verified them: it is both steps in one."""
    return _begin(parts, session, person, device, moment, "passkey")


def _begin(
    parts: Services,
    session: Session,
    person: Person,
    device: str,
    moment: dt.datetime,
    by: str,
    arrival: Arrival | None = None,
) -> SignedInNow | Elsewhere:
    everywhere = sign_ins.memberships_of(session, person)
    through = arrival.organisation_id if arrival else None
    memberships = policy.open_to(session, person, everywhere, through)
    if everywhere and not memberships:
        name = everywhere[0].organisation.name
        return Elsewhere(policy.WORK_ACCOUNT.format(organisation=name))
    known_devices.meet(parts, session, person, device, moment)
    # Whoever comes through an organisation's provider means to act there.
    first = next((m for m in memberships if m.organisation_id == through), None)
    first = first or (memberships[0] if memberships else None)
    token = sign_ins.begin(session, person.id, first.id if first else None, device, moment)
    if arrival is not None:
        arrivals.write_down(session, token, arrival)
    security_log.tell("signed in", person.id, by)
    choices = 1 if through else len(memberships)
    return SignedInNow(token, choices, notices.take(session, person.id, moment))


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

    Raises NotFound for a foreign one, and NotAllowed where only an LMS vouches for the person, or where the
    other organisation wants people to come through its provider.
    """
    if viewer.platform_id is not None:
        raise NotAllowed(
            "You came in through your LMS, which opens one organisation only. Sign out, then sign in"
            " by yourself to act in another."
        )
    person = session.get_one(Person, viewer.person_id)
    own = {m.id: m for m in sign_ins.memberships_of(session, person)}
    if membership_id not in own:
        raise NotFound("You do not belong to such an organisation.")
    provider = policy.through(session, viewer.sign_in_id)
    through = provider.organisation_id if provider else None
    if not policy.open_to(session, person, [own[membership_id]], through):
        name = own[membership_id].organisation.name
        raise NotAllowed(policy.WORK_ACCOUNT.format(organisation=name))
    session.get_one(SignIn, viewer.sign_in_id).membership_id = membership_id
