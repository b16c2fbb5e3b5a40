"""What a manifest tells an LMS about a package, whatever its format."""

from typing import Final

from msgspec import Struct

from packager.options import Completion, Window

LAUNCH_FILE: Final = "index.html"
WINDOW_FILE: Final = "launch.html"

COURSE_NAME: Final = "course"
"""What a package of several modules is called where one of a single module has the module's slug.

It is the same for every selection, so that an LMS keeps its records when a module is added.
"""

KEYWORDS: Final = (
    "international medical graduates",
    "induction",
    "NHS",
)
RIGHTS: Final = "Text and pictures: CC BY 4.0. Code: Apache-2.0."


class Topic(Struct, frozen=True):
    """A topic as an LMS may list it. iri: of its activity."""

    iri: str
    title: str


class Objective(Struct, frozen=True):
    """What a learner takes away. id: unique in its module."""

    id: str
    text: str


class Unit(Struct, frozen=True, kw_only=True):
    """What an LMS launches: a SCO of SCORM, an assignable unit of cmi5, the activity of xAPI.

    slug: of its module, or COURSE_NAME; iri: of its activity; minutes: typical learning time;
    launch: path of the page that opens it; mastery_score: per cent, None where the LMS is not to judge
    by itself; files: every path that belongs to it alone, sorted, its launch page among them.
    """

    slug: str
    iri: str
    title: str
    description: str
    minutes: int
    launch: str
    mastery_score: int | None
    files: tuple[str, ...]
    topics: tuple[Topic, ...] = ()
    objectives: tuple[Objective, ...] = ()
    has_assessment: bool = True


class Subject(Struct, frozen=True, kw_only=True):
    """A package as an LMS lists it.

    slug: of the one module, or COURSE_NAME; version: as in ``module.yaml``, or the day of the latest
    change of several; language: ``en-GB``; units: what the LMS launches, one at least; parts: the
    modules inside the one unit that holds several; shared_files: paths that more than one unit needs.
    completion and window: as in ``PackageOptions``; judged: whether the LMS is told of pass and fail.
    """

    slug: str
    iri: str
    title: str
    description: str
    version: str
    language: str
    minutes: int
    units: tuple[Unit, ...]
    parts: tuple[Unit, ...] = ()
    shared_files: tuple[str, ...] = ()
    completion: Completion = "assessment"
    judged: bool = True
    window: Window = "frame"

    @property
    def name(self) -> str:
        """The stem of every identifier."""
        return identifier(self.slug)


def identifier(slug: str) -> str:
    """Return the stem of the identifiers of a package or a unit.

    It comes from the slug alone, so that a later edition keeps the learners' records: LMSs key them on
    the item's identifier.
    """
    return f"fs-{slug}"
