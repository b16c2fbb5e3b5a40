"""The built files that pages use: their names, and where the set-up puts them.

``first-shift.css`` (the served app), ``package.css`` and ``site.css`` (the documentation) are compiled from
``course/style``, ``mark.svg`` is copied from there; ``player-….js`` (packages, one for each kind of learning
system), ``app.js`` and ``trial.js`` (the served app) are bundled from the browser code.
"""

from pathlib import Path
from typing import Final

from course.errors import CourseError

FOLDER: Final = Path(__file__).resolve().parent.parent / "build" / "assets"

STYLE: Final = "first-shift.css"
PACKAGE_STYLE: Final = "package.css"
MARK: Final = "mark.svg"
APP: Final = "app.js"
TRIAL: Final = "trial.js"


def player(tracker: str) -> str:
    """Return the name of the player's bundle for a kind of learning system."""
    return f"player-{tracker}.js"


PART: Final = "part"
"""The kind of a module's page inside a course: the page around it speaks for it."""


def shell(tracker: str) -> str:
    """Return the name of the bundle for a page that frames modules, for a kind of learning system."""
    return f"shell-{tracker}.js"


def dispatch(tracker: str) -> str:
    """Return the name of the bundle for a page that carries a course of our server into an LMS."""
    return f"dispatch-{tracker}.js"


REFUSED: Final = "dispatch-refused.js"
"""What the page runs that stands in the course's place where a launch is refused."""


class NotBuilt(CourseError):  # noqa: N818 (named for what happened)
    """Raised when a built file is asked for before the set-up has made it."""


def built(name: str, folder: Path = FOLDER) -> Path:
    """Return the path of a built file. Raises NotBuilt with what to do where it is not there."""
    path = folder / name
    if not path.is_file():
        raise NotBuilt(f"{path} has not been built yet: run './run set-up' once, then try again.")
    return path
