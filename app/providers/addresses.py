"""The addresses of this server that a provider has to know, and where people are sent in and out."""

import uuid

from flask import request, url_for
from msgspec import Struct

from app.services import services


class Addresses(Struct, frozen=True):
    """What is registered at a provider, whole. begin: for a tile or an intranet page; keys: our public ones."""

    redirect: str
    signed_out: str
    ended: str
    begin: str
    keys: str


def addresses_of(provider_id: uuid.UUID) -> Addresses:
    """Return the addresses for a provider, under the address by which people reach this server."""
    return Addresses(
        redirect=_whole(url_for("work_account.answer", provider_id=provider_id)),
        signed_out=_whole(url_for("work_account.signed_out")),
        ended=_whole(url_for("provider_logout.ended", provider_id=provider_id)),
        begin=_whole(url_for("work_account.begin", provider_id=provider_id)),
        keys=_whole(url_for("work_account.jwks")),
    )


def _whole(path: str) -> str:
    base = services().settings.public_address or request.host_url.rstrip("/")
    return f"{base}{path}"
