"""Which roles a provider's claims give, by rules that can be read: a line each.

    # whoever teaches
    groups contains "fs-supervisors" -> supervisor
    job_title is "IMG lead" and groups contains "medical education" -> lead, editor
    everybody -> learner

A line without its own mistakes is a condition, an arrow, and roles. Conditions compare letter for letter;
``contains`` looks for one entry of a list. A claim inside another is named with dots
(``realm_access.roles``), one with other signs in quotation marks.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, Literal, cast

from msgspec import Struct

from app.organisations.models import Role

GIVEN: Final = tuple(role for role in Role if role is not Role.ORGANISATION_ADMINISTRATOR)
MOST_LETTERS: Final = 10_000
MOST_LINES: Final = 200

Comparison = Literal["is", "contains", "begins with", "ends with"]

_CONDITION: Final = re.compile(
    r'(?P<claim>"[^"]+"|[^\s"]+)\s+(?P<how>is|contains|begins\s+with|ends\s+with)\s+"(?P<value>[^"]*)"\s*'
)
_AND: Final = re.compile(r"and(?:\s+|$)")


class Condition(Struct, frozen=True):
    """What a claim has to be. claim: its name."""

    claim: str
    how: Comparison
    value: str


class Rule(Struct, frozen=True):
    """A line. conditions: all of them have to hold; none for everybody."""

    line: int
    text: str
    conditions: tuple[Condition, ...]
    roles: tuple[Role, ...]


class Rules(Struct, frozen=True):
    """Rules that were read. mistakes: a sentence each, which names its line."""

    rules: tuple[Rule, ...] = ()
    mistakes: tuple[str, ...] = ()

    @property
    def governed(self) -> frozenset[Role]:
        """The roles that follow the claims: whoever no rule gives them to does not have them."""
        return frozenset(role for rule in self.rules for role in rule.roles)


class _MistakeError(Exception):
    """Raised for what is wrong with a line. The text is a sentence."""


def read(text: str) -> Rules:
    """Return the rules of a text, and every mistake in it."""
    rules, mistakes = [], []
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        return Rules(mistakes=(f"There are more than {MOST_LINES} lines.",))
    for number, line in enumerate(lines, 1):
        plain = line.strip()
        if not plain or plain.startswith("#"):
            continue
        try:
            rules.append(_rule(number, plain))
        except _MistakeError as mistake:
            mistakes.append(f"Line {number}: {mistake}")
    return Rules(tuple(rules), tuple(mistakes))


def _rule(number: int, line: str) -> Rule:
    condition, arrow, roles = line.replace("→", "->").rpartition("->")
    if not arrow:
        raise _MistakeError("An arrow is missing. Write: condition -> role.")
    return Rule(number, line, _conditions(condition.strip()), _roles(roles))


def _conditions(text: str) -> tuple[Condition, ...]:
    if text == "everybody":
        return ()
    if not text:
        raise _MistakeError("Nothing stands before the arrow. Write a condition, or “everybody”.")
    text = text.replace("“", '"').replace("”", '"')
    found: list[Condition] = []
    at = 0
    while True:
        match = _CONDITION.match(text, at)
        if match is None:
            raise _MistakeError(
                f"“{text[at:][:80]}” is no condition. Write such as: groups contains"
                ' "fs-supervisors".'
            )
        how = cast(Comparison, " ".join(match["how"].split()))
        found.append(Condition(match["claim"].strip('"'), how, match["value"]))
        at = match.end()
        if at == len(text):
            return tuple(found)
        joined = _AND.match(text, at)
        if joined is None:
            raise _MistakeError(f"“{text[at:][:80]}” is too much. Join conditions by “and”.")
        at = joined.end()
        if at == len(text):
            raise _MistakeError("A condition is missing after “and”.")


def _roles(text: str) -> tuple[Role, ...]:
    roles: list[Role] = []
    for word in text.split(","):
        name = re.sub(r"[\s-]+", "_", word.strip().lower())
        if name == Role.ORGANISATION_ADMINISTRATOR or name == "administrator":
            raise _MistakeError(
                "Administrators are made under People, so that one remains for the day on which the"
                " provider is down."
            )
        role = next((each for each in GIVEN if each.value == name), None)
        if role is None:
            known = ", ".join(each.value for each in GIVEN)
            raise _MistakeError(f"“{word.strip()[:40]}” is no role. Write one of: {known}.")
        roles.append(role)
    return tuple(dict.fromkeys(roles))


def given(rules: Rules, claims: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Return the rules whose conditions hold for claims, in the order of their lines."""
    return tuple(
        rule
        for rule in rules.rules
        if all(_holds(condition, claims) for condition in rule.conditions)
    )


def roles_of(rules: tuple[Rule, ...]) -> frozenset[Role]:
    """Return the roles that rules give."""
    return frozenset(role for rule in rules for role in rule.roles)


def after(rules: Rules, before: frozenset[Role], claims: Mapping[str, Any]) -> frozenset[Role]:
    """Return the roles of somebody who had these: those that no rule is about stay as they are."""
    return (before - rules.governed) | roles_of(given(rules, claims))


def _holds(condition: Condition, claims: Mapping[str, Any]) -> bool:
    value = _value(claims, condition.claim)
    entries = [_text(each) for each in value] if isinstance(value, list) else None
    match condition.how:
        case "is":
            return entries is None and _text(value) == condition.value
        case "contains":
            # A claim with one value is a list of one for some providers, and a plain text for others.
            return condition.value in (entries if entries is not None else [_text(value)])
        case "begins with":
            return any((t or "").startswith(condition.value) for t in entries or [_text(value)])
    return any((t or "").endswith(condition.value) for t in entries or [_text(value)])


def _value(claims: Mapping[str, Any], name: str) -> Any:
    if name in claims:
        return claims[name]
    here: Any = claims
    for part in name.split("."):
        if not isinstance(here, Mapping) or part not in here:
            return None
        here = here[part]
    return here


def _text(value: Any) -> str | None:
    """Return a claim's value as a rule writes it; none for what no rule can name."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case int() | float():
            return str(value)
    return None
