"""What makes a package the own one of the organisation for which it is asked."""

from app.organisations.overlay import own_overlay as kept_overlay
from app.services import services
from app.viewer import member
from packager import Overlay


def own_overlay() -> Overlay:
    """Return the overlay of the organisation of the person of this request."""
    return kept_overlay(services().database.of_request(), member())
