"""What makes a package the own one of the organisation for which it is asked."""

from app.organisations.queries import nation_of
from app.services import services
from app.viewer import member, viewer
from packager import Overlay


def own_overlay() -> Overlay:
    """Return the overlay of the organisation of the person of this request."""
    session = services().database.of_request()
    return Overlay(organisation=viewer().organisation_name, nation=nation_of(session, member()))
