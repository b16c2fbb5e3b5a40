"""Parts of a statement, read for people with care: it may come from anywhere.

Sources: xAPI 1.0.3, Data, sections 2.4.3 (verb), 2.4.4 (object), 2.4.9 (authority), 2.6 (signed
statements) and 4.2 (language maps).
"""

import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from course.vocabulary import VERB_NAMES

SIGNATURE: Final = "http://adlnet.gov/expapi/attachments/signature"
INTERNAL: Final = "internal"
"""The name of the account under which the record store in this process writes by itself."""
FROM_FILE: Final = "file: "
"""How the name of that account begins for statements of a file from elsewhere; who they come from follows."""

DURATION: Final = re.compile(
    r"P(?:(?P<d>\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(?P<h>\d+(?:\.\d+)?)H)?(?:(?P<m>\d+(?:\.\d+)?)M)?(?:(?P<s>\d+(?:\.\d+)?)S)?)?"
)
SECONDS: Final = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}


def plain_data(body: bytes) -> Any:
    """Return the value of a JSON text that a record store holds.

    Numbers that no machine counts with, which extensions may hold, become infinite floats.
    """
    try:
        return msgspec.json.decode(body)
    except msgspec.ValidationError:
        return json.loads(body, parse_int=float)


def spelt(body: bytes) -> Any:
    """Return the value of a JSON text, in which each number is its text, to the last digit."""
    return json.loads(body, parse_int=str, parse_float=str)


def one_line(text: Any, most: int = 160) -> str:
    """Return a text in one line, without what cannot be printed or turns text round; cut if long."""
    seen = "".join(each if each.isprintable() else " " for each in str(text))
    line = " ".join(seen.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def english(words: Any) -> str:
    """Return the text of a language map that an English reader wants; empty where there is none."""
    if not isinstance(words, Mapping) or not words:
        return ""
    for wanted in ("en-gb", "en"):
        for tag, text in words.items():
            if tag.lower() == wanted or tag.lower().startswith(f"{wanted}-"):
                return str(text)
    return str(next(iter(words.values())))


def last_part(iri: str) -> str:
    """Return the end of an IRI, which often says something; the whole where it has none."""
    path = iri.rstrip("/#")
    return path[max(path.rfind("/"), path.rfind("#"), path.rfind(":")) + 1 :] or iri


def activity_name(activity: Mapping[str, Any]) -> str:
    """Return the name of an Activity; else the end of its id."""
    return english(activity.get("definition", {}).get("name")) or last_part(activity["id"])


def verb_words(verb: Mapping[str, Any]) -> str:
    """Return a verb as it reads between a person and a thing: our own words, else its display."""
    known: str = VERB_NAMES.get(verb["id"], "")
    return known or english(verb.get("display")) or last_part(verb["id"])


def is_signed(statement: Mapping[str, Any]) -> bool:
    """Say whether a signature is attached."""
    attachments = statement.get("attachments")
    return isinstance(attachments, list) and any(
        isinstance(each, Mapping) and each.get("usageType") == SIGNATURE for each in attachments
    )


def authority_account(statement: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the account of the authority; none where it is no Agent with an account."""
    authority = statement.get("authority")
    account = authority.get("account") if isinstance(authority, dict) else None
    return account if isinstance(account, dict) else None


def is_from_file(statement: Mapping[str, Any]) -> bool:
    """Say whether a statement came in a file from elsewhere: nothing but the file vouches for it."""
    account = authority_account(statement)
    return account is not None and str(account.get("name")).startswith(FROM_FILE)


def moment_of(statement: Mapping[str, Any]) -> dt.datetime:
    """Return when what a statement tells was done, in UTC; without a zone it was UTC.

    Raises KeyError, TypeError, ValueError, also for what is no moment once it is in UTC.
    Source: xAPI 1.0.3, Data, section 4.5.
    """
    found = dt.datetime.fromisoformat(statement["timestamp"])
    try:
        return found.astimezone(dt.UTC) if found.tzinfo else found.replace(tzinfo=dt.UTC)
    except OverflowError as error:
        raise ValueError("a moment beyond the calendar") from error


def seconds_of(duration: str) -> float:
    """Return the seconds of an ISO 8601 duration in days and smaller; 0 for anything else."""
    found = DURATION.fullmatch(duration)
    if found is None:
        return 0.0
    return sum(float(found[unit] or 0) * seconds for unit, seconds in SECONDS.items())


def readable(body: bytes) -> str:
    """Return JSON in lines; each number and text as it is spelt."""
    return msgspec.json.format(body, indent=2).decode()
