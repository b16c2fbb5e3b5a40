"""The scopes of a key in plain words, beside the names that the specification gives them.

Source: xAPI 1.0.3, Communication, section 4.2.
"""

from collections.abc import Collection
from typing import Final, NamedTuple


class ScopeWords(NamedTuple):
    """A scope. name: the specification's; title: in a few words; sentence: what it opens."""

    name: str
    title: str
    sentence: str


SCOPE_WORDS: Final = (
    ScopeWords(
        "statements/write",
        "Write statements",
        "For a program that tells what was learnt, and need not read it.",
    ),
    ScopeWords(
        "statements/read/mine",
        "Read its own statements",
        "It reads what was written with this same key, and nothing else.",
    ),
    ScopeWords(
        "statements/read",
        "Read all statements",
        "It reads all that everybody of your organisation has learnt, their answers included.",
    ),
    ScopeWords(
        "state",
        "Keep the state of activities",
        "It reads and writes where each learner stopped. Courses need this to go on later.",
    ),
    ScopeWords(
        "profile",
        "Keep profiles",
        "It reads and writes what is kept about an activity, or about a person, between visits.",
    ),
    ScopeWords(
        "define",
        "Say what activities are called",
        "Names and descriptions in what it writes are taken as those that hold.",
    ),
    ScopeWords(
        "all/read",
        "Read everything",
        "Statements, state and profiles of your whole organisation; it writes none.",
    ),
    ScopeWords(
        "all",
        "Everything",
        "It reads and writes all of this, and voids statements, its own and others’.",
    ),
)


def in_words(scopes: Collection[str]) -> tuple[ScopeWords, ...]:
    """Return the words of a key's scopes, in the order of the table."""
    return tuple(each for each in SCOPE_WORDS if each.name in scopes)
