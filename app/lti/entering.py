"""The way in for somebody for whom an LMS vouches."""

from typing import Final

from flask import url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.utils import redirect

from app import security_log
from app.accounts import sign_ins
from app.accounts.login import lasting, remember
from app.accounts.visitor import visitor
from app.database import now
from app.errors import NotAllowed
from app.lti.errors import LtiRefused
from app.lti.models import LtiUser
from app.organisations.models import Role
from app.second_step import gate
from app.services import services

ENDED: Final = "Your sign-in ended again in this very moment. Open the link in your LMS once more."


def begin(session: Session, user: LtiUser) -> str:
    """Begin a sign-in that opens what an LMS may open; return its token.

    Empty where the account asks for more than the word of an LMS: its owner has to sign in by themselves.
    Raises NotAllowed for somebody with none of those roles.
    """
    membership = user.membership
    if membership.roles.isdisjoint(sign_ins.THROUGH_AN_LMS):
        raise NotAllowed(
            "Your role here is not opened through an LMS. Sign in to First Shift by yourself."
        )
    if gate.is_needed(session, membership.person_id):
        return ""
    security_log.tell("signed in", membership.person_id, "LMS")
    return sign_ins.begin(
        session,
        membership.person_id,
        membership.id,
        visitor().device,
        now(),
        platform_id=user.platform_id,
    )


def enter(token: str, wanted: str) -> ResponseReturnValue:
    """Lead somebody to a page of ours; to the sign-in first where no sign-in was begun."""
    if not token:
        return redirect(url_for("accounts.sign_in", next=wanted), 303)
    parts = services()
    with parts.database.read() as reading:
        found = sign_ins.find(reading, token, now(), lasting(parts.settings))
    if found is None:
        raise LtiRefused(ENDED)
    remember(token, found)
    return redirect(wanted, 303)


def work_of(user: LtiUser, module: str, *, learns: bool) -> str:
    """Return where somebody is led: to the module; whoever teaches, to how the own doctors stand."""
    if not learns and Role.SUPERVISOR in user.membership.roles:
        return url_for("supervision.imgs")
    return url_for("learning.module", slug=module) if module else url_for("learning.home")
