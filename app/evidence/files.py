"""The files of a certificate, each made when it is asked for: a paper, a signed credential, a badge."""

import json
from collections.abc import Callable
from typing import Final, NamedTuple

from app.evidence.badge import bake_svg
from app.evidence.certificates import Held
from app.evidence.credential import credential, sign
from app.evidence.keys import signing_key
from app.evidence.papers import paper_of
from app.services import Services


class FileKind(NamedTuple):
    """A kind of file. make: gives its content."""

    mimetype: str
    make: Callable[[Services, Held], bytes | str]


def token_of(parts: Services, held: Held) -> str:
    """Return a certificate as a signed credential."""
    return sign(held.certificate, signing_key(parts.settings.signing_keys))


def _pdf(_parts: Services, held: Held) -> bytes:
    return paper_of(held)


def _svg(parts: Services, held: Held) -> str:
    return bake_svg(held.certificate, token_of(parts, held))


def _json(_parts: Services, held: Held) -> str:
    return json.dumps(credential(held.certificate), ensure_ascii=False, indent=2) + "\n"


FILES: Final = {
    "pdf": FileKind("application/pdf", _pdf),
    # Open Badges 3.0, section 5.2: as a web resource a compact JWS is plain text.
    "jwt": FileKind("text/plain", token_of),
    "svg": FileKind("image/svg+xml", _svg),
    "json": FileKind("application/ld+json", _json),
}
