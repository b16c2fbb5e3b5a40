"""How pages are to look for somebody: what can be chosen, as a short text to keep, and as classes."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct, structs

TEXT: Final = {"0": "Normal", "1": "Larger", "2": "Much larger", "3": "Largest"}
SPACING: Final = {"0": "Normal", "1": "Wider", "2": "Widest"}
CONTRAST: Final = {"0": "Normal", "more": "More"}
THEME: Final = {"auto": "As this device says", "light": "Light", "dark": "Dark"}
PICTURES: Final = {"all": "Show them", "ask": "Only when I ask (saves data)"}

ALLOWED: Final[Mapping[str, Mapping[str, str]]] = {
    "text": TEXT,
    "spacing": SPACING,
    "contrast": CONTRAST,
    "theme": THEME,
    "pictures": PICTURES,
}


class Display(Struct, frozen=True):
    """What somebody chose; each value is a key of its table above."""

    text: str = "0"
    spacing: str = "0"
    contrast: str = "0"
    theme: str = "auto"
    pictures: str = "all"

    @property
    def low(self) -> bool:
        """Say whether data are to be saved."""
        return self.pictures == "ask"

    @property
    def kept(self) -> str:
        """The choices as they are kept."""
        return ".".join(structs.astuple(self))

    @property
    def classes(self) -> str:
        """The classes of the page's root."""
        names = {
            f"fs-text-{self.text}": self.text != "0",
            f"fs-spacing-{self.spacing}": self.spacing != "0",
            "fs-low": self.low,
        }
        return " ".join(name for name, holds in names.items() if holds)

    @property
    def sheets(self) -> tuple[tuple[str, str], ...]:
        """The style sheets of other colours, each with the media that it is for."""
        light, dark = (
            "screen and (prefers-color-scheme: light)",
            "screen and (prefers-color-scheme: dark)",
        )
        light, dark = {"auto": (light, dark), "light": ("screen", ""), "dark": ("", "screen")}[
            self.theme
        ]
        more = self.contrast == "more"
        found = (
            ("first-shift-contrast.css", light if more else ""),
            (f"first-shift-dark{'-contrast' if more else ''}.css", dark),
        )
        return tuple((name, media) for name, media in found if media)


def read(kept: str) -> Display:
    """Return the choices that a text holds; what it does not hold, or makes no sense, is as it is."""
    values = dict(zip(ALLOWED, kept.split("."), strict=False))
    return Display(**{key: value for key, value in values.items() if value in ALLOWED[key]})
