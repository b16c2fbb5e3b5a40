"""What the rules propose, from what the doctor has shared: pure, and blind to every word of a free text."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from course.welcome_form.model import Need, PartValue, Value, is_filled
from course.welcome_form.ratings import Ratings, gap
from course.welcome_form.rules import Asked, Condition, Rated, Rule, Several, Unread


class Answers(Struct, frozen=True):
    """What rules may see. fields: by id, a list with a value for each row (one for a field without rows).

    talk: the fields at which “talk about this” is ticked; needs: the items that are rated; days: since
    the start, none where that is not set; unread: whether a first topic is still unopened.
    """

    fields: Mapping[str, Sequence[Value]]
    talk: frozenset[str] = frozenset()
    needs: Sequence[Need] = ()
    ratings: Mapping[str, Ratings] = {}
    days: int | None = None
    unread: bool = False


class Proposal(Struct, frozen=True):
    """What is proposed. rules: by whose right, several where they propose the same; need: of which item.

    because: a reason for each of them; first: whether it comes before the others.
    """

    rules: tuple[Rule, ...]
    topics: tuple[str, ...]
    step: str
    because: tuple[str, ...]
    need: Need | None = None

    @property
    def key(self) -> str:
        """What an answer to it is kept under: its rules, and its item."""
        named = "+".join(rule.id for rule in self.rules)
        return f"{named}/{self.need.id}" if self.need else named

    @property
    def private(self) -> bool:
        """Whether it is for the doctor alone."""
        return any(rule.shown == "img" for rule in self.rules)


def propose(rules: Sequence[Rule], answers: Answers) -> tuple[Proposal, ...]:
    """Return what the rules propose, in their order; the same for the same reasons is told once."""
    found: list[Proposal] = []
    for rule in rules:
        found += _of_rule(rule, answers)
    return _merged(found)


def holds(condition: Condition, answers: Answers) -> bool:
    """Say whether a condition holds, whichever item it is about."""
    match condition:
        case Several(all_=True):
            return all(holds(each, answers) for each in condition.conditions)
        case Several():
            return any(holds(each, answers) for each in condition.conditions)
        case Rated():
            return any(_rated(condition, need, answers) for need in answers.needs)
        case Unread():
            return answers.unread and answers.days is not None and answers.days >= condition.days
        case Asked():
            return _asked(condition, answers)


def _of_rule(rule: Rule, answers: Answers) -> list[Proposal]:
    if isinstance(rule.condition, Rated):
        return [
            Proposal((rule,), (*rule.topics, *need.tags), rule.step, (rule.because,), need)
            for need in answers.needs
            if _rated(rule.condition, need, answers)
        ]
    if not holds(rule.condition, answers):
        return []
    return [Proposal((rule,), rule.topics, rule.step, (rule.because,))]


def _rated(condition: Rated, need: Need, answers: Answers) -> bool:
    ratings = answers.ratings.get(need.id)
    if ratings is None or (condition.safety and not need.safety):
        return False
    number = gap(ratings) if condition.need == "gap" else ratings.seen
    return number is not None and _within(number, condition.least, condition.most)


def _asked(asked: Asked, answers: Answers) -> bool:
    rows = answers.fields.get(asked.field, ())
    if asked.talk is not None:
        return (asked.field in answers.talk) == asked.talk
    if asked.filled is not None:
        return any(is_filled(row) for row in rows) == asked.filled
    if asked.ticked is not None:
        return any(row.get(asked.part) == "yes" for row in rows) == asked.ticked
    if asked.in_row:
        return any(all(_of_row(each, row) for each in asked.in_row) for row in rows)
    return any(_of_row(asked, row) for row in rows)


def _of_row(asked: Asked, row: Value) -> bool:
    if asked.parts:
        return sum(_has(value, asked.options) for value in row.values()) >= asked.parts
    value = row.get(asked.part, "")
    if asked.options:
        return _has(value, asked.options)
    if not isinstance(value, str) or not value.isdecimal():
        return False
    return _within(int(value), asked.least, asked.most)


def _has(value: PartValue, options: Sequence[str]) -> bool:
    given = (value,) if isinstance(value, str) else value
    return any(each in options for each in given)


def _within(number: int, least: int | None, most: int | None) -> bool:
    return (least is None or number >= least) and (most is None or number <= most)


def _merged(found: Sequence[Proposal]) -> tuple[Proposal, ...]:
    kept: dict[object, Proposal] = {}
    for each in found:
        same = (each.topics, each.step, each.need and each.need.id, each.private)
        other = kept.get(same)
        if other is not None:
            each = Proposal(
                (*other.rules, *each.rules),
                each.topics,
                each.step,
                (*other.because, *each.because),
                each.need,
            )
        kept[same] = each
    return tuple(kept.values())
