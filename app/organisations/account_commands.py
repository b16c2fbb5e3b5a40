"""What an organisation's administrator does with a member's account, where it is the organisation's alone."""

import datetime as dt
import uuid

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts import links, sign_ins
from app.accounts.models import EmailChange, Person
from app.elsewhere.former import keep_address
from app.errors import Conflict, NotAllowed
from app.organisations.models import Membership
from app.organisations.people_commands import LEFT, write_down
from app.organisations.people_queries import belongs_elsewhere, membership
from app.second_step import gate, notices
from app.viewer import Member


def new_link(
    session: Session, asker: Member, membership_id: uuid.UUID, moment: dt.datetime, hours: int
) -> str:
    """Make a new one-time link for a member; return its secret part.

    Raises NotFound; NotAllowed for one who has more to lose than this organisation gave.
    """
    found = _own_account(session, asker, membership_id, "so a new link can come from")
    write_down(session, asker, "person.link", found)
    return links.make(session, found.person_id, moment, hours)


def reset_second_step(
    session: Session, asker: Member, membership_id: uuid.UUID, moment: dt.datetime
) -> None:
    """Take a member's second step away, end their sign-ins, and leave word for their next sign-in.

    Raises as ``new_link`` does.
    """
    found = _own_account(session, asker, membership_id, "so their second step can be removed by")
    gate.remove_all(session, found.person_id)
    notices.leave(session, found.person_id, notices.SECOND_STEP_RESET, moment)
    write_down(session, asker, "person.second_step", found)
    sign_ins.end_others(session, found.person_id, None)


def put_right(
    session: Session,
    asker: Member,
    membership_id: uuid.UUID,
    name: str,
    email: str,
    moment: dt.datetime,
) -> str:
    """Change a member's name and e-mail address; return the old address where it is another now.

    Links that were sent to the old address stop working, and the person is told at the next sign-in.
    Raises as ``new_link`` does, and Conflict for an address that somebody else has.
    """
    found = _own_account(
        session, asker, membership_id, "so their name and e-mail address can be changed by"
    )
    person, old = found.person, found.person.email
    if person.name != name:
        person.name = name
        write_down(session, asker, "person.corrected", found, "The name")
    if email == old:
        return ""
    if session.scalars(select(Person.id).where(Person.email == email)).first() is not None:
        raise Conflict("Somebody else has this e-mail address already.")
    person.email = email
    keep_address(session, person.id, old)
    write_down(session, asker, "person.corrected", found, "The e-mail address")
    # What the person had asked for was asked for from the address before.
    session.execute(delete(EmailChange).where(EmailChange.person_id == person.id))
    links.end_all(session, person.id, moment)
    notices.leave(session, person.id, notices.EMAIL_CHANGED, moment)
    return old


def _own_account(session: Session, asker: Member, membership_id: uuid.UUID, so: str) -> Membership:
    """Return a membership whose account is the organisation's alone. so: the consequence otherwise.

    An invitation of another organisation that is still open does not count: to refuse for it would tell
    that it is there. Nor is it in danger, since it is accepted by its link only.
    """
    found = membership(session, asker, membership_id)
    if found.ended is not None:
        raise Conflict(LEFT)
    if belongs_elsewhere(session, found):
        raise NotAllowed(
            "This person belongs, or once belonged, to another organisation,"
            f" {so} the platform's administrator only."
        )
    return found
