"""The public keys of LMSs: asked for when one is needed, and kept for a while in this process."""

import threading
import time
from collections import OrderedDict
from typing import Any, Final

from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from app.evidence.jws import LEAST_RSA_BITS
from app.lti.errors import PlatformRefused
from app.lti.fetching import ask
from app.settings import Settings

KEPT_SECONDS: Final = 3600.0
AGAIN_SECONDS: Final = 30.0
"""How soon a key set is asked for again because a message names a key that is not in it."""
MOST_SETS: Final = 200
MOST_KEYS: Final = 30


class PlatformKeys:
    """The key sets of LMSs by their addresses, the latest used last."""

    def __init__(self) -> None:
        self._sets: OrderedDict[str, tuple[float, dict[str, RSAKey]]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, settings: Settings, address: str, kid: str) -> RSAKey | None:
        """Return a key by its name; none where the LMS has no such. Raises PlatformError."""
        with self._lock:
            asked, keys = self._sets.get(address, (float("-inf"), {}))
        age = time.monotonic() - asked
        if age > KEPT_SECONDS or (kid not in keys and age > AGAIN_SECONDS):
            keys = _read(settings, address)
            with self._lock:
                self._sets[address] = time.monotonic(), keys
                self._sets.move_to_end(address)
                while len(self._sets) > MOST_SETS:
                    self._sets.popitem(last=False)
        return keys.get(kid)

    def forget(self) -> None:
        """Forget every key."""
        with self._lock:
            self._sets.clear()


KEYS: Final = PlatformKeys()


def _read(settings: Settings, address: str) -> dict[str, RSAKey]:
    answer = ask(settings, "GET", address, headers={"Accept": "application/json"})
    found = answer.json() if answer.status == 200 else None
    listed = found.get("keys") if isinstance(found, dict) else None
    if not isinstance(listed, list):
        raise PlatformRefused("The address of your LMS’s public keys holds no key set.")
    return dict(filter(None, (_key(each) for each in listed[:MOST_KEYS])))


def _key(listed: Any) -> tuple[str, RSAKey] | None:
    """Return a key with its name; none for one that does not check RS256."""
    if not isinstance(listed, dict) or listed.get("kty") != "RSA":
        return None
    if listed.get("alg", "RS256") != "RS256" or listed.get("use", "sig") != "sig":
        return None
    try:
        key = RSAKey.import_key({"kty": "RSA", "n": listed["n"], "e": listed["e"]})
        if key.public_key.key_size < LEAST_RSA_BITS:
            return None
        return str(listed["kid"]), key
    except (JoseError, ValueError, KeyError, TypeError):
        return None
