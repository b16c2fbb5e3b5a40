"""How what stands in a form now relates to what the two have signed: what its page says of each section."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy.orm import Session

from app.welcome.access import Seat
from app.welcome.agreed import agreed
from app.welcome.texts import Texts
from app.welcome.versions import Version, versions_of
from app.wording import day


class Words(Struct, frozen=True):
    """What is told of something that can be signed. state: of its tag; hint: who signed, and when."""

    state: str
    hint: str


class Agreement(Struct, frozen=True):
    """Where the two are. latest: what both signed last, and can be read; waiting: what only one has signed.

    last: what both signed last, be it deleted since; now: what would be signed now, empty while nothing is signed by both; held: the meeting is over, and the form
    still open.
    """

    last: Version | None = None
    latest: Version | None = None
    waiting: Version | None = None
    now: Mapping[str, Any] = {}
    held: bool = False
    is_img: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything differs from what both signed last."""
        return self.latest is not None and self.now != self.latest.content

    def of_section(self, section_id: str) -> Words | None:
        """Return what signing makes of a section's words; none where they are about writing only."""
        return self._words(*(_answers(each, section_id) for each in self._contents))

    def of_files(self) -> Words | None:
        """Return what signing makes of the words of the files that were filled."""
        return self._words(*(each.get("files", []) for each in self._contents))

    def of_signing(self) -> Words:
        """Return what is told of signing itself."""
        if self.waiting is not None:
            return self._by_one(self.waiting)
        if self.last is None or self.last.frozen is None:
            return Words("Not signed yet" if self.held else "Not started", "")
        hint = f"Version {self.last.number}, {day(self.last.frozen)}"
        return Words("Changed since", hint) if self.changed else Words("Signed", hint)

    def by_one(self, months: int) -> Words | None:
        """Return who alone has signed a review; none where nobody or both have."""
        here = self.waiting is not None and self.waiting.months == months
        return self._by_one(self.waiting) if here and self.waiting is not None else None

    @property
    def _contents(self) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        signed = self.latest or self.waiting
        return (signed.content or {} if signed is not None else {}), self.now

    def _words(self, signed: list[Any], now: list[Any]) -> Words | None:
        if self.latest is not None and self.latest.frozen is not None:
            if not signed and not now:
                return None
            on = f"both signed on {day(self.latest.frozen)}"
            return Words("Signed", on) if signed == now else Words("Changed since", f"since {on}")
        if self.waiting is not None:
            return self._by_one(self.waiting) if signed else None
        return Words("Not signed yet", "") if self.held else None

    def _by_one(self, waiting: Version) -> Words:
        (one, *_) = (each for each in waiting.signatures if each.lapsed is None)
        mine = (one.side == "img") == self.is_img
        who = "you" if mine else one.name or "the other of you"
        return Words("Signed by one", f"signed by {who} on {day(one.at)}, not by both yet")


def agreement(session: Session, seat: Seat, sealed: Texts) -> Agreement:
    """Return where the two are; nothing while the form is not shared: then nothing signed is in force."""
    form = seat.form
    if form.shared is None:
        return Agreement()
    found = [each for each in versions_of(session, seat, sealed) if each.withdrawn is None]
    latest = next((each for each in found if each.frozen and each.content is not None), None)
    alone = (each for each in found if each.frozen is None and each.signatures and not each.lapsed)
    return Agreement(
        next((each for each in found if each.frozen), None),
        latest,
        next(alone, None),
        agreed(session, form, sealed, latest.months) if latest is not None else {},
        form.discussed is not None and seat.open,
        seat.is_img,
    )


def _answers(content: Mapping[str, Any], section_id: str) -> list[Any]:
    found = (each["answers"] for each in content.get("sections", ()) if each["id"] == section_id)
    return next(found, [])
