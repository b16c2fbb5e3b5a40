"""The addresses of learning systems, as origins: scheme, host, port.

Source: RFC 6454, section 6.2 (how an origin is written); HTML, "Origin".
"""

import ipaddress
import re
from typing import Final
from urllib.parse import urlsplit

MOST: Final = 10
TRIALS: Final = ("localhost", "127.0.0.1")
"""Hosts of this machine: the only ones that may do without https."""

_LABEL: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_DEFAULT_PORTS: Final = {"https": 443, "http": 80}


def origin_of(text: str) -> str:
    """Return the origin of an address that somebody typed or copied.

    A path behind it is left out. Raises ValueError with what is wrong, as the rest of a sentence.
    """
    try:
        parts = urlsplit(text.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
    except ValueError:
        raise ValueError("is no address") from None
    if parts.scheme not in _DEFAULT_PORTS or not host:
        raise ValueError("is no address: begin with https://")
    if parts.username is not None or parts.password is not None:
        raise ValueError("holds a name or a password, which has no place here")
    if not _is_host(host):
        raise ValueError("is not the name of a server")
    if parts.scheme == "http" and host not in TRIALS:
        raise ValueError(
            "does not begin with https://, which only a trial on this machine may lack"
        )
    shown_port = "" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{host}{shown_port}"


def origins_of(text: str) -> tuple[str, ...]:
    """Return the origins of addresses, one a line. Raises ValueError with a sentence."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise ValueError("Enter the address of your LMS.")
    if len(lines) > MOST:
        raise ValueError(f"There are {len(lines)} addresses; {MOST} is the most.")
    found = []
    for line in lines:
        try:
            found.append(origin_of(line))
        except ValueError as problem:
            raise ValueError(f"“{line.strip()[:100]}” {problem}.") from problem
    return tuple(dict.fromkeys(found))


def _is_host(host: str) -> bool:
    if re.fullmatch(r"[\d.]+", host):
        try:
            ipaddress.IPv4Address(host)
        except ValueError:
            return False
        return True
    return len(host) <= 253 and all(_LABEL.fullmatch(label) for label in host.split("."))
