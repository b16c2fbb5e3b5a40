"""Agents as an administrator writes them in one line, and back.

Source: xAPI 1.0.3, Data, section 2.4.2.3 (inverse functional identifiers).
"""

import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from lrs.agents import identifier
from lrs.errors import BadRequest

SHA1: Final = re.compile(r"[0-9a-fA-F]{40}")


def agent_json(line: str) -> str:
    """Return the JSON of the Agent that a line names.

    line: an e-mail address, ``mailto:`` or not; the home page of an account, a blank and its name; the
    SHA-1 of a mailbox; or an OpenID. Raises ValueError with a sentence.
    """
    agent = _agent(line.strip())
    text = msgspec.json.encode(agent).decode()
    try:
        identifier(text)
    except BadRequest as error:
        raise ValueError(
            "Enter an e-mail address, or an account as its system’s address, a blank and its name:"
            " https://lms.example.org a.yusuf."
        ) from error
    return text


def agent_line(agent: Mapping[str, Any]) -> str:
    """Return the line that names an Agent or an identified Group; empty for an anonymous Group."""
    account = agent.get("account")
    if isinstance(account, Mapping):
        return f"{account['homePage']} {account['name']}"
    mailbox = str(agent.get("mbox", "")).partition(":")[2]
    return mailbox or str(agent.get("mbox_sha1sum") or agent.get("openid") or "")


def _agent(line: str) -> dict[str, Any]:
    home_page, blank, name = line.partition(" ")
    if blank:
        return {"account": {"homePage": home_page, "name": name.strip()}}
    if SHA1.fullmatch(line):
        return {"mbox_sha1sum": line}
    if "://" in line:
        return {"openid": line}
    return {"mbox": line if line.lower().startswith("mailto:") else f"mailto:{line}"}
