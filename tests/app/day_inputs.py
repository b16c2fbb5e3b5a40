"""The three inputs of a day, as a page shows them and as its form sends them."""

import datetime as dt
import re

from app.days import names_of, texts_of


def sent(name: str, day: dt.date) -> dict[str, str]:
    """Return what a form sends of a day. name: of its field."""
    texts = texts_of(day)
    return {each: texts[part] for part, each in names_of(name).items()}


def shown(page: str, name: str) -> tuple[str, ...]:
    """Return what the inputs of a day show, in their order on the page. name: of its field."""
    names = set(names_of(name).values())
    found = [
        dict(re.findall(r'([a-z-]+)="([^"]*)"', tag)) for tag in re.findall("<input[^>]+>", page)
    ]
    inputs = [each for each in found if each.get("name") in names and each["type"] != "hidden"]
    assert [each["name"] for each in inputs] == list(names_of(name).values()), page
    return tuple(each.get("value", "") for each in inputs)
