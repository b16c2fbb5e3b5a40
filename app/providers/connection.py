"""A provider as this server reaches it: its metadata and keys as they are kept, asked for when too old."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import msgspec
from authlib.common.urls import add_params_to_uri
from joserfc.jwk import KeySet
from msgspec import Struct

from app.database import now
from app.providers import discovery, keeping, own_keys, talking, tokens
from app.providers.discovery import KEPT, Told
from app.providers.fetching import Asker
from app.providers.flows import Answered, Begun
from app.providers.models import Provider
from app.sealing import Seal
from app.services import Services

PATIENCE = dt.timedelta(minutes=1)
"""For so long a stranger's message cannot make this server ask for keys again."""


class Reached(Struct, frozen=True):
    """A provider as plain data, so that no transaction stays open while it is asked."""

    id: uuid.UUID
    organisation_id: uuid.UUID
    name: str
    issuer: str
    client_id: str
    secret: str
    by_key: bool
    told: str
    told_at: dt.datetime | None
    keys: str
    keys_at: dt.datetime | None


def reached(parts: Services, found: Provider) -> Reached:
    """Return a provider as plain data. Raises SealBrokenError."""
    return Reached(
        found.id,
        found.organisation_id,
        found.name,
        found.issuer,
        found.client_id,
        keeping.secret_of(found, Seal(parts.sealing_keys, keeping.PURPOSE)),
        found.by_key,
        found.told,
        found.told_at,
        found.keys,
        found.keys_at,
    )


def test(parts: Services, provider: Reached) -> Told:
    """Ask a provider for everything anew, and keep it. Raises ProviderFault with a sentence and a remedy."""
    told = _ask_told(parts, provider)
    if provider.by_key:
        own_keys.algorithm_for(told)
    _ask_keys(parts, provider, told)
    return told


def address(
    parts: Services,
    provider: Reached,
    redirect_uri: str,
    begun: Begun,
    hint: str = "",
    *,
    anew: bool = False,
) -> str:
    """Return where to send somebody who signs in. Raises ProviderFault where the provider is away."""
    told = told_of(parts, provider)
    client = _client(parts, provider, told, redirect_uri)
    return talking.address(told, client, begun, hint, anew=anew)


def claims_of(
    parts: Services, provider: Reached, redirect_uri: str, code: str, way: Answered
) -> dict[str, Any]:
    """Return what the provider says of whoever came back with a code. Raises ProviderFault."""
    told = told_of(parts, provider)
    return talking.claims_of(
        _asker(parts),
        told,
        _client(parts, provider, told, redirect_uri),
        code,
        way.nonce,
        way.verifier,
        _keys(parts, provider, told),
        now,
        who_only=way.errand.anew,
    )


def logout_claims(parts: Services, provider: Reached, text: str) -> dict[str, Any]:
    """Return the claims of a logout token. Raises ProviderFault."""
    told = told_of(parts, provider)
    keys = _keys(parts, provider, told)
    expected = tokens.Expected(provider.issuer, provider.client_id)
    try:
        return tokens.logout_token(text, keys(False), expected, now())
    except tokens.UnknownKeyFault:
        # Anybody may send one: what they send makes us ask once a minute at most.
        if provider.keys_at is not None and provider.keys_at > now() - PATIENCE:
            raise
        return tokens.logout_token(text, keys(True), expected, now())


def told_of(parts: Services, provider: Reached) -> Told:
    """Return what a provider says of itself, asked for once an hour. Raises ProviderFault."""
    if provider.told_at is not None and provider.told_at > now() - KEPT:
        try:
            return discovery.decode(provider.told)
        except msgspec.DecodeError:  # kept by an earlier version
            pass
    return _ask_told(parts, provider)


def kept_told(provider: Provider) -> Told | None:
    """Return what a provider last said of itself, however long ago; none where it said nothing yet."""
    try:
        return discovery.decode(provider.told) if provider.told else None
    except msgspec.DecodeError:
        return None


def _keys(parts: Services, provider: Reached, told: Told) -> Callable[[bool], KeySet]:
    def keys(anew: bool) -> KeySet:
        fresh = provider.keys_at is not None and provider.keys_at > now() - KEPT
        if fresh and not anew:
            return discovery.key_set(provider.keys)
        return discovery.key_set(_ask_keys(parts, provider, told))

    return keys


def _ask_told(parts: Services, provider: Reached) -> Told:
    private = parts.settings.sign_in_providers_in_private_networks
    told = discovery.ask(_asker(parts), provider.issuer, private=private)
    with parts.database.write() as session:
        found = session.get(Provider, provider.id)
        if found is not None and found.issuer == provider.issuer:
            found.told, found.told_at = discovery.encode(told), now()
    return told


def _ask_keys(parts: Services, provider: Reached, told: Told) -> str:
    keys = discovery.ask_keys(_asker(parts), told)
    with parts.database.write() as session:
        found = session.get(Provider, provider.id)
        if found is not None and found.issuer == provider.issuer:
            found.keys, found.keys_at = keys, now()
    return keys


def _asker(parts: Services) -> Asker:
    return Asker(private=parts.settings.sign_in_providers_in_private_networks)


def _client(parts: Services, provider: Reached, told: Told, redirect_uri: str) -> talking.Client:
    def assertion() -> dict[str, str]:
        return own_keys.assertion(parts.settings, told, provider.client_id, now())

    return talking.Client(
        provider.client_id, provider.secret, redirect_uri, assertion if provider.by_key else None
    )


def end_session(told: Told, client_id: str, back: str) -> str:
    """Return where somebody signs out at the provider. back: of this server, registered there.

    The client is named, and not the person: an ID token as a hint would put their claims into an address.
    Source: OpenID Connect RP-Initiated Logout 1.0, section 2.
    """
    return str(
        add_params_to_uri(
            told.end_session, [("client_id", client_id), ("post_logout_redirect_uri", back)]
        )
    )
