"""The form's questions as structs, in the words of its file (``modules/welcome_form.yaml``)."""

from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct

Who = Literal["img", "sup", "both"]
FieldClass = Literal["P2", "SH", "NX", "OPS"]
PartKind = Literal[
    "line", "text", "lines", "one of", "any of", "date", "moment", "number", "scale", "tick"
]

ANSWER: Final = "answer"
"""The id of a field's only part, or of its chief one."""

PartValue = str | tuple[str, ...]
Value = Mapping[str, PartValue]
"""What a field holds, by the ids of its parts; what is empty is left out."""


class Part(Struct, frozen=True):
    """A part of a field. by: who alone may write it, none for whoever may write the field.

    most: characters of a text, or the largest number; ends: what the two ends of a scale mean.
    """

    id: str
    label: str
    kind: PartKind
    options: Mapping[str, str] = {}
    most: int = 200
    least: int = 0
    by: Who | None = None
    ends: tuple[str, ...] = ()


class Field(Struct, frozen=True):
    """A question. mine: hidden from the supervisor until shared, as all that the doctor writes is.

    rows: whether there may be many of it; grid: its parts are rows with the same options; sign: whether
    it must be filled before anybody signs. local: answers of the trust that help here, by their keys.
    """

    id: str
    label: str
    by: Who
    class_: FieldClass
    mine: bool
    parts: tuple[Part, ...]
    help: str = ""
    why: str = ""
    rows: bool = False
    grid: bool = False
    sign: bool = False
    local: tuple[str, ...] = ()

    @property
    def talk(self) -> bool:
        """Whether “I would like to talk about this” can be ticked: at what the doctor writes freely."""
        return self.by == "img" and any(part.kind in {"text", "lines"} for part in self.parts)

    def part(self, name: str) -> Part | None:
        """Return a part by its id; none where there is no such part."""
        return next((part for part in self.parts if part.id == name), None)


class Section(Struct, frozen=True):
    """Questions under one heading. months: after which a section of a review is asked, 0 for every one."""

    id: str
    title: str
    fields: tuple[Field, ...]
    intro: str = ""
    months: int = 0


class Form(Struct, frozen=True):
    """The whole form. reviews: what is asked at every review, and at each of them besides."""

    title: str
    sections: tuple[Section, ...]
    reviews: tuple[Section, ...]

    def field(self, name: str) -> Field | None:
        """Return a field by its id; none where there is no such field."""
        return next((field for field in self.fields if field.id == name), None)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field, those of the reviews last."""
        return tuple(each for section in (*self.sections, *self.reviews) for each in section.fields)

    def section(self, name: str) -> Section | None:
        """Return a section by its id; none where there is no such section."""
        return next((each for each in self.sections if each.id == name), None)

    def review(self, months: int) -> tuple[Section, ...]:
        """Return the sections of a review. months: 3, 6 or 12."""
        return tuple(each for each in self.reviews if each.months in {0, months})


class Need(Struct, frozen=True):
    """An item of the needs analysis. item: completes “Today, here, I can …”; safety: patients are at risk."""

    id: str
    domain: str
    item: str
    tags: tuple[str, ...]
    safety: bool = False


def is_filled(value: Value) -> bool:
    """Say whether a field holds anything."""
    return any(value.values())
