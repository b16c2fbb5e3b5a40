"""One spelling for each term: the preferred forms, and the others that are found in a text."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

_FILE: Final = Path(__file__).parent / "spelling.json"


class Misspelt(msgspec.Struct, frozen=True):
    """A form that is not the preferred one. line: from 1, within the text."""

    form: str
    preferred: str
    line: int


def misspelt(text: str) -> Iterator[Misspelt]:
    """Yield each word of a text of which another form is preferred, in the order of the text."""
    preferred, pattern = _table()
    for match in pattern.finditer(text):
        form = match[0]
        yield Misspelt(form, preferred[form.casefold()], text.count("\n", 0, match.start()) + 1)


@cache
def _table() -> tuple[Mapping[str, str], re.Pattern[str]]:
    data: dict[str, Any] = msgspec.json.decode(_FILE.read_bytes())
    preferred = {form.casefold(): term for term, forms in data.items() for form in forms}
    longest_first = sorted(preferred, key=len, reverse=True)
    words = "|".join(re.escape(form) for form in longest_first)
    return preferred, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
