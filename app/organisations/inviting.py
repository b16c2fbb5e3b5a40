"""The page that shows a link once, and the letter that takes it along."""

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from app.accounts import letters
from app.database import now
from app.mail.letters import is_set_up, write
from app.organisations.models import Invitation
from app.services import services


def invitation_sent(session: Session, found: Invitation, token: str) -> str:
    """Write the letter of an invitation where this server sends mail; return its link.

    The letter names nobody's account: it is the same whether or not there is one.
    """
    path = url_for("joining.page", token=token)
    base = services().settings.public_address or request.host_url.rstrip("/")
    hours = services().settings.link_hours
    link = f"{base}{path}"
    letter = letters.invitation(found.name, found.email, found.organisation.name, link, hours)
    # To nobody's account: also where there is one.
    write(services(), session, letter, now(), person_id=None, hours=hours)
    return link


def shown_once(name: str, email: str, link: str, *, organisation: str = "", new: bool) -> str:
    """Return the page with a link. organisation: that was made with it; new: it is an invitation."""
    return render_template(
        "organisations/invited.html",
        name=name,
        email=email,
        link=link,
        mailed=is_set_up(services()),
        hours=services().settings.link_hours,
        made=organisation,
        new=new,
    )
