"""How the welcome meeting seals what somebody wrote or chose: to the row where it stands."""

import json
import uuid
from typing import Any, Final

from msgspec import Struct

from app.sealing import Seal, seal_for
from app.services import Services

PURPOSE: Final = "welcome form"


class Texts(Struct, frozen=True):
    """Seals and opens what the rows of this room hold."""

    seal: Seal

    def close(self, content: Any, table: str, row_id: uuid.UUID) -> bytes:
        """Return content sealed. content: what JSON can hold; table: of the row."""
        return self.seal.seal(json.dumps(content, ensure_ascii=False), f"{table}/{row_id}")

    def open(self, sealed: bytes, table: str, row_id: uuid.UUID) -> Any:
        """Return what was sealed. Raises SealBrokenError."""
        return json.loads(self.seal.open(sealed, f"{table}/{row_id}"))


def texts() -> Texts:
    """Return the seal of this room, for the app that answers the request."""
    return Texts(seal_for(PURPOSE))


def texts_of(parts: Services) -> Texts:
    """Return the seal of this room, for what is done outside of a request."""
    return Texts(Seal(parts.sealing_keys, PURPOSE))
