"""The page that shows a link once, and the letter that takes it along."""

import datetime as dt
from typing import Final

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from app import tries
from app.accounts import letters
from app.accounts.visitor import visitor
from app.database import now
from app.errors import TooManyTries
from app.mail.letters import is_set_up, write
from app.organisations.invitation_queries import InvitationRow
from app.organisations.models import Invitation
from app.services import services

LETTERS_A_DAY: Final = 5
DAY: Final = dt.timedelta(days=1)


def invitation_sent(session: Session, found: Invitation, token: str) -> str:
    """Write the letter of an invitation where this server sends mail; return its link.

    The letter names nobody's account: it is the same whether or not there is one. Raises TooManyTries
    after several letters to one address in a day: nobody shall be pestered in an organisation's name.
    """
    _count(session, found)
    path = url_for("joining.page", token=token)
    base = services().settings.public_address or request.host_url.rstrip("/")
    hours = services().settings.link_hours
    link = f"{base}{path}"
    letter = letters.invitation(found.name, found.email, found.organisation.name, link, hours)
    # To nobody's account: also where there is one.
    write(services(), session, letter, now(), person_id=None, hours=hours)
    return link


def _count(session: Session, found: Invitation) -> None:
    if not is_set_up(services()):
        return
    moment = now()
    subject = tries.digest(visitor().key, f"invitation:{found.organisation_id}:{found.email}")
    seconds = tries.seconds_to_wait(session, subject, LETTERS_A_DAY, moment)
    if seconds:
        raise TooManyTries(
            "This address has had several invitations of yours today. Send the next one tomorrow.",
            seconds,
        )
    tries.count(session, (subject,), moment + DAY, moment)


def shown_once(
    name: str,
    email: str,
    link: str,
    *,
    organisation: str = "",
    new: bool,
    row: InvitationRow | None = None,
) -> str:
    """Return the page with a link. organisation: that was made with it; new: it is an invitation.

    row: what an organisation's own administrator has offered, told again.
    """
    return render_template(
        "organisations/invited.html",
        name=name,
        email=email,
        link=link,
        mailed=is_set_up(services()),
        hours=services().settings.link_hours,
        made=organisation,
        new=new,
        row=row,
    )
