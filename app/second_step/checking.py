"""Judging what is typed as a second step: a code of the app, or a recovery code."""

import datetime as dt
from typing import Final

from app import security_log
from app import tries as counted
from app.accounts import commands, tries
from app.accounts.commands import Elsewhere, SignedInNow
from app.accounts.models import Person
from app.accounts.visitor import Visitor
from app.sealing import Seal
from app.second_step import gate, recovery, totp
from app.services import Services
from app.tries import subject_of_address
from app.wording import counted as number_of

WRONG: Final = (
    "This code is not right. Codes change every 30 seconds: enter the one that you see now."
)
USED: Final = "This code has been used. Wait for the next one, at most 30 seconds."
RECOVERY_WRONG: Final = "This is none of your recovery codes, or it has been used."


def clock_sentence(minutes: int) -> str:
    """Return what is told of a code that is right for another time. minutes: ahead if positive."""
    way = "ahead of ours" if minutes > 0 else "behind ours"
    return (
        f"The clock of the device with your app is about {number_of(abs(minutes), 'minute')} {way}."
        " Let it set its time by itself (in its settings, under date and time), then enter a new code."
    )


def fault_of(verdict: totp.Verdict) -> str:
    """Return why a code is refused; empty for a right one."""
    match verdict.state:
        case "right":
            return ""
        case "clock":
            return clock_sentence(verdict.minutes)
        case "used":
            return USED
    return WRONG


def take(
    parts: Services, who: Visitor, half: str, person: Person, typed: str, moment: dt.datetime
) -> SignedInNow | Elsewhere | str:
    """Take the second step with what was typed; return the sign-in, or why not.

    Raises TooManyTries after too many wrong codes; NotFound where the sign-in has begun already.
    """
    account = counted.digest(who.key, f"code:{person.id}")
    address = subject_of_address(who.key, who.address)
    with parts.database.write() as session:
        reserved = tries.reserve(
            session, account, address, parts.settings.sign_in_tries, moment, "codes"
        )
    plain = recovery.plain(typed)
    with parts.database.write() as session:
        if len(plain) == recovery.LENGTH:
            right = recovery.use(session, person.id, plain, moment)
            fault = "" if right else RECOVERY_WRONG
        else:
            seal = Seal(parts.sealing_keys, totp.PURPOSE)
            fault = fault_of(totp.check(session, seal, person.id, plain, moment))
        if fault:
            security_log.tell("wrong code", person.id)
            return fault
        tries.forgive(session, account, reserved)
        by = "recovery code" if len(plain) == recovery.LENGTH else "code"
        begun = commands.begin_after_second_step(
            parts, session, half, person, who.device, moment, by
        )
        if isinstance(begun, SignedInNow) and len(plain) == recovery.LENGTH:
            begun = _with_note(begun, gate.means_of(session, person.id).codes)
        return begun


def _with_note(begun: SignedInNow, left: int) -> SignedInNow:
    note = f"You used a recovery code. {number_of(left, 'code')} left: you can make new ones in your account."
    return SignedInNow(begun.token, begun.choices, (*begun.notices, note))
