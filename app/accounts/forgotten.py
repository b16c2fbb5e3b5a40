"""A forgotten password: asked for by anybody, answered to the address alone.

Sources: OWASP, "Forgot Password Cheat Sheet": one answer, in the same time, whether or not there is an
account; a link that is good once and for a short time.
"""

import datetime as dt
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import tries
from app.accounts import letters, links
from app.accounts.models import Person
from app.accounts.visitor import Visitor
from app.errors import TooManyTries
from app.mail.letters import Letter, write
from app.services import Services
from app.tries import subject_of_address

HOURS: Final = 1
WINDOW: Final = dt.timedelta(hours=1)
LETTERS_AN_HOUR: Final = 3
ASKED_FROM_ONE_ADDRESS: Final = 60
"""A whole hospital may reach us through one address."""


def ask(parts: Services, session: Session, who: Visitor, email: str, moment: dt.datetime) -> None:
    """Let a letter be written, if there is an account; at most three an hour go to one address.

    What is done here is the same for every address. Raises TooManyTries.
    """
    network = subject_of_address(who.key, who.address, doing="forgotten")
    seconds = tries.seconds_to_wait(session, network, ASKED_FROM_ONE_ADDRESS, moment)
    if seconds:
        raise TooManyTries("Too many links were asked for. Try again in an hour.", seconds)
    account = tries.digest(who.key, f"forgotten:{email}")
    asked_too_often = tries.seconds_to_wait(session, account, LETTERS_AN_HOUR, moment)
    tries.count(session, (account, network), moment + WINDOW, moment)
    if not asked_too_often:
        # Never the address that the request names: whoever sends it could name their own.
        base = parts.settings.public_address or parts.home_page
        wanted = Letter(email, "", "", forgotten_at=base)
        write(parts, session, wanted, moment, person_id=None, hours=HOURS)


def letter_for(session: Session, email: str, base: str, moment: dt.datetime) -> Letter | None:
    """Make the link and return the letter with it; none where nobody has the address."""
    person = session.scalars(select(Person).where(Person.email == email)).one_or_none()
    if person is None:
        return None
    token = links.make_asked_for(session, person.id, moment, HOURS)
    return letters.forgotten(person, links.address_of(token, base))
