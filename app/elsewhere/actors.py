"""Who a statement from elsewhere is about, as one line that can be compared, and back.

A line says the kind of identifier and the identifier: ``account https://lms.example.org 4711``,
``mbox a.yusuf@example.org``. The end of a home page and the case of a mailbox are spelt differently from
system to system and mean the same. Source: xAPI 1.0.3, Data, section 2.4.2.3.
"""

import re
import uuid
from collections.abc import Mapping
from hashlib import sha1
from typing import Any, Final

import msgspec

from lrs.agents import agent_identifier
from lrs.errors import BadRequest

ACCOUNT: Final = "account "
MAILBOX: Final = "mbox "
MOST_BYTES: Final = 2_000
"""How long a line may be: lines are kept in indexes, and PostgreSQL takes 2,704 bytes of a row there.

Source: PostgreSQL, "B-Tree Indexes".
"""
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def actor_of(agent: Mapping[str, Any]) -> str:
    """Return the line of an Agent. Raises ValueError for a Group, for what is no Agent, and for too long a line."""
    return _short(_line(agent))


def is_agent(agent: Mapping[str, Any]) -> bool:
    """Say whether a record store could know an Agent: an LMS may call itself what is no address."""
    try:
        _line(agent)
    except ValueError:
        return False
    return True


def _line(agent: Mapping[str, Any]) -> str:
    try:
        line = agent_identifier(dict(agent))
    except BadRequest as error:
        raise ValueError(error.message) from error
    if line.startswith(ACCOUNT):
        home_page, _, name = line.removeprefix(ACCOUNT).partition(" ")
        return f"{ACCOUNT}{home_page.rstrip('/')} {name}"
    return line.lower() if line.startswith(MAILBOX) else line


def _short(line: str) -> str:
    if len(line.encode()) > MOST_BYTES:
        raise ValueError(f"This account is too long: {MOST_BYTES:,} bytes are the most.")
    return line


def actor_written(home_page: str, name: str) -> str:
    """Return the line of an account, or of a mailbox, as a person writes it.

    home_page: empty for a mailbox, which stands in name. Raises ValueError with a sentence.
    """
    if home_page:
        if not name:
            raise ValueError("The name of the account is missing.")
        try:
            line = _line({"account": {"homePage": home_page, "name": name}})
        except ValueError:
            raise ValueError(
                f"“{home_page[:80]}” is no whole address, such as https://lms.example.org."
            ) from None
        return _short(line)
    mailbox = name.removeprefix("mailto:")
    if not _MAIL.fullmatch(mailbox):
        raise ValueError("Without a home page an e-mail address stands here.")
    return actor_of({"mbox": f"mailto:{mailbox}"})


def is_ours(home_page: str, actor: str) -> bool:
    """Say whether an actor is an account of this server. home_page: of such accounts."""
    return actor.startswith(f"{ACCOUNT}{home_page.rstrip('/')} ")


def number_of(organisation_id: uuid.UUID, actor: str) -> uuid.UUID:
    """Return the number under which an organisation knows an actor: addresses of pages hold no name."""
    return uuid.uuid5(organisation_id, actor)


def parts_of(actor: str) -> tuple[str, str]:
    """Return home page and name of an account's line; of any other an empty home page, and the identifier."""
    kind, _, identifier = actor.partition(" ")
    if kind == ACCOUNT.strip():
        home_page, _, name = identifier.partition(" ")
        return home_page, name
    return "", identifier


def agents_of(actor: str) -> tuple[dict[str, Any], ...]:
    """Return the Agents that a line may stand for: an account's home page with and without its last stroke."""
    home_page, name = parts_of(actor)
    if home_page:
        return tuple(
            {"objectType": "Agent", "account": {"homePage": each, "name": name}}
            for each in (home_page, f"{home_page}/")
        )
    if actor.startswith(MAILBOX):
        return ({"objectType": "Agent", "mbox": f"mailto:{name}"},)
    return ({"objectType": "Agent", actor.partition(" ")[0]: name},)


def digest_of(agent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the Agent that names a mailbox by its digest."""
    mailbox = sha1(agent["mbox"].encode(), usedforsecurity=False).hexdigest()
    return {"objectType": "Agent", "mbox_sha1sum": mailbox}


def identifier_json(agent: Mapping[str, Any]) -> str:
    """Return an Agent without its name, as JSON."""
    kept = {key: value for key, value in agent.items() if key != "name"}
    return msgspec.json.encode(kept).decode()
