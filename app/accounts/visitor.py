"""Who knocks, before it is known who they are."""

from flask import current_app, request
from msgspec import Struct

from app.accounts.devices import in_words


class Visitor(Struct, frozen=True):
    """Who knocks.

    key: the server's secret; address: of the network; device: as the browser calls itself.
    """

    key: str
    address: str
    device: str


def visitor() -> Visitor:
    """Return who sent this request."""
    return Visitor(
        key=str(current_app.config["SECRET_KEY"]),
        address=request.remote_addr or "",
        device=in_words(request.user_agent.string),
    )
