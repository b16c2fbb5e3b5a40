"""The versions of xAPI that are served, and which version a request asks for.

Source: xAPI 1.0.3 Communication 3.3; IEEE 9274.1.1 section 4.1.7.
"""

import re

from msgspec import Struct

from lrs.errors import BadRequest


class Version(Struct, frozen=True):
    """A version: what answers say, what requests may say, what statements get."""

    name: str
    accepts: str
    statement_default: str


V1 = Version("1.0.3", r"1\.0(\.\d+)?", "1.0.0")
V2 = Version("2.0.0", r"2\.0(\.\d+)?", "2.0.0")
VERSIONS = (V1, V2)


def named(text: str) -> Version:
    """Return the version that a header's text asks for. Raises BadRequest for others."""
    for version in VERSIONS:
        if re.fullmatch(version.accepts, text, re.ASCII):
            return version
    names = " and ".join(version.name for version in VERSIONS)
    raise BadRequest(f"The xAPI version '{text[:20]}' is not supported: {names} are.")
