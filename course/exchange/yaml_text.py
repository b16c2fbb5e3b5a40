"""Write an entry of a file of questions as our authors do: words bare, texts in double quotes.

What stands in double quotes is read as it was meant, whatever it holds: JSON's way of quoting is one
that YAML knows. Source: YAML 1.2, 1.3 and 5.7.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from course.files.text_files import REFUSED

_BARE_KEYS: Final = frozenset(("id", "purpose", "type", "correct"))
_BARE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def entry_text(entry: Mapping[str, Any]) -> str:
    """Return one entry as YAML, with a line end. Values are texts, lists and mappings."""
    return "\n".join(_item(entry)) + "\n"


def _item(value: Any) -> Iterator[str]:
    """Yield the lines of an entry of a list."""
    lines = _mapping(value) if isinstance(value, Mapping) else iter([_scalar("", value)])
    for place, line in enumerate(lines):
        yield f"  {line}" if place else f"- {line}"


def _mapping(values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, str):
            yield f"{key}: {_scalar(key, value)}"
            continue
        yield f"{key}:"
        lines = _mapping(value) if isinstance(value, Mapping) else _items(value)
        yield from (f"  {line}" for line in lines)


def _items(values: Sequence[Any]) -> Iterator[str]:
    for value in values:
        yield from _item(value)


def _scalar(key: str, value: str) -> str:
    bare = key in _BARE_KEYS or (key == "answer" and value in ("true", "false"))
    if bare and _BARE.fullmatch(value):
        return value
    # Marks that cannot be seen: our own reader takes them in no file.
    return json.dumps(REFUSED.sub("", value), ensure_ascii=False)
