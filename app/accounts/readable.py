"""The rows about a person as they read them: a heading, and names with what they are."""

import datetime as dt
import re
from typing import Any, Final

from msgspec import Struct

from app.accounts.holding import Holding, Row
from app.accounts.own_statements import OwnStatement
from app.records.reading import activity_name, one_line, verb_words
from app.wording import day, day_and_time

MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
STATES: Final = {
    "stored": "",
    "voided": " (does not count: it was voided)",
    "waiting": " (on its way to the record store)",
}


class Part(Struct, frozen=True):
    """A part of the page. entries: each a list of names and what they are; hidden: what is not given."""

    title: str
    entries: tuple[tuple[tuple[str, str], ...], ...]
    hidden: tuple[str, ...] = ()


def part_of(holding: Holding, rows: list[Row]) -> Part:
    """Return the rows of a holding to read."""
    entries = tuple(
        tuple((_name(key), _words(value)) for key, value in row.items()) for row in rows
    )
    hidden = tuple(f"{_name(key)}: {why}." for key, why in holding.hidden.items())
    return Part(holding.title, entries, hidden)


def statement_part(statements: tuple[OwnStatement, ...]) -> Part:
    """Return the statements to read, one line each."""
    return Part("Statements about what was learnt", tuple(_statement(each) for each in statements))


def _statement(own: OwnStatement) -> tuple[tuple[str, str], ...]:
    said = own.statement
    thing = said.get("object", {})
    named = f"“{one_line(activity_name(thing))}”" if "id" in thing else "another"
    what = f"You {one_line(verb_words(said['verb']))} {named}{STATES[own.state]}"
    result = said.get("result", {})
    answer = [("Your answer", str(result["response"]))] if result.get("response") else []
    scaled = result.get("score", {}).get("scaled")
    score = [] if scaled is None else [("Score", f"{round(float(scaled) * 100, 2):g} %")]
    return (("When", _words(said.get("timestamp"))), ("What", what), *answer, *score)


def _name(key: str) -> str:
    words = key.removesuffix("_id").replace("_", " ")
    if key.endswith("_id"):
        words = f"number of the {words}"
    return "Number" if key == "id" else words.capitalize()


def _words(value: Any) -> str:
    match value:
        case None | "":
            return "–"
        case bool():
            return "Yes" if value else "No"
        case list():
            return ", ".join(_words(each) for each in value) or "–"
        case dict():
            return ", ".join(f"{key}: {_words(each)}" for key, each in value.items()) or "–"
        case str() if MOMENT.match(value):
            return _moment(value)
        case str() if DAY.fullmatch(value):
            return day(dt.date.fromisoformat(value))
    return str(value)


def _moment(text: str) -> str:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    return day_and_time(moment) if moment.tzinfo else text
