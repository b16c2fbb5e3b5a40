"""The keys with which this server shows sign-in providers who it is, instead of a secret (private_key_jwt).

One key set for all of them: what is signed names the one token endpoint that it is for.
"""

import datetime as dt
from typing import Final

from app.evidence.keys import Jwk
from app.keys.own_set import OwnSet
from app.providers.discovery import Told
from app.providers.errors import ProviderFault
from app.settings import Settings

KEYS: Final = OwnSet("provider-keys", rest_seconds=3600)
WAY: Final = "private_key_jwt"
ALGORITHMS: Final = ("RS256", "PS256", "RS384", "PS384", "RS512", "PS512")
"""What the keys can sign with; the first that a provider takes is used."""
SECONDS: Final = 60


def published(settings: Settings) -> tuple[Jwk, ...]:
    """Return the public keys. They do not say with which algorithm: providers ask for different ones."""
    return tuple(
        {name: value for name, value in each.items() if name != "alg"}
        for each in KEYS.published(settings)
    )


def algorithm_for(told: Told) -> str:
    """Return with which algorithm to sign for a provider. Raises ProviderFault where it takes no key of ours."""
    if WAY not in told.ways:
        raise ProviderFault(
            "The provider does not take a site that shows itself by a key (private_key_jwt).",
            "Let it be allowed there, or choose a client secret here.",
        )
    for each in ALGORITHMS:
        if each in (told.assertions or ALGORITHMS):
            return each
    raise ProviderFault(
        "The provider takes no signature of a kind that this server makes.",
        f"Let it take one of {', '.join(ALGORITHMS)} for private_key_jwt, or choose a client secret here.",
    )


def assertion(
    settings: Settings, told: Told, client_id: str, moment: dt.datetime
) -> dict[str, str]:
    """Return what shows a provider's token endpoint who asks, for a minute. Raises ProviderFault."""
    algorithm = algorithm_for(told)
    return KEYS.assertion(settings, client_id, told.token, moment, SECONDS, algorithm)
