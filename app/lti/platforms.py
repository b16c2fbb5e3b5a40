"""The platforms of an organisation: added, changed, stopped, and how they are doing. It sees its own only."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import Update, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts import sign_ins
from app.accounts.tokens import digest, new_token
from app.errors import Conflict, NotFound
from app.lti.models import (
    LtiCondition,
    LtiDeployment,
    LtiInvitation,
    LtiLink,
    LtiPlatform,
    LtiScore,
    LtiUser,
)
from app.viewer import Member

INVITATION: Final = dt.timedelta(hours=24)
MOST_SENTENCE: Final = 500
TAKEN: Final = "Another organisation here, or another entry of yours, has registered this deployment of this LMS already."


class Draft(Struct, frozen=True):
    """A platform as a form, or the platform itself, gives it."""

    name: str
    kind: str
    issuer: str
    client_id: str
    auth_url: str
    token_url: str
    jwks_url: str
    origins: tuple[str, ...]
    deployments: tuple[str, ...]


class Figures(Struct, frozen=True):
    """How many people come from a platform, and how its scores are. refused: sentences with their numbers."""

    people: int
    waiting: int
    sent: int
    refused: tuple[tuple[str, int], ...]


def of_organisation(session: Session, asker: Member) -> Sequence[LtiPlatform]:
    """Return the platforms of the asker's organisation, those that are stopped last."""
    wanted = select(LtiPlatform).where(LtiPlatform.organisation_id == asker.organisation_id)
    return session.scalars(
        wanted.order_by(LtiPlatform.stopped.is_not(None), LtiPlatform.name)
    ).all()


def get(session: Session, asker: Member, platform_id: uuid.UUID) -> LtiPlatform:
    """Return a platform of the asker's organisation. Raises NotFound for any other."""
    found = session.get(LtiPlatform, platform_id)
    if found is None or found.organisation_id != asker.organisation_id:
        raise NotFound("Your organisation has no such LMS.")
    return found


def add(
    session: Session, organisation_id: uuid.UUID, draft: Draft, moment: dt.datetime
) -> LtiPlatform:
    """Add a platform. Raises Conflict where one of its deployments is registered already."""
    made = LtiPlatform(
        id=uuid.uuid4(),
        organisation_id=organisation_id,
        origins=list(draft.origins),
        made=moment,
        condition=LtiCondition(),
    )
    session.add(_fill(made, draft))
    _set_deployments(session, made, draft.deployments)
    return made


def change(session: Session, platform: LtiPlatform, draft: Draft) -> None:
    """Change a platform. Raises Conflict as ``add`` does."""
    _set_deployments(session, _fill(platform, draft), draft.deployments)


def registered_before(
    session: Session, organisation_id: uuid.UUID, draft: Draft
) -> LtiPlatform | None:
    """Return the organisation's platform that registers itself once more under the same client ID."""
    wanted = select(LtiPlatform).where(
        LtiPlatform.organisation_id == organisation_id,
        LtiPlatform.issuer == draft.issuer,
        LtiPlatform.client_id == draft.client_id,
    )
    return session.scalars(wanted).first()


def renew(session: Session, platform: LtiPlatform, draft: Draft) -> None:
    """Take over what a platform says of itself now. What an administrator has named and listed stays.

    Raises Conflict as ``add`` does.
    """
    listed = tuple(each.deployment_id for each in platform.deployments)
    kept = msgspec.structs.replace(
        draft,
        name=platform.name,
        origins=tuple(dict.fromkeys((*platform.origins, *draft.origins))),
        deployments=(*listed, *draft.deployments),
    )
    change(session, platform, kept)


def add_stray(session: Session, platform: LtiPlatform) -> str:
    """List the deployment from which the last launch was refused; return its number. Raises Conflict."""
    number = platform.condition.stray_deployment
    if number:
        listed = tuple(each.deployment_id for each in platform.deployments)
        _set_deployments(session, platform, (*listed, number))
        platform.condition.stray_deployment = platform.condition.last_error = ""
    return number


def stop(session: Session, platform: LtiPlatform, moment: dt.datetime) -> None:
    """Let nobody in from a platform any more, and end the sign-ins that it vouched for."""
    platform.stopped = platform.stopped or moment
    sign_ins.end_of_platform(session, platform.id)


def start(platform: LtiPlatform) -> None:
    """Let people in from a platform again."""
    platform.stopped = None


def figures(session: Session, platform: LtiPlatform) -> Figures:
    """Return how a platform is doing."""
    scores = (
        select(func.count())
        .select_from(LtiScore)
        .join(LtiLink, LtiLink.id == LtiScore.link_id)
        .where(LtiLink.platform_id == platform.id)
    )
    people = select(func.count()).select_from(LtiUser).where(LtiUser.platform_id == platform.id)
    refused = session.execute(
        select(LtiScore.refused, func.count())
        .join(LtiLink, LtiLink.id == LtiScore.link_id)
        .where(LtiLink.platform_id == platform.id, LtiScore.refused != "")
        .group_by(LtiScore.refused)
        .order_by(func.count().desc())
        .limit(5)
    ).all()
    return Figures(
        session.scalar(people) or 0,
        session.scalar(scores.where(LtiScore.waiting)) or 0,
        session.scalar(scores.where(LtiScore.sent.is_not(None))) or 0,
        tuple((sentence, number) for sentence, number in refused),
    )


