"""What was signed, and what has changed since: read, compared, and checked against its digest."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.welcome import access
from app.welcome.access import Seat
from app.welcome.models import WelcomeScan, WelcomeSignature, WelcomeVersion
from app.welcome.taking_back import withheld_fields
from app.welcome.texts import Texts
from app.wording import file_size
from course.welcome_form.canonical import digest


class Signature(Struct, frozen=True):
    """Who agreed, and when. name: as it is now; paper: the day on which it was signed on paper."""

    side: str
    name: str
    at: dt.datetime
    paper: dt.date | None
    lapsed: dt.datetime | None


class Version(Struct, frozen=True):
    """A version. content: none for whom it is only a stub, or where it was deleted.

    holds: whether the content is what its digest says; scan: its id, if any.
    """

    id: uuid.UUID
    number: int
    months: int
    digest: str
    made: dt.datetime
    frozen: dt.datetime | None
    withdrawn: dt.datetime | None
    signatures: tuple[Signature, ...]
    content: Mapping[str, Any] | None
    holds: bool = False
    scan: uuid.UUID | None = None

    @property
    def lapsed(self) -> bool:
        """Whether every signature under it has lapsed."""
        return bool(self.signatures) and all(each.lapsed for each in self.signatures)

    def signed_by(self, side: str) -> Signature | None:
        """Return a side's signature that holds; none without one."""
        found = (each for each in self.signatures if each.side == side and each.lapsed is None)
        return next(found, None)


class Change(Struct, frozen=True):
    """Something that differs between two contents. was, is_: empty where there was nothing."""

    place: str
    was: str
    is_: str


def versions_of(session: Session, seat: Seat, sealed: Texts) -> tuple[Version, ...]:
    """Return the versions of a form, the latest first. Raises NotFound before the form is shared."""
    if not seat.form.withdrawn:
        access.require_shared(seat)
    rows = session.scalars(
        select(WelcomeVersion)
        .where(WelcomeVersion.form_id == seat.form.id)
        .order_by(WelcomeVersion.number.desc())
    )
    return tuple(_version(session, seat, sealed, row) for row in rows)


def version_of(session: Session, seat: Seat, sealed: Texts, number: int) -> Version:
    """Return a version. Raises NotFound."""
    for each in versions_of(session, seat, sealed):
        if each.number == number:
            return each
    raise NotFound("There is no such version of this form.")


def changes(was: Mapping[str, Any], is_: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what differs, in the order of the form."""
    before, after = _lines(was), _lines(is_)
    places = [*after, *(place for place in before if place not in after)]
    return tuple(
        Change(
            _title(before, after, place),
            before.get(place, ("", ""))[1],
            after.get(place, ("", ""))[1],
        )
        for place in places
        if before.get(place, ("", ""))[1] != after.get(place, ("", ""))[1]
    )


def _title(
    before: dict[Any, tuple[str, str]], after: dict[Any, tuple[str, str]], place: Any
) -> str:
    return (after.get(place) or before[place])[0]


def _lines(content: Mapping[str, Any]) -> dict[tuple[str, ...], tuple[str, str]]:
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for section in content["sections"]:
        for answer in section["answers"]:
            words = answer.get("parts")
            text = (
                "; ".join(
                    part["words"] if len(words) == 1 else f"{part['label']}: {part['words']}"
                    for part in words
                )
                if words
                else "private, " + answer["veiled"][7:15]
            )
            found[("answer", answer["id"], answer.get("row", ""))] = (answer["question"], text)
    for need in content["needs"]:
        given = {key: need[key] for key in ("img", "needed", "seen") if need[key] is not None}
        text = ", ".join(f"{_RATED[key]} {number}" for key, number in given.items())
        found[("need", str(need["review"]), need["id"])] = (need["item"], text)
    for action in content["actions"]:
        text = action.get("title") or "private, " + action["veiled"][7:15]
        told = [text, action["due"] and f"by {action['due']}", action["status"]]
        found[("action", action["id"])] = ("Action", ", ".join(each for each in told if each))
    for file in content.get("files", ()):
        found[("file", file["id"])] = ("File", file_words(file))
    if content["no_action_needed"]:
        found[("none",)] = ("Actions", "none needed")
    return found


def file_words(file: Mapping[str, Any]) -> str:
    """Return what stands for a file in what is signed, in words."""
    who = {"img": "the doctor’s", "sup": "the supervisor’s"}[file["by"]]
    return f"{who}, {file['kind'].upper()}, {file_size(file['size'])}, {file['sha256'][:8]}"


_RATED = {"img": "doctor", "needed": "needed", "seen": "seen"}


def _version(session: Session, seat: Seat, sealed: Texts, row: WelcomeVersion) -> Version:
    names = {"img": seat.img_name, "sup": seat.sup_name}
    signatures = session.scalars(
        select(WelcomeSignature)
        .where(WelcomeSignature.version_id == row.id)
        .order_by(WelcomeSignature.at)
    )
    scan = session.scalar(select(WelcomeScan.id).where(WelcomeScan.version_id == row.id))
    content, holds = None, False
    if row.kept is not None and access.sees_version(seat, row):
        content = sealed.open(row.kept, "welcome_version", row.id)
        holds = digest(content) == row.digest
        content = _without_withheld(session, seat, content)
    return Version(
        row.id,
        row.number,
        row.months,
        row.digest,
        row.made,
        row.frozen,
        row.withdrawn,
        tuple(
            Signature(each.side, names[each.side], each.at, each.paper, each.lapsed)
            for each in signatures
        ),
        content,
        holds,
        scan if content is not None else None,
    )


def _without_withheld(session: Session, seat: Seat, content: dict[str, Any]) -> dict[str, Any]:
    """Return the content without what the doctor has taken back since; the doctor's own stays whole."""
    if seat.is_img:
        return content
    gone = withheld_fields(session, seat.form.id)
    for section in content["sections"]:
        section["answers"] = [
            each for each in section["answers"] if (each["id"], each.get("row", "")) not in gone
        ]
    return content
