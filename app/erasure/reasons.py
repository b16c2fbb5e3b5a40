"""Why a request was refused: a text about a person, sealed in the database."""

from app.erasure.models import ErasureRequest
from app.sealing import Seal
from app.services import Services

PURPOSE = "erasure"


def reason_place(request: ErasureRequest) -> str:
    """Return to which place a reason is sealed."""
    return f"erasure_request/{request.id}"


def set_reason(parts: Services, request: ErasureRequest, text: str) -> None:
    """Keep the reason of a refusal."""
    request.reason = Seal(parts.sealing_keys, PURPOSE).seal(text, reason_place(request))


def reason_of(parts: Services, request: ErasureRequest) -> str:
    """Return the reason of a refusal; empty where there is none."""
    if request.reason is None:
        return ""
    return Seal(parts.sealing_keys, PURPOSE).open(request.reason, reason_place(request))
