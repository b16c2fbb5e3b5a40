"""What people are written about their account. No letter holds more than it needs."""

import datetime as dt
from typing import Final

from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.names import called
from app.mail.letters import Letter, write
from app.services import Services
from app.wording import counted, day_and_time

END: Final = "First Shift\n\nThis mail was sent by a program. Nobody reads an answer to it.\n"


def _letter(person: Person, subject: str, *paragraphs: str, to: str = "") -> Letter:
    name = called(person.name, person.preferred_name)
    return _to(to or person.email, name, subject, *paragraphs)


def _to(email: str, name: str, subject: str, *paragraphs: str) -> Letter:
    return Letter(email, subject, "\n\n".join((f"Dear {name},", *paragraphs, END)))


def _tell(
    parts: Services,
    session: Session,
    person: Person,
    moment: dt.datetime,
    subject: str,
    *paragraphs: str,
    to: str = "",
    goes: bool = False,
) -> None:
    """Write to a person of what has happened. to: another address than theirs; goes: their row does."""
    letter = _letter(person, subject, *paragraphs, to=to)
    write(parts, session, letter, moment, person_id=None if goes else person.id)


def forgotten(person: Person, link: str) -> Letter:
    """Return the letter to somebody who has forgotten their password."""
    return _letter(
        person,
        "First Shift: choose a new password",
        "Somebody, probably you, asked for a new password for your account. Choose one here:",
        link,
        "The link is good once, for one hour. If you did not ask, do nothing: your password stays as it is.",
    )


def invitation(name: str, email: str, organisation: str, link: str, hours: int) -> Letter:
    """Return the letter to somebody who is invited, as it was typed; it knows no account."""
    return _to(
        email,
        name,
        f"First Shift: {organisation} invites you",
        f"{organisation} invites you to First Shift, e-learning for doctors who are new to the NHS."
        " Answer here, with a new password or with the account that you have:",
        link,
        f"The link is good once, within {_within(hours)}.",
    )


def new_link(person: Person, organisation: str, link: str, hours: int) -> Letter:
    """Return the letter to somebody for whom an administrator has made a new link."""
    return _letter(
        person,
        f"First Shift: your account at {organisation}",
        f"An administrator of {organisation} has made a new link for you. Choose your password here:",
        link,
        f"The link is good once, within {_within(hours)}.",
    )


def _within(hours: int) -> str:
    return counted(hours // 24, "day") if hours % 24 == 0 else counted(hours, "hour")


def password_changed(
    parts: Services, session: Session, person: Person, moment: dt.datetime
) -> None:
    """Tell a person that their password was changed."""
    _tell(
        parts,
        session,
        person,
        moment,
        "First Shift: your password was changed",
        f"Your password was changed on {day_and_time(moment)}, and your other sign-ins have ended.",
        "If it was not you, choose “Forgotten your password?” on the sign-in page at once, and tell your"
        " organisation’s administrator.",
    )


def second_step_removed(
    parts: Services, session: Session, person: Person, moment: dt.datetime
) -> None:
    """Tell a person that an administrator has removed their second step."""
    _tell(
        parts,
        session,
        person,
        moment,
        "First Shift: your second step was removed",
        f"On {day_and_time(moment)} an administrator removed the second step of your sign-in:"
        " authenticator app, recovery codes and passkeys. Set it up again in your account.",
        "If you had not asked for it, tell your organisation’s administrator.",
    )


def email_changed(
    parts: Services, session: Session, person: Person, old: str, moment: dt.datetime
) -> None:
    """Tell a person under their old address that it was changed. The new one is not told."""
    _tell(
        parts,
        session,
        person,
        moment,
        "First Shift: your e-mail address was changed",
        f"On {day_and_time(moment)} an administrator changed the e-mail address of your account. You sign"
        " in with the new one, and mail goes there.",
        "If you had not asked for it, tell your organisation’s administrator.",
        to=old,
    )


def confirm_address(person: Person, email: str, link: str, hours: int) -> Letter:
    """Return the letter to another address that a person wants."""
    return _letter(
        person,
        "First Shift: confirm your new e-mail address",
        "You asked to sign in with this address from now on. Open this link while you are signed in:",
        link,
        f"The link is good once, within {_within(hours)}. If you did not ask, do nothing: nothing changes.",
        to=email,
    )


def address_taken(email: str) -> Letter:
    """Return the letter to an address that somebody wants and somebody has. It names neither."""
    return Letter(
        email,
        "First Shift: you have an account already",
        "Somebody, perhaps you, wanted to use this address for another account of First Shift. It has an"
        " account already, and nothing has changed.\n\nIf it was you: sign in with this address, or choose"
        f" “Forgotten your password?” on the sign-in page. If not, do nothing.\n\n{END}",
    )


def address_asked_for(
    parts: Services, session: Session, person: Person, moment: dt.datetime
) -> None:
    """Tell a person under their address that another was asked for. The new one is not told."""
    _tell(
        parts,
        session,
        person,
        moment,
        "First Shift: another e-mail address was asked for",
        f"On {day_and_time(moment)} somebody who knows your password, probably you, asked to change the"
        " e-mail address of your account. Nothing changes before the link is opened that was sent to the"
        " new address.",
        "If it was not you, change your password at once (in your account, under “Signing in”): it ends"
        " every other sign-in, and the change.",
    )


def own_email_changed(
    parts: Services, session: Session, person: Person, old: str, moment: dt.datetime
) -> None:
    """Tell a person under their old address that they changed it. The new one is not told."""
    _tell(
        parts,
        session,
        person,
        moment,
        "First Shift: your e-mail address was changed",
        f"Your e-mail address was changed on {day_and_time(moment)}, in your account. You sign in with the"
        " new one, and mail goes there.",
        "If it was not you, tell your organisation’s administrator at once.",
        to=old,
    )


def new_device(
    parts: Services, session: Session, person: Person, device: str, moment: dt.datetime
) -> None:
    """Tell a person that somebody signed in with a kind of device that is new on their account."""
    _tell(
        parts,
        session,
        person,
        moment,
        "First Shift: a sign-in with a new device",
        f"On {day_and_time(moment)} somebody signed in to your account with {device}, for the first time."
        " If it was you, there is nothing to do.",
        "If it was not you: sign in, open “Your account”, and choose “End this one” beside it under “Where"
        " you are signed in”. Then change your password. Can you not sign in any more? Choose “Forgotten"
        " your password?” on the sign-in page: a new password ends every sign-in.",
        "This mail comes once for each kind of browser and device.",
    )


def erased(parts: Services, session: Session, person: Person, moment: dt.datetime) -> None:
    """Tell a person for the last time: their data are erased. The letter goes without their row."""
    _tell(
        parts,
        session,
        person,
        moment,
        "First Shift: your data are erased",
        "As you asked, your data in the organisation that you asked were erased on"
        f" {day_and_time(moment)}. Copies in backups go when these are overwritten.",
        goes=True,
    )
