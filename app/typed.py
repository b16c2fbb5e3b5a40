"""Plain data to structures, by readers that are whole before the first thread needs one.

msgspec describes a structure to itself when it is first read. Two threads that do so at once end the process,
so each description is made at import.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

_Kind = TypeVar("_Kind", bound=msgspec.Struct)


def converter(kind: type[_Kind]) -> Callable[[Any], _Kind]:
    """Return what turns plain data into a structure of a kind. That raises msgspec.ValidationError."""
    msgspec.json.Decoder(kind)

    def convert(data: Any) -> _Kind:
        return msgspec.convert(data, kind)

    return convert
