"""Proposals to choose by hand, where the trust's own form gives the rules no answers to go by.

What only the doctor would be shown is not among them: it follows from answers of the most private kind.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assignments.due import today
from app.errors import BadInput
from app.welcome import access, actions
from app.welcome.access import Seat
from app.welcome.actions_kept import Action, Words
from app.welcome.content import content, rules_of
from app.welcome.domains import AT_WORK, heading_of
from app.welcome.filled import require_own_form
from app.welcome.models import WelcomeProposal
from app.welcome.proposals import DAYS_FIRST, MOST_TOPICS
from app.welcome.texts import Texts
from app.wording import capital
from course.model import Course
from course.tags import TaggedTopic, topics_for
from course.welcome_form.model import Need
from course.welcome_form.rules import Rated, Rule, Unread

BY_HAND: Final = "by hand"
"""Stands for the answers behind a proposal that was chosen without any."""


class Choice(Struct, frozen=True):
    """Something to choose. label: under its group's step; title: of the action that it becomes.

    taken: it is among the actions already.
    """

    key: str
    rule: Rule
    label: str
    title: str
    tags: tuple[str, ...]
    topics: tuple[TaggedTopic, ...]
    taken: bool
    safety: bool = False


class Group(Struct, frozen=True):
    """Choices under a heading. step: what is to be done of each of them, empty where each says it itself."""

    title: str
    step: str
    choices: tuple[Choice, ...]

    @property
    def taken(self) -> int:
        """How many are among the actions already."""
        return sum(each.taken for each in self.choices)


def groups(session: Session, seat: Seat, course: Course) -> tuple[Group, ...]:
    """Return what there is to choose. Raises NotFound with our questions, and before it is shared."""
    require_own_form(seat)
    access.require_shared(seat)
    taken = set(
        session.scalars(
            select(WelcomeProposal.key).where(
                WelcomeProposal.form_id == seat.form.id, WelcomeProposal.answer == "added"
            )
        )
    )
    found: dict[str, list[Choice]] = {}
    rules = rules_of(session, seat.form.organisation_id)
    for heading, key, rule, need in _offered(rules, content().needs):
        tags = (*rule.topics, *(need.tags if need else ()))
        step = rule.action or rule.step
        choice = Choice(
            key,
            rule,
            step if need is None else capital(need.item),
            (step if need is None else f"{step}: {need.item}")[:120],
            tags,
            topics_for(course, tags, "learners")[:MOST_TOPICS],
            key in taken,
            need is not None and need.safety,
        )
        found.setdefault(heading, []).append(choice)
    return tuple(
        Group(heading, "" if heading == AT_WORK else _step_of(each), tuple(each))
        for heading, each in found.items()
    )


def add(
    session: Session,
    seat: Seat,
    sealed: Texts,
    course: Course,
    keys: Collection[str],
    moment: dt.datetime,
) -> int:
    """Make actions of what was chosen, once each; return how many. Raises BadInput where nothing was."""
    choices = {each.key: each for group in groups(session, seat, course) for each in group.choices}
    if not keys or not set(keys) <= choices.keys():
        raise BadInput("Tick at least one.")
    start = max(seat.form.start or today(moment), today(moment))
    wanted = [each for key, each in choices.items() if key in keys and not each.taken]
    for each in wanted:
        row = session.get(WelcomeProposal, (seat.form.id, each.key))
        if row is None:
            row = WelcomeProposal(
                organisation_id=seat.form.organisation_id, form_id=seat.form.id, key=each.key
            )
            session.add(row)
        row.answer, row.seen, row.at = "added", BY_HAND, moment
        row.by_id = seat.member.membership_id
        draft = Action(
            id=uuid.uuid4(),
            words=Words(each.title, who=each.rule.who),
            owner=each.rule.owner,
            due=start + dt.timedelta(days=DAYS_FIRST),
            status="open",
            done_on=None,
            source=each.key,
            tags=each.tags,
            private=False,
            version=0,
        )
        actions.save(session, seat, sealed, draft, moment)
    return len(wanted)


def _offered(
    rules: Sequence[Rule], needs: Sequence[Need]
) -> Iterator[tuple[str, str, Rule, Need | None]]:
    """Give a heading, a key, a rule and the need it is about: the needs first, the same step once."""
    shared = [rule for rule in rules if rule.shown == "both" and rule.adds == "actions"]
    gaps = (r for r in shared if isinstance(r.condition, Rated) and r.condition.need == "gap")
    for rule in list(gaps)[:1]:
        for need in needs:
            yield heading_of(need), f"{rule.id}/{need.id}", rule, need
    seen = set()
    for rule in shared:
        if not isinstance(rule.condition, Rated | Unread) and rule.step not in seen:
            seen.add(rule.step)
            yield AT_WORK, rule.id, rule, None


def _step_of(choices: Sequence[Choice]) -> str:
    return choices[0].rule.action or choices[0].rule.step
