"""JSON read strictly: UTF-8, no key twice, no lone surrogate, no endless depth.

msgspec takes the last of two equal keys, lets bad UTF-8 through inside raw values and
runs out of stack on deep input; so each body passes here first. What comes back is a
tree for comparison beside which the bytes stay as they were.

Nearly every body is read the quick way: msgspec decodes it, and what it has read, written
again, is the body to the last byte but for white space. Then no key can be there twice. What
does not come back the same (a letter spelt as an escape, say) is read by Python's own reader,
which is four times as slow and tells what is wrong.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Raw

from lrs.errors import BadRequest

MAX_DEPTH = 100
MAX_EXPONENT = 20  # digits


def read(body: bytes) -> Any:
    """Return the JSON value in body; a number is an int, or a `msgspec.Raw` of its text.

    Raises BadRequest with one sentence for whatever is no strict JSON.
    Source: xAPI 1.0.3 Communication 1.4 (UTF-8), IEEE 9274.1.1 4.2.1 (duplicate keys).
    """
    found = _read_quickly(body, _brackets(body))
    return _read_strictly(body) if found is None else found


def read_several(body: bytes, elements: Sequence[Raw]) -> list[Any]:
    """Return what `read` returns for an array, whose elements as msgspec parts them are given."""
    # None of them can be deeper than it has brackets.
    deepest = 1 + max((_brackets(bytes(element)) for element in elements), default=0)
    found: list[Any] | None = _read_quickly(body, deepest)
    if found is not None:
        return found
    try:
        # One that must be read slowly is no reason to read the others so.
        return [read(bytes(element)) for element in elements]
    except BadRequest:
        # The place of a fault is told in the whole body.
        return _read_strictly(body)  # type: ignore[no-any-return]


def _brackets(text: bytes) -> int:
    return text.count(b"{") + text.count(b"[")


def _read_quickly(body: bytes, brackets: int) -> Any:
    """Return the value, None where only the slower reader can tell; so for null, which it reads as well.

    brackets: how deep it could be nested.
    """
    try:
        value = _decoder.decode(body)
        written = msgspec.json.encode(value)
        if written == body or written == msgspec.json.format(body, indent=-1):
            # Brackets within texts are counted too; then the slower look decides.
            if brackets > MAX_DEPTH:
                _refuse_depth(value)
            return value
    except (msgspec.MsgspecError, ValueError, RecursionError):
        pass  # told by the slower reader, in words
    return None


def _read_strictly(body: bytes) -> Any:
    try:
        text = body.decode("utf-8")
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_raw,
            parse_float=_raw,
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
    return msgspec.json.encode(_spelt(value), order="sorted")


def _spelt(value: Any) -> Any:
    """Return a tree with each number spelt by its value."""
    kind = type(value)
    if kind is dict:
        # Most values are texts: to ask here saves most of the calls.
        return {name: item if type(item) is str else _spelt(item) for name, item in value.items()}
    if kind is list:
        return [_spelt(item) for item in value]
    if kind is Raw:
        return _number(bytes(value).decode())
    return _number(str(value)) if kind is int else value


def _raw(text: str) -> Raw:
    """Keep a number's text, since a float would lose digits."""
    if len(text) > MAX_EXPONENT and len(text.lower().partition("e")[2]) > MAX_EXPONENT:
        raise ValueError(f"a number has an exponent of more than {MAX_EXPONENT} digits")
    return Raw(text.encode())


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        # Counted once: to count anew for each key would take hours where there are many.
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise ValueError(f"the key {twice[:60]!r} is there twice in one object")
    return found


@lru_cache(maxsize=1_000)
def _number(text: str) -> Raw:
    """Spell a number by its value, so that 1, 1.0 and 10e-1 are the same text."""
    mantissa, _, exponent = text.lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = whole.lstrip("-") + fraction
    significant = digits.strip("0")
    if not significant:
        return Raw(b"0")
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


_decoder = msgspec.json.Decoder(float_hook=_raw)
