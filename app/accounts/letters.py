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
    text = "\n\n".join((f"Dear {called(person.name, person.preferred_name)},", *paragraphs, END))
    return Letter(to or person.email, subject, text)


def forgotten(person: Person, link: str) -> Letter:
    """Return the letter to somebody who has forgotten their password."""
    return _letter(
        person,
        "First Shift: choose a new password",
        "Somebody, probably you, asked for a new password for your account. Choose one here:",
        link,
        "The link is good once, for one hour. If you did not ask, do nothing: your password stays as it is.",
    )


def invitation(person: Person, organisation: str, link: str, hours: int) -> Letter:
    """Return the letter to somebody who was added, or gets a new link."""
    days = f"{counted(hours // 24, 'day')}" if hours % 24 == 0 else counted(hours, "hour")
    return _letter(
        person,
        f"First Shift: your account at {organisation}",
        f"{organisation} invites you to First Shift, e-learning for doctors who are new to the NHS."
        " Choose your password here:",
        link,
        f"The link is good once, within {days}.",
    )


def password_changed(
    parts: Services, session: Session, person: Person, moment: dt.datetime
) -> None:
    """Tell a person that their password was changed."""
    letter = _letter(
        person,
        "First Shift: your password was changed",
        f"Your password was changed on {day_and_time(moment)}, and your other sign-ins have ended.",
        "If it was not you, choose “Forgotten your password?” on the sign-in page at once, and tell your"
        " organisation’s administrator.",
    )
    write(parts, session, letter, moment, person_id=person.id)


def second_step_removed(
    parts: Services, session: Session, person: Person, moment: dt.datetime
) -> None:
    """Tell a person that an administrator has removed their second step."""
    letter = _letter(
        person,
        "First Shift: your second step was removed",
        f"On {day_and_time(moment)} an administrator removed the second step of your sign-in:"
        " authenticator app, recovery codes and passkeys. Set it up again in your account.",
        "If you had not asked for it, tell your organisation’s administrator.",
    )
    write(parts, session, letter, moment, person_id=person.id)


def email_changed(
    parts: Services, session: Session, person: Person, old: str, moment: dt.datetime
) -> None:
    """Tell a person under their old address that it was changed. The new one is not told."""
    letter = _letter(
        person,
        "First Shift: your e-mail address was changed",
        f"On {day_and_time(moment)} an administrator changed the e-mail address of your account. You sign"
        " in with the new one, and mail goes there.",
        "If you had not asked for it, tell your organisation’s administrator.",
        to=old,
    )
    write(parts, session, letter, moment, person_id=person.id)


def erased(parts: Services, session: Session, person: Person, moment: dt.datetime) -> None:
    """Tell a person for the last time: their data are erased. The letter goes without their row."""
    letter = _letter(
        person,
        "First Shift: your data are erased",
        "As you asked, your data in the organisation that you asked were erased on"
        f" {day_and_time(moment)}. Copies in backups go when these are overwritten.",
    )
    write(parts, session, letter, moment, person_id=None)
