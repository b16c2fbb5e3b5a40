"""The Jinja set-up that the app and the packager share, so that one template means one thing.

Everything is escaped, whatever a template's name ends in: the interface macros end in ``.jinja``,
which Flask would leave unescaped by itself.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from jinja2 import (
    BaseLoader,
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
)

from course.model import Nation
from course.nations import HOME_NATIONS, is_home_nation
from course.rendering.compiled_templates import compiled_templates

_WIDER: Final[Mapping[str, str]] = {"GB": "Great Britain", "UK": "the whole UK"}

TERM_KINDS: Mapping[str, str] = {
    "abbreviation": "Abbreviation",
    "jargon": "Hospital word",
    "role": "Role",
    "place": "Place",
    "idiom": "Idiom",
    "euphemism": "Soft words",
    "politeness": "Politeness",
    "everyday": "Everyday word",
    "regional": "Regional word",
}
"""The kinds of terms, as a reader is told them."""

JINJA_OPTIONS: Mapping[str, Any] = {
    "autoescape": True,
    "undefined": ChainableUndefined,  # the macros ask for keys of keys that were not given
    "trim_blocks": True,
    "lstrip_blocks": True,
}


def template_loader() -> BaseLoader:
    """Return the loader of the course's templates (``course/…``) and the macros (``nhsuk/…``)."""
    return ChoiceLoader(
        [
            PrefixLoader({"course": PackageLoader("course")}),
            PackageLoader("nhsuk_frontend_jinja"),
        ]
    )


def day(date: dt.date) -> str:
    """Return a date as people write it: ``25 November 2026``."""
    return f"{date.day} {date:%B %Y}"


def minutes(count: int) -> str:
    """Return minutes in words: ``1 minute``, ``7 minutes``."""
    return f"{count} minute" if count == 1 else f"{count} minutes"


def nation_name(code: Nation) -> str:
    """Return the name for a code as it stands inside a sentence: ``the whole UK``."""
    return HOME_NATIONS[code] if is_home_nation(code) else _WIDER[code]


def install(environment: Environment) -> Environment:
    """Give an environment the filters that the shared templates use, and return it."""
    environment.filters.update(
        day=day, minutes=minutes, nation=nation_name, term_kind=TERM_KINDS.__getitem__
    )
    return environment


def jinja_environment(*loaders: BaseLoader) -> Environment:
    """Return an environment with the shared templates and macros; ``loaders`` are asked first."""
    loader = ChoiceLoader([*loaders, template_loader()])
    compiled = compiled_templates()
    return install(Environment(loader=loader, bytecode_cache=compiled, **JINJA_OPTIONS))


@cache
def shared_environment() -> Environment:
    """Return the one environment of the process for the shared templates, compiled once."""
    return jinja_environment()
