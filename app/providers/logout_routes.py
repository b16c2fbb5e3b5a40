"""Where a provider tells that somebody has signed out there, from its server to ours.

Source: OpenID Connect Back-Channel Logout 1.0, sections 2.5 to 2.8.
"""

import uuid

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.accounts.visitor import visitor
from app.database import now
from app.permissions import public
from app.providers import connection, going
from app.providers.ending import end_those_of, is_flood
from app.providers.errors import ProviderFault
from app.services import services

bp = Blueprint("provider_logout", __name__)

NO_STORE = {"Cache-Control": "no-store"}


@bp.post("/sign-in/with/<uuid:provider_id>/ended")
@public
def ended(provider_id: uuid.UUID) -> ResponseReturnValue:
    """End the sign-ins of whoever has signed out at the provider."""
    provider = going.reached(provider_id)
    with services().database.write() as writing:
        if is_flood(writing, visitor(), now()):
            return {"error": "slow_down"}, 429, NO_STORE
    text = request.form.get("logout_token", "")
    try:
        claims = connection.logout_claims(services(), provider, text)
    except ProviderFault as fault:
        return {"error": "invalid_request", "error_description": fault.sentence}, 400, NO_STORE
    with services().database.write() as writing:
        end_those_of(writing, provider_id, claims, now())
    return "", 200, NO_STORE
