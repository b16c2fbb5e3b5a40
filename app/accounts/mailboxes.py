"""Accounts that an LMS vouches for have no e-mail address: in its place stands one that no mail can reach.

Source: RFC 2606, section 2 (``.invalid``).
"""

import secrets
from typing import Final

NOWHERE: Final = "@lms.invalid"
NO_ADDRESS: Final = "no address (comes from LMS)"


def without_mailbox() -> str:
    """Return what stands in the place of an e-mail address; never the same twice."""
    return f"{secrets.token_hex(12)}{NOWHERE}"


def has_mailbox(email: str) -> bool:
    """Say whether mail can be sent to an account."""
    return not email.endswith(NOWHERE)


def mailbox_or_empty(email: str) -> str:
    """Return an account's address as a table for a machine has it: empty where there is none."""
    return email if has_mailbox(email) else ""


def shown_mailbox(email: str) -> str:
    """Return an account's address as it is shown."""
    return email if has_mailbox(email) else NO_ADDRESS
