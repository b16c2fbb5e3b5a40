"""What makes a package a trust's own: its name, its logo, its colour, its nation, its answers."""

from typing import Final, Literal

from msgspec import Struct

from course.files.schema import alternatives
from course.nations import HOME_NATIONS, HomeNation, is_home_nation
from course.render import LocalAnswerGiven
from packager.errors import BadOptions

MAX_ORGANISATION_CHARS: Final = 120


class Logo(Struct, frozen=True):
    """A picture that is safe to show. suffix: how its file's name ends; content: its bytes."""

    suffix: Literal[".svg", ".png"]
    content: bytes


class Overlay(Struct, frozen=True, kw_only=True):
    """A trust's part of a package.

    organisation: its name as shown in the page; logo: None for none; accent: a colour as
    ``#rrggbb``, empty for ours; nation: shown first where the four nations differ, None for all
    alike; local_answers: by their key, each with the day on which it was given.
    """

    organisation: str = ""
    logo: Logo | None = None
    accent: str = ""
    nation: HomeNation | None = None
    local_answers: dict[str, LocalAnswerGiven] = {}

    def __post_init__(self) -> None:
        """Raise BadOptions where a value makes no sense."""
        if self.nation is not None and not is_home_nation(self.nation):
            known = alternatives(tuple(HOME_NATIONS))
            raise BadOptions(f"The nation '{self.nation}' does not exist; use {known}.")
        if len(self.organisation) > MAX_ORGANISATION_CHARS:
            raise BadOptions(
                f"The organisation's name has {len(self.organisation)} characters; "
                f"use at most {MAX_ORGANISATION_CHARS}."
            )
