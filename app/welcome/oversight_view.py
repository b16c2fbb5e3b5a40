"""What the address of “Welcome meetings” asks for: which doctors, and which page."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from app.asked import one_of, page_number
from app.welcome.states import STATE_WORDS
from course.visible import one_line

LATE: Final = "late"
REVIEW: Final = "review-due"
AWAY: Final = "away"
SHOWN: Final = {
    LATE: "Something overdue",
    REVIEW: "Review due",
    **{key: words for key, words in STATE_WORDS.items() if key != "transferred"},
    AWAY: "Account deactivated",
}
"""Whom the list can show. A form that was passed on is another one's now."""
LONGEST_NAME: Final = 100


class View(Struct, frozen=True):
    """What is asked for. show: a key of SHOWN, empty for everybody who is here; name: parts of names."""

    show: str = ""
    name: str = ""
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Say whether it leaves anybody out."""
        return bool(self.show or self.name)

    def names(self, name: str) -> bool:
        """Say whether somebody's name has each word that is asked for."""
        return all(word in name.casefold() for word in self.name.casefold().split())

    def address(self, page: int) -> dict[str, object]:
        """Return the words of the address of another page of this view."""
        return {
            "show": self.show or None,
            "name": self.name or None,
            "page": page if page > 1 else None,
        }

    @classmethod
    def of(cls, words: Mapping[str, str]) -> "View":
        """Return the view of an address's words. Raises BadAddress."""
        return cls(
            one_of(words, "show", "Show", ("", *SHOWN)),
            one_line(words.get("name", ""))[:LONGEST_NAME],
            page_number(words),
        )
