"""Which page stands in which part of the site: docs/nav.yaml, read and compared with the folder."""

from pathlib import Path
from typing import NamedTuple

import yaml

from tools.site.errors import Mistake, line_of

FILE = "nav.yaml"
INDEX = "README.md"


class Part(NamedTuple):
    """A part of the site. short: its name in the header; pages: their paths in docs/, in order."""

    name: str
    short: str
    pages: tuple[str, ...]


class Navigation(NamedTuple):
    """All parts, and the files of docs/ that the site carries as they are."""

    parts: tuple[Part, ...]
    files: tuple[str, ...]

    def pages(self) -> tuple[str, ...]:
        """Return every page, the first one of the site before all."""
        return (INDEX, *(page for part in self.parts for page in part.pages))


def read_navigation(docs: Path) -> tuple[Navigation, tuple[Mistake, ...]]:
    """Return the parts, and a mistake for each page that is missing, twice there or in no part."""
    text = (docs / FILE).read_text(encoding="utf-8")
    said = yaml.safe_load(text)
    parts = tuple(Part(each["name"], each["short"], tuple(each["pages"])) for each in said["parts"])
    found = Navigation(parts, tuple(said["files"]))
    return found, (*_wrong_lines(docs, text, found), *_unlisted(docs, found))


def _wrong_lines(docs: Path, text: str, found: Navigation) -> tuple[Mistake, ...]:
    pages = found.pages()
    return tuple(
        Mistake(docs / FILE, line_of(text, f"- {name}\n"), sentence)
        for name in dict.fromkeys((*pages, *found.files))
        for wrong, sentence in (
            (
                not (docs / name).is_file(),
                f"{name} is not in docs/: write it, or take the line out.",
            ),
            (pages.count(name) > 1, f"{name} is there twice: a page stands in one part."),
        )
        if wrong
    )


def _unlisted(docs: Path, found: Navigation) -> tuple[Mistake, ...]:
    there = sorted(file.relative_to(docs).as_posix() for file in docs.rglob("*.md"))
    return tuple(
        Mistake(docs / name, 1, f"this page is in no part of docs/{FILE}: add it to one.")
        for name in there
        if name not in found.pages()
    )
