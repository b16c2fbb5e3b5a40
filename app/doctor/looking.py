"""All looks in their order. One that fails in a way nobody thought of is a finding and stops no other."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from app.doctor import machine, outside, stored
from app.doctor.finding import Finding, wrong
from app.settings import Settings
from app.watching.log import cause

LOOKS: Final[tuple[Callable[[Settings], Iterator[Finding]], ...]] = (
    machine.parts,
    machine.files,
    machine.disk,
    machine.keys,
    stored.database,
    machine.backups,
    outside.record_store,
    outside.mail,
    outside.proxy,
)


def look(settings: Settings, clock: str = "") -> Iterator[Finding]:
    """Look at everything. clock: address of a web server by which to judge the time, empty for none."""
    looks = [(each.__name__, partial(each, settings)) for each in LOOKS]
    if clock:
        looks.append(("clock", partial(outside.clock_of, clock)))
    for name, each in looks:
        try:
            yield from each()
        except Exception as error:  # the others are of use all the same
            yield wrong(name, f"This could not be looked at: {cause(error)}.")
