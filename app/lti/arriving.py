"""From a message to a person: who they are here, and by which link they came.

Nobody is found by an e-mail address or a name: a platform's number (``sub``) is tied to an account that
its first launch made, or to one whose owner has signed in to it and said so.
"""

import datetime as dt
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.mailboxes import without_mailbox
from app.accounts.models import Person
from app.accounts.tokens import digest, new_token
from app.audit import log
from app.errors import Conflict, NotAllowed, NotFound
from app.lti import claims
from app.lti.errors import LtiRefused
from app.lti.messages import Message
from app.lti.models import LtiArrival, LtiLink, LtiPlatform, LtiUser
from app.lti.reading import object_of, text_of, texts_of
from app.lti.scores import place
from app.organisations.models import Membership, Role
from app.organisations.people_commands import admit
from app.viewer import Viewer
from course.visible import one_line

ARRIVAL: Final = dt.timedelta(minutes=30)
MOST_NAME: Final = 120
MOST_TEXT: Final = 500
NAMELESS: Final = "Doctor from {platform}"
OVER: Final = (
    "This page is too old, or was used already. Go back to your LMS, and open the link there again."
)


class Come(Struct, frozen=True):
    """Whom a launch found: a user, or none; arrival: the token under which somebody unknown waits."""

    user: LtiUser | None
    link: LtiLink | None
    learns: bool
    arrival: str = ""


def come(
    session: Session, message: Message, module: str, browser: bytes, moment: dt.datetime
) -> Come:
    """Return who comes with a launch, and keep by which link. Raises LtiRefused."""
    platform = session.get_one(LtiPlatform, message.platform_id)
    link = _link(session, message, module) if module else None
    learns = not claims.LEARNER.isdisjoint(texts_of(message.claims, claims.ROLES))
    user = find(session, platform.id, message.sub)
    name = _name(message)
    if user is None:
        token = _wait(session, message, link, module, name, learns, browser, moment)
        return Come(None, link, learns, token)
    if user.membership.ended is not None:
        raise LtiRefused(
            f"You no longer belong to {platform.organisation.name} here, so {platform.name} cannot let you"
            " in. Ask whoever looks after the people of your organisation.",
            platform.id,
        )
    if user.membership.paused is not None:
        raise LtiRefused(
            f"Your account at {platform.organisation.name} is deactivated at the moment, so"
            f" {platform.name} cannot let you in. Ask whoever looks after the people there.",
            platform.id,
        )
    if user.own and name and user.membership.person.name != name:
        user.membership.person.name = name
    if link is not None and learns:
        place(session, link, user, moment)
    return Come(user, link, learns)


def find(session: Session, platform_id: uuid.UUID, sub: str) -> LtiUser | None:
    """Return who has a number of a platform; none before their first launch is answered."""
    wanted = select(LtiUser).where(LtiUser.platform_id == platform_id, LtiUser.sub == sub)
    return session.scalars(wanted).first()


def waiting(session: Session, token: str, browser: bytes, moment: dt.datetime) -> LtiArrival:
    """Return an arrival of this browser. Raises NotFound."""
    found = session.get(LtiArrival, digest(token))
    if found is None or found.browser != browser or found.expires <= moment:
        raise NotFound(OVER)
    return found


def begin_new(session: Session, arrival: LtiArrival, moment: dt.datetime) -> LtiUser:
    """Make an account for somebody who has none, as a learner. Raises Conflict, NotAllowed."""
    if not arrival.learns:
        raise NotAllowed("Your LMS does not send you as somebody who learns here.")
    platform = arrival.platform
    name = arrival.name or NAMELESS.format(platform=platform.name)
    person = Person(email=without_mailbox(), name=name, made=moment)
    session.add(person)
    session.flush()
    roles = frozenset({Role.LEARNER})
    membership = admit(session, platform.organisation_id, person, roles, frozenset(), moment)
    log.write(
        session,
        platform.organisation_id,
        "person.joined",
        by=None,
        about=log.member_of(membership.id),
        object=f"lms {platform.id}",
        words="Came from the LMS, as a doctor (learner)",
    )
    return _tie(session, arrival, membership, moment, own=True)


def connect(session: Session, arrival: LtiArrival, viewer: Viewer, moment: dt.datetime) -> LtiUser:
    """Tie a platform's number to the account of somebody who has signed in to it. Raises as ``own_membership``."""
    membership = own_membership(session, arrival.platform, viewer)
    taken = select(LtiUser.id).where(
        LtiUser.platform_id == arrival.platform_id, LtiUser.membership_id == membership.id
    )
    if session.scalars(taken).first() is not None:
        raise Conflict(
            f"This account is connected with another account of {arrival.platform.name} already."
        )
    log.write(
        session,
        arrival.platform.organisation_id,
        "lms.account",
        by=log.member_of(membership.id),
        about=log.member_of(membership.id),
        object=f"lms {arrival.platform_id}",
    )
    return _tie(session, arrival, membership, moment, own=False)


