"""What touches the safety of accounts, as one line of JSON each for whoever runs the server.

A line names nobody: an account is its number, and a network address is a digest of which the same address
always gives the same one, so that what one visitor does can be followed without being able to say who it
is. No text that somebody typed stands in it. Sources: OWASP, "Logging Vocabulary Cheat Sheet"; OWASP ASVS
5.0, V16.
"""

import logging
import sys
import uuid
from typing import Final

import msgspec
from flask import has_request_context, request

from app.accounts.visitor import visitor
from app.database import now
from app.tries import subject_of_address

LOG: Final = "firstshift.security"
_log = logging.getLogger(LOG)

EVENTS: Final = {
    "signed in": "Somebody has signed in; `by` says with what: password, code, recovery code, passkey, work account or LMS.",
    "wrong password": "A password was wrong. Without `account`: nobody has the address that was typed.",
    "wrong code": "A code of a second step was wrong or used.",
    "confirmed": "Somebody without a password was asked anew by their provider (`by`), before what others enter theirs for.",
    "waits for second step": "A password was right, and a second step is asked for.",
    "not let in": "What a provider or an LMS (`by`) answered let nobody in: it was not sound, or nobody here was meant.",
    "too many tries": "A limit was reached, and what was asked for was not looked at.",
    "signed out": "Somebody has signed out.",
    "sign-ins ended": "Somebody has ended one or all of their other sign-ins.",
    "password changed": "A password was changed, by its owner or by a link.",
    "refused": "A page was asked for that is for people with another role.",
    "forged form": "A form came without the mark that its page had held.",
}
"""Each event, and what it means."""


def write_lines() -> None:
    """Write each event to the standard error stream from now on."""
    if not _log.handlers:
        _log.addHandler(logging.StreamHandler(sys.stderr))
    _log.setLevel(logging.INFO)
    _log.propagate = False


def tell(event: str, account: uuid.UUID | None = None, by: str = "") -> None:
    """Write down what happened. event: of EVENTS; account: a person's number; by: with what."""
    EVENTS[event]  # an unknown one is a mistake of ours
    if not _log.isEnabledFor(logging.INFO):
        return
    line = {"time": now().isoformat(timespec="milliseconds"), "event": event}
    if account is not None:
        line["account"] = str(account)
    if by:
        line["by"] = by
    if has_request_context():
        who = visitor()
        line["network"] = subject_of_address(who.key, who.address, doing="log:").hex()[:16]
        line["page"] = request.endpoint or ""
    _log.info("%s", msgspec.json.encode(line).decode())
