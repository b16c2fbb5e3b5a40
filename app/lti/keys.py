"""The keys with which this server signs what it sends to LMSs."""

from typing import Final

from app.keys.own_set import OwnSet

KEYS: Final = OwnSet("lti-keys")
