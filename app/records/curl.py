"""The same question as a command for a terminal, with places for key and secret."""

import shlex
from collections.abc import Mapping
from typing import Final

VERSION: Final = "X-Experience-API-Version: 1.0.3"
CREDENTIALS: Final = "KEY:SECRET"


def curl_get(address: str, parameters: Mapping[str, str], credentials: str = CREDENTIALS) -> str:
    """Return a curl command that asks an address of a record store. parameters: not coded yet."""
    return _command(
        credentials,
        ["--get", address],
        *(["--data-urlencode", f"{name}={value}"] for name, value in parameters.items()),
    )


def curl_post(address: str, body: str, credentials: str = CREDENTIALS) -> str:
    """Return a curl command that sends JSON to an address of a record store."""
    return _command(
        credentials, ["--header", "Content-Type: application/json"], ["--data", body], [address]
    )


def _command(credentials: str, *parts: list[str]) -> str:
    lines = [["curl", "--user", credentials], ["--header", VERSION], *parts]
    return " \\\n  ".join(shlex.join(line) for line in lines)
