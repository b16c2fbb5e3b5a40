"""Read the cases that Python and the browser share."""

from pathlib import Path
from typing import Any

import msgspec

from course.model import Module
from course.questions import Question

_FOLDER = Path(__file__).parents[2] / "course" / "vectors"


def load(name: str) -> dict[str, Any]:
    """Return a file of cases."""
    cases: dict[str, Any] = msgspec.json.decode((_FOLDER / f"{name}.json").read_bytes())
    return cases


def question(data: dict[str, Any]) -> Question:
    """Return a question of the cases."""
    found: Question = msgspec.convert(data, Question)
    return found


def module(data: dict[str, Any]) -> Module:
    """Return a module of the cases."""
    return msgspec.convert(data, Module)
