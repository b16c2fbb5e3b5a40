"""A statement built with ``tincan``, and its final bytes.

Three habits of that library are met here: it writes a version of its own unless told not to, it takes a
moment without a zone, and it spells months as days. Ids are version 4 UUIDs, which every client reads.
Source: xAPI 1.0.3, Data, sections 2.4.1, 2.4.5, 2.4.7 and 2.4.10.
"""

import datetime as dt
import uuid
from typing import Protocol

import msgspec
from tincan import Activity, Agent, Context, LanguageMap, Result, Score, Statement, Verb

from course.vocabulary import VERB_NAMES


class Acting(Protocol):
    """Who acts, in whatever they act."""

    def actor(self) -> Agent:
        """Return them as an account, which names nobody."""


def build(
    who: Acting,
    verb: str,
    target: Activity,
    at: dt.datetime,
    context: Context,
    result: Result | None = None,
) -> Statement:
    """Return a statement with a new id. at: when the act was done, with its zone."""
    return Statement(
        id=uuid.uuid4(),
        version=None,
        actor=who.actor(),
        verb=Verb(id=verb, display=LanguageMap({"en-GB": VERB_NAMES[verb]})),
        object=target,
        timestamp=at.astimezone(dt.UTC),
        context=context,
        result=result,
    )


def body(statement: Statement) -> bytes:
    """Return the bytes that are kept, sent and never made again."""
    return msgspec.json.encode(statement.as_version("1.0.3"))


def duration(seconds: float) -> dt.timedelta:
    """Return a length of time to the hundredth, which is all that record stores compare."""
    return dt.timedelta(seconds=round(seconds, 2))


def percentage(score: float) -> Score:
    """Return a score. score: per cent, 0 to 100."""
    return Score(scaled=round(score / 100, 4), raw=score, min=0, max=100)
