"""Where the record store is reached."""

from flask import request

from app.services import Services


def record_store_address(parts: Services) -> str:
    """Return the address of the record store's xAPI 1.0.3: another's, or ours as people reach it."""
    if parts.settings.lrs_endpoint:
        return parts.settings.lrs_endpoint.rstrip("/")
    server = parts.settings.public_address or request.host_url.rstrip("/")
    return f"{server}/xapi"