def own_membership(session: Session, platform: LtiPlatform, viewer: Viewer) -> Membership:
    """Return in which membership somebody can be connected. Raises NotAllowed."""
    if viewer.platform_id is not None:
        raise NotAllowed(
            "You are signed in through an LMS. Sign out first, then sign in by yourself to the account that"
            " you want to connect."
        )
    wanted = select(Membership).where(
        Membership.person_id == viewer.person_id,
        Membership.organisation_id == platform.organisation_id,
        Membership.ended.is_(None),
    )
    found = session.scalars(wanted).first()
    if found is None:
        raise NotAllowed(
            f"Your account does not belong to {platform.organisation.name}. Ask its administrator to invite"
            " you first."
        )
    return found


def _tie(
    session: Session,
    arrival: LtiArrival,
    membership: Membership,
    moment: dt.datetime,
    *,
    own: bool,
) -> LtiUser:
    gone = delete(LtiArrival).where(
        LtiArrival.platform_id == arrival.platform_id, LtiArrival.sub == arrival.sub
    )
    user = LtiUser(
        id=uuid.uuid4(),
        platform_id=arrival.platform_id,
        sub=arrival.sub,
        membership_id=membership.id,
        own=own,
        made=moment,
    )
    try:
        with session.begin_nested():
            session.add(user)
            session.flush()
    except IntegrityError as error:
        raise Conflict(OVER) from error  # pressed in two tabs at once
    link = session.get(LtiLink, arrival.link_id) if arrival.link_id else None
    if link is not None and arrival.learns:
        place(session, link, user, moment)
    session.execute(gone)
    return user


def _link(session: Session, message: Message, module: str) -> LtiLink:
    """Return the link of a launch as the LMS now describes it; make it at the first launch."""
    given = object_of(message.claims, claims.RESOURCE_LINK)
    number = text_of(given, "id")
    if not number or len(number) > MOST_TEXT:
        raise LtiRefused(
            "Your LMS does not say by which link you came. Nobody was let in.", message.platform_id
        )
    wanted = select(LtiLink).where(
        LtiLink.platform_id == message.platform_id,
        LtiLink.deployment_id == message.deployment,
        LtiLink.resource_link_id == number,
    )
    found = session.scalars(wanted).first()
    if found is None:
        found = LtiLink(
            id=uuid.uuid4(),
            platform_id=message.platform_id,
            deployment_id=message.deployment,
            resource_link_id=number,
            line_item="",
        )
        _describe(found, message, module)
        try:
            with session.begin_nested():
                session.add(found)
                session.flush()
        except IntegrityError:  # two who open a new link at once
            found = session.scalars(wanted).one()
    _describe(found, message, module)
    return found


def _describe(link: LtiLink, message: Message, module: str) -> None:
    context = object_of(message.claims, claims.CONTEXT)
    scoring = object_of(message.claims, claims.AGS)
    scopes = texts_of(scoring, "scope")
    link.module = module
    link.course = one_line(text_of(context, "title") or text_of(context, "label"))[:MOST_TEXT]
    link.line_item = text_of(scoring, "lineitem") or link.line_item
    link.line_items = text_of(scoring, "lineitems")
    link.may_score = claims.SCORE_SCOPE in scopes
    link.may_add = claims.LINE_ITEM_SCOPE in scopes
    link.members = text_of(object_of(message.claims, claims.NRPS), "context_memberships_url")


def _wait(
    session: Session,
    message: Message,
    link: LtiLink | None,
    module: str,
    name: str,
    learns: bool,
    browser: bytes,
    moment: dt.datetime,
) -> str:
    session.execute(delete(LtiArrival).where(LtiArrival.expires <= moment))
    token = new_token()
    session.add(
        LtiArrival(
            token_digest=digest(token),
            browser=browser,
            platform_id=message.platform_id,
            link_id=link.id if link else None,
            sub=message.sub,
            name=name,
            learns=learns,
            module=module,
            expires=moment + ARRIVAL,
        )
    )
    session.flush()
    return token


def _name(message: Message) -> str:
    said = message.claims
    whole = text_of(said, "name") or f"{text_of(said, 'given_name')} {text_of(said, 'family_name')}"
    return one_line(whole)[:MOST_NAME]
