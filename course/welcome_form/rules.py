"""The rules that propose, as structs.

A rule asks for ticks, options and numbers, and whether something is written; no rule reads a word that
somebody wrote. ``needs_rules.yaml`` says at its head how a condition is written.
"""

from typing import Literal

from msgspec import Struct

from course.welcome_form.model import ANSWER, FieldClass


class Asked(Struct, frozen=True):
    """A condition on one field. options: any of them; parts: in how many parts at least, 0 for ``part``.

    least and most: of a number; filled, talk, ticked: what must be so, none where it is not asked;
    in_row: conditions that hold together in one row. line: in the file.
    """

    field: str
    part: str = ANSWER
    options: tuple[str, ...] = ()
    parts: int = 0
    least: int | None = None
    most: int | None = None
    filled: bool | None = None
    talk: bool | None = None
    ticked: bool | None = None
    in_row: tuple["Asked", ...] = ()
    line: int = 0


class Rated(Struct, frozen=True):
    """A condition on a rating of the needs analysis, asked of each item. safety: of those items only."""

    need: Literal["gap", "seen"]
    least: int | None = None
    most: int | None = None
    safety: bool = False


class Unread(Struct, frozen=True):
    """A first topic that was not opened within a number of days after the start."""

    days: int


class Several(Struct, frozen=True):
    """Conditions that must all hold, or one of them."""

    all_: bool
    conditions: tuple["Condition", ...]


Condition = Asked | Rated | Unread | Several


class Rule(Struct, frozen=True):
    """A rule. action: the title that is offered, the step where it is empty; line: in the file.

    adds: to what it is added: the actions, or the list of what is not done alone yet.
    """

    id: str
    condition: Condition
    step: str
    because: str
    class_: FieldClass
    shown: Literal["both", "img"]
    owner: Literal["img", "sup", "other"]
    topics: tuple[str, ...] = ()
    action: str = ""
    who: str = ""
    adds: Literal["actions", "not-alone"] = "actions"
    line: int = 0
