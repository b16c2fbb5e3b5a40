"""Which nation is shown first where the four differ: a person's choice, else their organisation's."""

from typing import Final, Literal, TypeAlias

from course.nations import HOME_NATIONS, HomeNation, is_home_nation

NationChoice: TypeAlias = HomeNation | Literal["ALL"]
"""A nation to be shown first, or all four alike."""

ALL: Final = "ALL"

NATION_CHOICES: Final[tuple[tuple[str, str], ...]] = (
    *HOME_NATIONS.items(),
    (ALL, "None first: show all four alike"),
)
"""What a form offers: values with their words."""


def chosen_nation(value: str | None) -> HomeNation | None:
    """Return the nation that a form's value stands for; none for all four alike."""
    return value if value is not None and is_home_nation(value) else None


def nation_first(own: NationChoice | None, organisation: HomeNation | None) -> HomeNation | None:
    """Return the nation to show first; none for all four alike.

    own: what the person chose, none for what the organisation says; organisation: what it says.
    """
    return organisation if own is None else chosen_nation(own)
