"""JSON read strictly: UTF-8, no key twice, no lone surrogate, no endless depth.

msgspec takes the last of two equal keys, lets bad UTF-8 through inside raw values and
runs out of stack on deep input; so each body passes here first. What comes back is a
tree for comparison (numbers as canonical text) beside which the bytes stay as they were.
"""

import json
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Raw

from lrs.errors import BadRequest

MAX_DEPTH = 100


def read(body: bytes) -> Any:
    """Return the JSON value in body; every number is a `msgspec.Raw` of one spelling.

    Raises BadRequest with one sentence for whatever is no strict JSON.
    Source: xAPI 1.0.3 Communication 1.4 (UTF-8), IEEE 9274.1.1 4.2.1 (duplicate keys).
    """
    try:
        text = body.decode("utf-8")
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_number,
            parse_float=_number,
            parse_constant=_constant,
        )
        _refuse_depth(value)
        if "\\u" in text:
            _refuse_surrogates(value)
    except UnicodeDecodeError as error:
        raise BadRequest(f"The body is not UTF-8: byte {error.start} cannot be read.") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise BadRequest(f"The body is not JSON: {error.msg} at {place}.") from None
    except RecursionError:
        raise BadRequest(f"The JSON is nested more than {MAX_DEPTH} levels deep.") from None
    except ValueError as error:
        raise BadRequest(f"The JSON cannot be accepted: {error}.") from None
    return value


def canonical(value: Any) -> bytes:
    """Return one spelling of a tree that `read` returned: keys sorted, numbers by value."""
    return msgspec.json.encode(value, order="sorted")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice[:60]!r} is there twice in one object")
    return found


def _number(text: str) -> Raw:
    """Spell a number by its value, so that 1, 1.0 and 10e-1 are the same text."""
    mantissa, _, exponent = text.lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = whole.lstrip("-") + fraction
    significant = digits.strip("0")
    if not significant:
        return Raw(b"0")
    if len(exponent) > 20:
        raise ValueError("a number has an exponent of more than 20 digits")
    power = int(exponent or 0) - len(fraction) + len(digits) - len(digits.rstrip("0"))
    sign = "-" if whole.startswith("-") else ""
    return Raw(f"{sign}{significant}e{power}".encode())


def _constant(text: str) -> Any:
    raise ValueError(f"{text} is no JSON number")


def _refuse_depth(value: Any) -> None:
    """Refuse nesting that could exhaust the stack of whoever reads the value later."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [child for item in level for child in _children(item)]
        if not level:
            return
    raise ValueError(f"it is nested more than {MAX_DEPTH} levels deep")


def _children(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _refuse_surrogates(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        raise ValueError("a \\u escape is half of a surrogate pair") from None
