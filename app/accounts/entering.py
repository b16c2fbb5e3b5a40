"""The way in: from a password, a link or a passkey to the first page."""

from flask import flash, redirect, session, url_for
from flask.typing import ResponseReturnValue

from app.accounts import sign_ins
from app.accounts.commands import Begun, Elsewhere, HalfWay
from app.accounts.login import lasting, remember
from app.database import now
from app.organisations import invitations
from app.services import services

HALF = "half_sign_in"


def enter(begun: Begun, wanted: str) -> ResponseReturnValue:
    """Lead a person on: to their second step, to the choice of an organisation, or to their work.

    Whoever is to sign in at their organisation's provider is told so. wanted: a path of our own; empty
    for where their work begins.
    """
    if isinstance(begun, Elsewhere):
        session.clear()
        flash(begun.sentence, "note")
        return redirect(url_for("accounts.sign_in", next=wanted or None))
    if isinstance(begun, HalfWay):
        session.clear()
        session[HALF] = begun.token
        return redirect(url_for("second_step.ask", next=wanted or None))
    with services().database.read() as reading:
        found = sign_ins.find(reading, begun.token, now(), lasting(services().settings))
        waiting = invitations.waiting_for(reading, found.viewer.person_id, now()) if found else ()
        by = [each.organisation.name for each in waiting]
    if found is None:  # ended again in this very moment, by an administrator
        return redirect(url_for("accounts.sign_in"))
    remember(begun.token, found)
    for sentence in begun.notices:
        flash(sentence, "note")
    for organisation in by if not wanted.startswith(url_for("joining.page", token="")) else ():
        flash(f"{organisation} invites you. To accept, open the link that was sent to you.", "note")
    if begun.choices > 1:
        return redirect(url_for("accounts.organisation", next=wanted or None))
    return redirect(wanted or url_for("home.start"))
