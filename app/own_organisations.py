"""The organisations of a person: where they belong or belonged, whichever they act in now."""

import uuid
from collections.abc import Callable, Sequence

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import tenancy
from app.organisations.models import Membership
from app.services import services
from app.tenancy import Distributed
from app.viewer import viewer_or_none


def organisations_of(session: Session, person_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """Return the organisations that keep something of a person."""
    wanted = select(Membership.organisation_id).where(Membership.person_id == person_id)
    return session.scalars(wanted.order_by(Membership.made, Membership.id)).all()


def as_a_person() -> None:
    """Do what is left of this request within all organisations of its viewer.

    To be called before each request of a room that is about somebody's own, wherever they have it.
    """
    who = viewer_or_none()
    if who is None:
        return
    if who.platform_administrator:
        tenancy.enter_request(None)
    else:
        found = organisations_of(services().database.of_request(), who.person_id)
        tenancy.enter_request(*found)


def where_it_is(**tables: type[Distributed | Membership]) -> Callable[[], None]:
    """Return what is to be called before each request of a room whose addresses name rows of a person.

    tables: by the argument that names a row of theirs. What such an address names is asked for in its own
    organisation, whichever the viewer acts in; all else as ``as_a_person``.
    """

    def go() -> None:
        as_a_person()
        named = request.view_args or {}
        for argument in named.keys() & tables.keys():
            reading = services().database.of_request()
            tenancy.enter_where_it_is(reading, tables[argument], named[argument])

    return go
