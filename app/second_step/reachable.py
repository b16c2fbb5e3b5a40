"""Whether a passkey can work at the address under which this server is reached.

A passkey belongs to a name, and browsers know it only over https, or on this very machine as localhost.
Source: W3C Web Authentication Level 3, section 5.1.2 (the RP ID is a valid domain); W3C Secure Contexts,
section 3.1.
"""

import ipaddress
from typing import Final
from urllib.parse import urlsplit

from flask import request
from msgspec import Struct

from app.services import services

LOCAL: Final = "localhost"


class Obstacle(Struct, frozen=True):
    """Why passkeys do not work here. instead: the address at which they do, empty where there is none."""

    sentence: str
    instead: str = ""


def obstacle(path: str = "") -> Obstacle | None:
    """Return what keeps passkeys from working in this request; none where nothing does.

    path: of the page to open where they do, if it is another than this one.
    """
    address = services().settings.public_address or request.host_url
    return obstacle_at(address, path or request.full_path)


def obstacle_at(address: str, path: str) -> Obstacle | None:
    """Return what keeps passkeys from working at an address. path: of the page that is asked for."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    number = _number(host)
    if number is not None and number.is_loopback:
        port = f":{parts.port}" if parts.port else ""
        there = f"{parts.scheme}://{LOCAL}{port}"
        return Obstacle(
            "A passkey belongs to a name, and this address is a number.",
            f"{there}{path.rstrip('?')}",
        )
    if number is not None:
        return Obstacle(
            "Passkeys do not work at this address, which is a number: a passkey belongs to a name."
            " Whoever runs this server can give it one."
        )
    if parts.scheme != "https" and host != LOCAL and not host.endswith(f".{LOCAL}"):
        return Obstacle(
            "Passkeys do not work at this address: they need a connection by https. Whoever runs this"
            " server can set it up."
        )
    return None


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
