"""The person of this request, as plain data: who, in which organisation, in which roles."""

import uuid

from flask import g
from flask_login import AnonymousUserMixin, current_user
from msgspec import Struct

from app.errors import NotAllowed
from app.organisations.models import Role
from course.nations import HomeNation


class Look(Struct, frozen=True):
    """What pages show of an organisation beside its name; empty for what it has not given.

    accent: its colour as ``#rrggbb``; logo and answers: digests, which change with their content.
    """

    accent: str = ""
    logo: str = ""
    answers: str = ""


class Viewer(Struct, frozen=True):
    """Who asks.

    name: as the person wants to be called. membership_id and organisation_id are none for a platform
    administrator without a trust. nation: to be shown first where the four differ; none for all alike.
    look: of the organisation; display: how the person wants pages to look, as it is kept. platform_id: of
    the LMS that vouched for them, none where they signed in by themselves.
    """

    person_id: uuid.UUID
    name: str
    sign_in_id: uuid.UUID
    platform_administrator: bool
    membership_id: uuid.UUID | None
    organisation_id: uuid.UUID | None
    organisation_name: str
    roles: frozenset[Role]
    nation: HomeNation | None = None
    look: Look = Look()
    display: str = ""
    platform_id: uuid.UUID | None = None


class Member(Struct, frozen=True):
    """A viewer who acts in an organisation: what every function about its records asks for."""

    membership_id: uuid.UUID
    organisation_id: uuid.UUID
    sign_in_id: uuid.UUID
    roles: frozenset[Role]


class SignedIn:
    """What flask-login keeps for the request. token: the cookie's random text, which is its id."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, token: str, viewer: Viewer) -> None:
        self._token = token
        self.viewer = viewer

    def get_id(self) -> str:
        """Return what the cookie holds."""
        return self._token


def viewer_or_none() -> Viewer | None:
    """Return the viewer of this request; none where nobody is signed in."""
    return current_user.viewer if current_user.is_authenticated else None


def be_nobody() -> None:
    """Let what is left of this request be a stranger's, whoever asked: their sign-in stays as it is."""
    g._login_user = AnonymousUserMixin()  # where Flask-Login keeps whom it has found


def viewer() -> Viewer:
    """Return the viewer of this request. Raises NotAllowed where nobody is signed in."""
    found = viewer_or_none()
    if found is None:
        raise NotAllowed("Sign in first.")
    return found


def owner_of(who: Viewer) -> uuid.UUID:
    """Return whose pages these are, as what their browser keeps is marked: an id that names nobody."""
    return who.membership_id or who.person_id


def member() -> Member:
    """Return the viewer as a member of their organisation.

    Raises NotAllowed for one without any.
    """
    found = viewer()
    if found.membership_id is None or found.organisation_id is None:
        raise NotAllowed("This page needs an organisation; you are signed in without one.")
    return Member(found.membership_id, found.organisation_id, found.sign_in_id, found.roles)
