"""What can go wrong while a package is made, as data.

PackagerError
├── UnknownPreset   no learning management system of this name is known
├── UnknownFormat   there is no package format of this name
├── UnknownModule   the course has no module of this name
├── BadOptions      an option has a value that no package can carry
│   └── BadOverlay  the file of an overlay has mistakes, each with its line
├── BadFileName     a file's name would not survive every LMS's server
├── TooLarge        the zip would need more than every LMS unpacks
├── AssetsMissing   the bundled script or the style sheet has not been built
└── UnreadableManifest   a package's manifest cannot be launched as it stands
"""

from collections.abc import Sequence

from course.errors import AuthorMistake


class PackagerError(Exception):
    """Any error with a sentence for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UnknownPreset(PackagerError):
    """Raised when choices are asked for that suit a system which is not listed."""


class UnknownFormat(PackagerError):
    """Raised when a format is asked for that no file of ``packager/manifest`` makes."""


class UnknownModule(PackagerError):
    """Raised when a module is asked for that the course does not have."""


class BadOptions(PackagerError):
    """Raised when an option has a value that no package can carry."""


class BadOverlay(BadOptions):
    """Raised when the file of an overlay has mistakes; the sentence has a line for each."""

    def __init__(self, mistakes: Sequence[AuthorMistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = tuple(mistakes)


class BadFileName(PackagerError):
    """Raised when a file's name would not survive every LMS's server."""


class TooLarge(PackagerError):
    """Raised when a zip would need more files or bytes than every LMS unpacks."""


class AssetsMissing(PackagerError):
    """Raised when the bundled script or the style sheet has not been built."""


class UnreadableManifest(PackagerError):
    """Raised when a manifest cannot be launched as it stands; mistakes: one sentence each."""

    def __init__(self, name: str, mistakes: list[str]) -> None:
        super().__init__(f"{name} cannot be used: {'; '.join(mistakes)}.")
        self.mistakes = tuple(mistakes)