def try_again(session: Session, platform: LtiPlatform) -> int:
    """Let every score that was refused, or waits, be sent at once; return how many."""
    links = select(LtiLink.id).where(LtiLink.platform_id == platform.id)
    done = session.execute(
        update(LtiScore)
        .where(LtiScore.link_id.in_(links), (LtiScore.refused != "") | LtiScore.waiting)
        .values(waiting=True, refused="", tries=0, claimed_until=None)
        .execution_options(synchronize_session=False)
    )
    return int(getattr(done, "rowcount", 0))


def courses(session: Session, platform: LtiPlatform) -> Sequence[LtiLink]:
    """Return the links of a platform, by the course in which they stand."""
    wanted = select(LtiLink).where(LtiLink.platform_id == platform.id)
    return session.scalars(wanted.order_by(LtiLink.course, LtiLink.module)).all()


def link(session: Session, platform: LtiPlatform, link_id: uuid.UUID) -> LtiLink:
    """Return a link of a platform. Raises NotFound."""
    found = session.get(LtiLink, link_id)
    if found is None or found.platform_id != platform.id:
        raise NotFound("This LMS has no such link.")
    return found


def note_launch(session: Session, platform_id: uuid.UUID, moment: dt.datetime) -> None:
    """Write down that a launch went well."""
    well = {"last_error": "", "last_error_at": None, "stray_deployment": ""}
    session.execute(_condition_of(platform_id).values(last_launch=moment, **well))


def note_error(
    session: Session, platform_id: uuid.UUID, sentence: str, moment: dt.datetime, stray: str = ""
) -> None:
    """Write down what went wrong last, for the administrator."""
    values = {"last_error": sentence[:MOST_SENTENCE], "last_error_at": moment}
    values |= {"stray_deployment": stray} if stray else {}
    session.execute(_condition_of(platform_id).values(**values))


def note_arrived(session: Session, platform_id: uuid.UUID) -> None:
    """Write down that a score arrived: what went wrong before is over, but for a deployment to be listed."""
    over = _condition_of(platform_id).where(
        LtiCondition.last_error != "", LtiCondition.stray_deployment == ""
    )
    session.execute(over.values(last_error="", last_error_at=None))


def _condition_of(platform_id: uuid.UUID) -> Update:
    return update(LtiCondition).where(LtiCondition.platform_id == platform_id)


def invite(session: Session, asker: Member, moment: dt.datetime) -> str:
    """Make a link with which an LMS registers itself, once; return its secret part."""
    session.execute(delete(LtiInvitation).where(LtiInvitation.expires <= moment))
    token = new_token()
    session.add(
        LtiInvitation(
            token_digest=digest(token),
            organisation_id=asker.organisation_id,
            expires=moment + INVITATION,
        )
    )
    return token


def invited(session: Session, token: str, moment: dt.datetime) -> LtiInvitation:
    """Return what a link stands for. Raises NotFound."""
    found = session.get(LtiInvitation, digest(token))
    if found is None or found.expires <= moment:
        raise NotFound(
            "This registration link was used already, or is older than a day. Make another one in First Shift."
        )
    return found


def candidates(session: Session, issuer: str, client: str) -> Sequence[LtiPlatform]:
    """Return the platforms that begin a login. client: empty where the LMS does not say which it means."""
    wanted = select(LtiPlatform).where(LtiPlatform.issuer == issuer)
    if client:
        wanted = wanted.where(LtiPlatform.client_id == client)
    return session.scalars(
        wanted.order_by(LtiPlatform.stopped.is_not(None), LtiPlatform.made)
    ).all()


def _fill(platform: LtiPlatform, draft: Draft) -> LtiPlatform:
    platform.name, platform.kind = draft.name, draft.kind
    platform.issuer, platform.client_id = draft.issuer, draft.client_id
    platform.auth_url, platform.token_url = draft.auth_url, draft.token_url
    platform.jwks_url, platform.origins = draft.jwks_url, list(draft.origins)
    return platform


def _set_deployments(session: Session, platform: LtiPlatform, wanted: Sequence[str]) -> None:
    session.flush()
    kept = {
        each.deployment_id: each
        for each in platform.deployments
        if (each.issuer, each.client_id) == (platform.issuer, platform.client_id)
    }
    platform.deployments = [
        kept.get(number)
        or LtiDeployment(issuer=platform.issuer, client_id=platform.client_id, deployment_id=number)
        for number in dict.fromkeys(wanted)
    ]
    try:
        session.flush()
    except IntegrityError as error:
        raise Conflict(TAKEN) from error
