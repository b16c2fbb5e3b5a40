"""The request as the app reads it: no field of a form and no word of an address holds a control character.

PostgreSQL keeps no NUL in a text and refuses the whole statement; SQLite keeps it, and a page cannot show
it. So each is taken out here once, and not by every form. What cannot be seen otherwise (the category Cf)
stays for texts, where it belongs to emoji and to scripts; a name, an address and a search leave it out.

Source: PostgreSQL, "Character Types".
"""

import re
from typing import Any, Final

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, iter_multi_items

_NEVER: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def _cleaned(value: Any) -> Any:
    return _NEVER.sub("", value) if isinstance(value, str) else value


class CleanFields(ImmutableMultiDict[str, Any]):
    """Fields of a form, words of an address, or files (which stay as they are)."""

    def __init__(self, mapping: Any = None) -> None:
        pairs = iter_multi_items(mapping) if mapping is not None else ()
        super().__init__([(_cleaned(name), _cleaned(value)) for name, value in pairs])


class CleanRequest(Request):
    """A request whose form and address hold no control characters but blanks and ends of lines."""

    parameter_storage_class = CleanFields
