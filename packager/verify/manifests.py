"""A manifest as the rules see it: its XML, where it lies, and the files beside it."""

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from packager.verify.findings import Finding, error, warning
from packager.verify.namespaces import XML
from packager.verify.opened import Opened

Node: TypeAlias = Any  # an element of lxml, which ships no types

BASE: Final = f"{{{XML}}}base"


class Manifest(Struct, frozen=True):
    """A manifest. file: its path in the zip; folder: where it lies, empty or with a slash at its end.

    opened: the zip, without any file where the manifest came alone; edition: ``2004 3rd Edition`` or
    ``2004 4th Edition``, and empty elsewhere.
    """

    file: str
    root: Node
    opened: Opened
    folder: str = ""
    edition: str = ""

    def error(self, rule: str, at: Node, sentence: str) -> Finding:
        """Return an error in the line of an element."""
        return error(rule, self.file, sentence, at.sourceline or 0)

    def warning(self, rule: str, at: Node, sentence: str) -> Finding:
        """Return a warning in the line of an element."""
        return warning(rule, self.file, sentence, at.sourceline or 0)

    def holds(self, path: str) -> bool:
        """Say whether the zip holds a file at this path, seen from the manifest."""
        return self.folder + path in self.opened.names

    def near(self, path: str) -> str:
        """Return the file that differs from a path in case only, or nothing."""
        return self.opened.near(self.folder + path)


ManifestRule = Callable[[Manifest], Iterator[Finding]]


def is_outside(address: str) -> bool:
    """Say whether an address leads to another server."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def path_of(address: str) -> str:
    """Return the path of a relative address as the zip spells it: no query, no escapes."""
    return unquote(address.partition("#")[0].partition("?")[0])


def escapes(path: str) -> bool:
    """Say whether a path leads out of the package."""
    parts = path.replace("\\", "/").split("/")
    depth = 0
    for part in parts:
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return True
    return path.startswith(("/", "\\")) or (len(path) > 1 and path[1] == ":")


def with_bases(element: Node, name: str = "href") -> str:
    """Return an element's address behind every ``xml:base`` above it, as importers put them together."""
    bases = [str(each.get(BASE, "")) for each in (element, *element.iterancestors())]
    return "".join((*reversed(bases), str(element.get(name, ""))))
