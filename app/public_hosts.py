"""Which servers may be asked: an address in the public internet, or none.

A resource of the library, an LMS or a sign-in provider that somebody adds may name any server. Whoever asks
it would else ask, with the rights of this machine, what only this machine can reach.
"""

import ipaddress
import socket
from typing import Final
from urllib.parse import urlsplit

PORTS: Final = {"https": 443, "http": 80}

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotPublicError(Exception):
    """Raised where a server lies in a private network, or on this machine."""


class UnknownHostError(Exception):
    """Raised where no server has this name."""


def reach(address: str, *, private: bool) -> tuple[tuple[str, ...], int]:
    """Return the numbers, in the order in which to try them, and the port at which to ask for an address.

    Every number that the name stands for has to be public, since anybody may choose what a name of
    theirs stands for. private: ask any server. Raises NotPublicError, UnknownHostError.
    """
    parts = urlsplit(address)
    try:
        port = parts.port or PORTS[parts.scheme]
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError) as error:
        raise UnknownHostError from error
    numbers = [str(each[4][0]) for each in found]
    if not private and not all(is_public(number) for number in numbers):
        raise NotPublicError
    return tuple(dict.fromkeys(numbers)), port


def is_public(number: str) -> bool:
    """Say whether an IP address is one of the public internet, whatever it is wrapped in."""
    ip: IP = ipaddress.ip_address(number.partition("%")[0])
    inner = None
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or _translated(ip)
    if inner is not None:
        return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


# Source: RFC 6052, section 2.1.
_TRANSLATED: Final = ipaddress.IPv6Network("64:ff9b::/96")


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _TRANSLATED else None
