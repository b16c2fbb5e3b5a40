"""The code on a paper: drawn by chance, easy to read aloud and to type.

Letters and digits as Douglas Crockford's base 32 has them: none that is taken for another. 100 bits are
beyond guessing, however many certificates there are.
"""

import secrets
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 20
_GROUP: Final = 4
_TAKEN_FOR: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN: Final = str.maketrans("", "", " -\u2010\u2011\u2012\u2013\t\r\n")


def new_code() -> str:
    """Return a new code, such as ``7KQ2-M9XR-4TBD-WZ3H-0F5C``."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return _grouped(drawn)


def read_code(typed: str) -> str | None:
    """Return a code as it is kept, however it was typed; none for what can be no code."""
    bare = typed.translate(_BETWEEN).upper().translate(_TAKEN_FOR)
    if len(bare) != LENGTH or not set(bare) <= set(ALPHABET):
        return None
    return _grouped(bare)


def _grouped(bare: str) -> str:
    return "-".join(bare[at : at + _GROUP] for at in range(0, LENGTH, _GROUP))
