"""Sending somebody to a provider, and taking them back: what the pages of both ways in share."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import url_for

from app.accounts.visitor import visitor
from app.database import now
from app.providers import connection, flows, keeping, talking
from app.providers.addresses import addresses_of
from app.providers.connection import Reached
from app.providers.errors import ProviderFault, SignInRefused
from app.providers.flows import Answered, Errand
from app.services import services


def reached(provider_id: uuid.UUID) -> Reached:
    """Return a provider that is turned on, as plain data. Raises NotFound."""
    with services().database.read() as reading:
        return connection.reached(services(), keeping.turned_on(reading, provider_id))


def go(provider: Reached, errand: Errand, hint: str = "") -> str:
    """Begin a way to a provider, and return the address to send the browser to.

    hint: the address of whoever goes, where they have just typed it. Raises ProviderFault, TooManyTries.
    """
    allowed = services().settings.sign_in_tries
    try:
        connection.told_of(services(), provider)  # before anything is begun: it may be away
    except ProviderFault as fault:
        note(provider, fault)
        raise
    with services().database.write() as writing:
        begun = flows.begin(writing, visitor(), provider.id, errand, allowed, now())
    flows.remember(begun)
    with services().database.read() as reading:
        fresh = connection.reached(services(), keeping.turned_on(reading, provider.id))
    redirect_uri = addresses_of(provider.id).redirect
    return connection.address(services(), fresh, redirect_uri, begun, hint, anew=errand.anew)


def end_way(provider: Reached, answer: Mapping[str, str]) -> Answered:
    """Return the way on which an answer came. Raises SignInRefused where it is none of this browser's.

    The way ends here, whatever the answer: a second one with the same state finds nothing.
    """
    state = answer.get("state", "")
    if not state or not flows.forget(state):
        raise SignInRefused(flows.OVER)
    with services().database.write() as writing:
        return flows.end(writing, provider.id, state, now())


def come_back(provider: Reached, answer: Mapping[str, str], way: Answered) -> dict[str, Any]:
    """Return what a provider says of whoever came back. Raises ProviderFault: nobody is let in by it."""
    told = connection.told_of(services(), provider)
    code = talking.check_answer(told, answer)
    redirect_uri = addresses_of(provider.id).redirect
    return connection.claims_of(services(), provider, redirect_uri, code, way)


def note(provider: Reached, fault: ProviderFault | SignInRefused) -> None:
    """Keep for the organisation's administrator why a sign-in failed: the sentence, and nobody's name."""
    with services().database.write() as writing:
        keeping.note_fault(writing, provider.id, fault.sentence, now())


def begin_path(provider_id: uuid.UUID, wanted: str) -> str:
    """Return the path at which a sign-in by a provider begins."""
    return url_for("work_account.begin", provider_id=provider_id, next=wanted or None)
