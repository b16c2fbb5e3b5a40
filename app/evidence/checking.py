"""Check what somebody brings: its signature, its days, and whether this server, if it issued it, stands by it."""

import datetime as dt
import uuid
from typing import Final

from msgspec.structs import replace
from sqlalchemy.orm import Session

from app.evidence import certificates, issuers
from app.evidence.brought import token_in
from app.evidence.jws import UnreadableError
from app.evidence.verdicts import State, Verdict, judge
from app.services import Services

WORDS: Final = {
    State.VALID: "Valid",
    State.REPLACED: "Replaced by a newer one",
    State.WITHDRAWN: "Withdrawn",
    State.EXPIRED: "Expired",
    State.NOT_YET: "Not valid yet",
    State.UNKNOWN_ISSUER: "Issuer not known here",
    State.NO_RECORD: "Not in the records",
    State.NOT_GENUINE: "Not genuine",
    State.UNREADABLE: "Cannot be read",
}
SENTENCES: Final = {
    State.VALID: "It is in the records of this server, and it holds.",
    State.REPLACED: "It was issued, and a newer one has taken its place since. Ask for that one.",
    State.WITHDRAWN: "It was issued, and was withdrawn since: the record behind it was voided.",
    State.NO_RECORD: "This server’s key signed it, but its records hold it no more.",
}
ELSEWHERE: Final = " Whether it was withdrawn since can be seen at its issuer only."


def check(parts: Services, session: Session, data: bytes, at: dt.datetime) -> Verdict:
    """Return what is to be said of a file or a pasted text."""
    try:
        token = token_in(data)
    except UnreadableError as error:
        return Verdict(State.UNREADABLE, error.sentence)
    found = judge(token, issuers.believed(parts, session), at)
    if found.state is not State.VALID:
        return found
    return (
        _own(session, found) if found.own else replace(found, sentence=found.sentence + ELSEWHERE)
    )


def _own(session: Session, found: Verdict) -> Verdict:
    name = found.told.id.rpartition("/")[2] if found.told else ""
    try:
        held = certificates.by_id(session, uuid.UUID(name))
    except ValueError:
        held = None
    if held is None:
        return replace(found, state=State.NO_RECORD, sentence=SENTENCES[State.NO_RECORD])
    if held.state is State.VALID:
        return found
    return replace(found, state=held.state, sentence=SENTENCES[held.state])
