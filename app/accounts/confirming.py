"""Asking for the password once more, before what somebody else at an open phone should not do."""

import datetime as dt
from typing import Any

from flask import request
from wtforms import Form

from app import tries as counted
from app.accounts import tries
from app.accounts.forms import own_password
from app.accounts.models import Person
from app.accounts.passwords import matches
from app.accounts.visitor import Visitor, visitor
from app.database import now
from app.forms import error_list
from app.providers import fresh
from app.services import Services, services
from app.tries import subject_of_address
from app.viewer import Viewer, viewer

WRONG = "That is not your password."


class ConfirmForm(Form):
    """The person's password, to show that it is still they."""

    password = own_password()


def errors_of(form: Any) -> list[dict[str, str]]:
    """Return what is wrong with a form that has a field ``password``; empty where it is confirmed.

    The password is looked at only where the rest of the form is right. Whoever has none has to have
    confirmed by their work account. Raises TooManyTries.
    """
    with services().database.read() as reading:
        has_one = fresh.has_password(reading, viewer())
    if not has_one:
        form.password.validators = []
    if not form.validate():
        return error_list(form)
    if confirmed(services(), visitor(), viewer(), form.password.data or "", now()):
        return []
    form.password.errors = [refusal()]
    return error_list(form)


def refusal() -> str:
    """Return what to say to somebody who has not confirmed that it is they."""
    with services().database.read() as reading:
        if fresh.has_password(reading, viewer()):
            return WRONG
        return fresh.HOW if fresh.ways(reading, viewer()) else fresh.NO_WAY


def confirmed(
    parts: Services, who: Visitor, asker: Viewer, password: str, moment: dt.datetime
) -> bool:
    """Say whether this is the password of the person who asks.

    Whoever has none has to have confirmed by their work account, and uses that up. Counted as wrong
    passwords at the sign-in are. Raises TooManyTries after too many of them.
    """
    with parts.database.read() as reading:
        has_one = fresh.has_password(reading, asker)
    if not has_one:
        with parts.database.write() as session:
            return fresh.use(session, asker, moment)
    account = counted.digest(who.key, f"confirm:{asker.person_id}")
    address = subject_of_address(who.key, who.address)
    with parts.database.write() as session:
        reserved = tries.reserve(session, account, address, parts.settings.sign_in_tries, moment)
        password_hash = session.get_one(Person, asker.person_id).password_hash
    if not matches(password, password_hash):
        return False
    with parts.database.write() as session:
        tries.forgive(session, account, reserved)
    return True


def sent() -> Any:
    """Return what was sent by the form of this request; none where it is only shown."""
    return request.form if request.method == "POST" else None
