"""What somebody brings to be checked: the token in a text, in a picture, or in an envelope of JSON."""

from typing import Final

import msgspec

from app.evidence.badge import PNG, out_of_png, out_of_svg
from app.evidence.jws import UnreadableError

MAX_BYTES: Final = 500_000
"""Of a file: a picture with a credential in it is far smaller."""

_ENVELOPE: Final = "data:application/vc+jwt,"


def token_in(data: bytes) -> str:
    """Return the token in what was brought. Raises UnreadableError with a sentence that says what to bring."""
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"The file is too large: {MAX_BYTES // 1000} kB at most.")
    if data.startswith(PNG):
        return _or_say(out_of_png(data), "There is no credential in this picture.")
    if data.startswith(b"%PDF"):
        raise UnreadableError(
            "This is the paper as a PDF, which anybody can change. Check the code that is printed on it."
        )
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise UnreadableError("This file holds no credential.") from None
    if text.startswith("<"):
        return _or_say(out_of_svg(text.encode()), "There is no credential in this picture.")
    if text.startswith("{"):
        return _out_of_json(text)
    if not text:
        raise UnreadableError("The file is empty.")
    return text


def _out_of_json(text: str) -> str:
    """Return the token in an envelope. Source: Securing Verifiable Credentials using JOSE and COSE, 3.1."""
    try:
        found = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        raise UnreadableError("This is neither a credential nor JSON that can be read.") from None
    name = found.get("id") if isinstance(found, dict) else None
    if isinstance(name, str) and name.startswith(_ENVELOPE):
        return name.removeprefix(_ENVELOPE)
    raise UnreadableError(
        "This is a copy to read, without a signature. Bring the signed file, whose name ends in .jwt, or the"
        " badge."
    )


def _or_say(token: str | None, sentence: str) -> str:
    if not token:
        raise UnreadableError(sentence)
    return token.strip()
