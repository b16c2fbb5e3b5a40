"""A module's questions with their numbers, as the page, its picture and its CSV have them."""

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Final

from msgspec import Struct

from app.items.findings import LOOK_AT, Finding, findings
from app.items.statistics import FEWEST, Numbers, Sitting, numbers, tellable_versions
from app.items.uses import Inline, Use, uses
from course.model import Module
from course.questions import Question

ALL: Final = ""
"""The version that stands for all of them."""


class Item(Struct, frozen=True):
    """A question with its numbers. number: its place among the module's assessment questions, from 1."""

    number: int
    question: Question
    topic: str
    numbers: Numbers
    uses: tuple[Use, ...]
    findings: tuple[Finding, ...]

    @property
    def stands_out(self) -> bool:
        """Say whether an editor should look at it; the rest is only worth a note beside the numbers."""
        return any(each.weight >= LOOK_AT for each in self.findings)


class View(Struct, frozen=True):
    """A module's questions. version: ALL or one of versions; sittings: how many people.

    items: what stands out first; untold: questions that too few were asked.
    """

    module: Module
    version: str
    versions: tuple[str, ...]
    sittings: int
    items: tuple[Item, ...] = ()
    untold: int = 0

    @property
    def tellable(self) -> bool:
        """Say whether enough people took the assessment for anything to be shown."""
        return self.sittings >= FEWEST

    @property
    def usual_facility(self) -> float:
        """The facility that half of the questions reach. Raises StatisticsError where none is told."""
        return median(item.numbers.facility for item in self.items)

    @property
    def standing_out(self) -> tuple[Item, ...]:
        """The questions to look at."""
        return tuple(item for item in self.items if item.stands_out)


def view(module: Module, sittings: Sequence[Sitting], version: str, inline: Inline) -> View:
    """Return a module's questions. version: one that cannot be told is taken for all of them."""
    versions = tellable_versions(Counter(each.version for each in sittings))
    version = version if version in versions else ALL
    of_version = [each for each in sittings if version in (ALL, each.version)]
    if len(of_version) < FEWEST:
        return View(module, ALL, (), len(sittings))
    titles = {topic.slug: topic.title for topic in module.topics}
    bank = module.of_purpose("assessment")
    items = [
        item
        for number, question in enumerate(bank, start=1)
        if (item := _item(number, question, titles[question.topic], of_version, inline))
    ]
    items.sort(key=lambda item: (-max((f.weight for f in item.findings), default=0), item.number))
    return View(module, version, versions, len(of_version), tuple(items), len(bank) - len(items))


def _item(
    number: int, question: Question, topic: str, sittings: Sequence[Sitting], inline: Inline
) -> Item | None:
    found = numbers(question.id, sittings)
    if found is None:
        return None
    replies = [each.replies[question.id] for each in sittings if question.id in each.replies]
    used = uses(question, replies, inline)
    return Item(number, question, topic, found, used, findings(question, found, used))
