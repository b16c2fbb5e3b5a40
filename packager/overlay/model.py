"""The overlay as data: every value in it has been checked, however it came."""

from typing import Final, Literal

from msgspec import Struct

from course.files.schema import alternatives
from course.local_answers import LocalAnswerGiven
from course.nations import HOME_NATIONS, HomeNation, is_home_nation
from course.visible import one_line
from packager.errors import BadOptions
from packager.overlay.accent import check_accent
from packager.overlay.answers import answer_problem

MAX_ORGANISATION_CHARS: Final = 120


class Logo(Struct, frozen=True):
    """A picture that is safe to show, as ``read_logo`` gives it.

    suffix: how its file's name ends; content: its bytes.
    """

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
        if one_line(self.organisation) != self.organisation:
            raise BadOptions("The organisation's name is not one plain line; write it as one.")
        if self.accent:
            check_accent(self.accent)
        for key, answer in self.local_answers.items():
            if problem := answer_problem(answer.text):
                raise BadOptions(f"The answer '{key}' {problem}.")
