"""Keep a learner's state in several modules in one short text, where one SCO holds them all.

The browser's twin is ``player/shell/course-state.js``; ``vectors/course_state.json`` holds the cases.

**The text** begins with ``c1``; then each module, in any order, adds seven fields joined by ``~``::

    slug ~ flags ~ percent ~ progress ~ location ~ length ~ suspend data

- *flags*: a hexadecimal number of bits: 1 read, 2 passed, 4 tried, 8 no try left.
- *percent*: the best score in hundredths of per cent, 0 to 10000; empty before the first.
- *progress*: in thousandths, 0 to 1000.
- *location*: as the module keeps it.
- *length*: how many characters of suspend data follow (``course/suspend_data.py``): they hold ``~``.

What the flags and numbers say stands in the suspend data, too. They are kept beside it, so that the
page of the course can tell how each module stands without that module's questions.
"""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from course.errors import SuspendDataError

MARK: Final = "c1"
_FLAGS: Final = ("read", "passed", "tried", "exhausted")


class ModuleState(Struct, frozen=True, kw_only=True):
    """What is kept of one module. percent: 0 to 100 with two decimals; progress: 0 to 1."""

    suspend_data: str
    location: str = ""
    percent: float | None = None
    progress: float = 0.0
    read: bool = False
    passed: bool = False
    tried: bool = False
    exhausted: bool = False


def encode_course(states: Mapping[str, ModuleState]) -> str:
    """Return the modules' states as text. states: by slug."""
    parts = [field for slug, state in states.items() for field in _fields(slug, state)]
    return "~".join((MARK, *parts))


def decode_course(text: str) -> dict[str, ModuleState]:
    """Return the states that a text holds, by slug. Raises SuspendDataError where it is no such text."""
    mark, _, rest = text.partition("~")
    if mark != MARK:
        raise SuspendDataError(f"the state of a course does not begin with {MARK}~")
    states = {}
    while rest:
        *fields, after = rest.split("~", 6)
        if len(fields) != 6:
            raise SuspendDataError("the state of a course was cut")
        slug, flags, percent, progress, location, length = fields
        size = _number(length, 10)
        if len(after) < size:
            raise SuspendDataError("the state of a course was cut")
        bits = _number(flags, 16)
        states[slug] = ModuleState(
            suspend_data=after[:size],
            location=location,
            percent=_number(percent, 10) / 100 if percent else None,
            progress=_number(progress, 10) / 1000,
            **{flag: bool(bits & 1 << at) for at, flag in enumerate(_FLAGS)},
        )
        rest = _next(after[size:])
    return states


def _fields(slug: str, state: ModuleState) -> tuple[str, ...]:
    bits = sum(getattr(state, flag) << at for at, flag in enumerate(_FLAGS))
    return (
        slug,
        f"{bits:x}",
        "" if state.percent is None else str(round(state.percent * 100)),
        str(round(state.progress * 1000)),
        state.location,
        str(len(state.suspend_data)),
        state.suspend_data,
    )


def _number(text: str, base: int) -> int:
    digits = "0123456789abcdef"[:base]
    if not text or any(character not in digits for character in text):
        raise SuspendDataError(f"'{text}' in the state of a course is no number")
    return int(text, base)


def _next(rest: str) -> str:
    if rest and not rest.startswith("~"):
        raise SuspendDataError("the state of a course was changed")
    return rest[1:]
