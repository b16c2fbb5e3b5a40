"""What the rules propose to the two, with the reason; and what either of them answered."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assignments.due import today
from app.errors import NotFound
from app.library.proposing import proposed
from app.library.resources import Resource
from app.welcome import actions, needs_kept
from app.welcome.access import Seat
from app.welcome.actions_kept import Action, Words
from app.welcome.answers import Answer, answers_of
from app.welcome.content import content, rules_of
from app.welcome.domains import heading_of
from app.welcome.models import WelcomeProposal
from app.welcome.reading_done import first_topics_unread
from app.welcome.texts import Texts
from app.wording import counted
from course.library.model import Reader
from course.model import Course
from course.tags import TaggedTopic, topics_for
from course.welcome_form.checking import asked_of
from course.welcome_form.judging import Answers, Proposal, propose
from course.welcome_form.model import Need
from course.welcome_form.ratings import Ratings, gap

AnswerTo = Literal["added", "later", "no"]

DAYS_FIRST: Final = 14
DAYS_MONTH: Final = 30
FIRST_GAP: Final = 2
"""From which gap on something is to be read first."""

MOST_PAGES: Final = 2
MOST_TOPICS: Final = 4
"""More topics than these for one proposal nobody reads."""


class Offer(Struct, frozen=True):
    """A proposal as the asker sees it. answer: what was answered, empty while it is open.

    topics: of the course to read; pages: of the library.
    """

    proposal: Proposal
    topics: tuple[TaggedTopic, ...]
    pages: tuple[Resource, ...]
    answer: str
    due: dt.date

    @property
    def title(self) -> str:
        """The action that is offered."""
        rule = self.proposal.rules[0]
        step = rule.action or self.proposal.step
        need = self.proposal.need
        return f"{step}: {need.item}"[:120] if need else step[:120]

    @property
    def of_safety(self) -> bool:
        """Whether patients are at risk from it."""
        return self.proposal.need is not None and self.proposal.need.safety


class Group(Struct, frozen=True):
    """Offers under a heading. key: by which an address names it."""

    key: str
    title: str
    offers: tuple[Offer, ...]

    @property
    def words(self) -> str:
        """The heading with how many there are, and how many of them are about patients at risk."""
        risky = sum(each.of_safety for each in self.offers)
        safety = f", {risky} about patients at risk" if risky else ""
        return f"{self.title}: {counted(len(self.offers), 'proposal')}{safety}"


def grouped(found: Sequence[Offer]) -> tuple[Group, ...]:
    """Return offers by the domain of their need, in the order in which the domains first appear."""
    groups: dict[str, list[Offer]] = {}
    for each in found:
        groups.setdefault(heading_of(each.proposal.need), []).append(each)
    return tuple(
        Group(title.lower().replace(" ", "-"), title, tuple(each)) for title, each in groups.items()
    )


def offers(
    session: Session, seat: Seat, sealed: Texts, course: Course, moment: dt.datetime
) -> tuple[Offer, ...]:
    """Return what is proposed to the asker: nothing before the form is shared."""
    if seat.form.shared is None:
        return ()
    found, marks = _proposed(session, seat, sealed, course, moment)
    answered = _answered(session, seat.form.id)
    readers: Reader = "doctors" if seat.is_img else "supervisors"
    kept = []
    for each in found:
        row = answered.get(each.key)
        answer = row.answer if row is not None and row.seen == marks[each.key] else ""
        topics = topics_for(course, each.topics, "learners")[:MOST_TOPICS]
        places = [rule.id for rule in each.rules] + ([each.need.id] if each.need else [])
        pages = proposed(
            each.topics, readers, seat.form.organisation_id, places=places, most=MOST_PAGES
        )
        kept.append(Offer(each, topics, pages, answer, _due(each, seat, sealed, session, moment)))
    # What patients are at risk from comes first; the others stay in the order of the rules.
    return tuple(sorted(kept, key=lambda each: not each.of_safety))


def answer(
    session: Session,
    seat: Seat,
    sealed: Texts,
    course: Course,
    key: str,
    given: AnswerTo,
    moment: dt.datetime,
) -> Offer:
    """Answer a proposal for both; added ones become an action. Raises NotFound for one the asker is not shown."""
    offer = next(
        (
            each
            for each in offers(session, seat, sealed, course, moment)
            if each.proposal.key == key
        ),
        None,
    )
    if offer is None:
        raise NotFound("There is no such proposal any more: an answer behind it has changed.")
    _, marks = _proposed(session, seat, sealed, course, moment)
    row = session.get(WelcomeProposal, (seat.form.id, key))
    if row is None:
        row = WelcomeProposal(
            organisation_id=seat.form.organisation_id, form_id=seat.form.id, key=key
        )
        session.add(row)
    elif row.answer == "added" and row.seen == marks[key]:
        return offer  # sent twice: the action is there
    row.answer, row.seen, row.by_id, row.at = given, marks[key], seat.member.membership_id, moment
    if given == "added":
        rule = offer.proposal.rules[0]
        draft = Action(
            id=uuid.uuid4(),
            words=Words(offer.title, who=rule.who),
            owner=rule.owner,
            due=offer.due,
            status="open",
            done_on=None,
            source=key,
            tags=offer.proposal.topics,
            private=offer.proposal.private,
            version=0,
        )
        actions.save(session, seat, sealed, draft, moment)
    session.flush()
    return offer


def _proposed(
    session: Session, seat: Seat, sealed: Texts, course: Course, moment: dt.datetime
) -> tuple[list[Proposal], dict[str, str]]:
    """Return what is proposed to the asker, and for each the versions of what is behind it."""
    form, whole = seat.form, content()
    rules = rules_of(session, form.organisation_id)
    given = answers_of(session, seat, sealed, whole.form.fields)
    # Rules see what is shared and no more, so that both are told the same.
    shared = {key: [each for each in rows if not each.withheld] for key, rows in given.items()}
    both = needs_kept.both(session, form.id, sealed, 0)
    ratings = both[0] if both else {}
    days = (today(moment) - form.start).days if form.start else None
    asked = Answers(
        {key: [each.value for each in rows] for key, rows in shared.items()},
        frozenset(key for key, rows in shared.items() if any(each.talk for each in rows)),
        whole.needs,
        ratings,
        days,
        first_topics_unread(session, form.learner_id, course, _first_tags(whole.needs, ratings)),
    )
    found = [each for each in propose(rules, asked) if seat.is_img or not each.private]
    return found, {each.key: _mark(each, given) for each in found}


def _first_tags(needs: Sequence[Need], ratings: Mapping[str, Ratings]) -> tuple[str, ...]:
    """Return what is to be read first."""
    first = (need for need in needs if (gap(ratings.get(need.id, Ratings())) or 0) >= FIRST_GAP)
    return tuple(tag for need in first for tag in need.tags)


def _mark(proposal: Proposal, given: Mapping[str, Sequence[Answer]]) -> str:
    fields = sorted({asked.field for rule in proposal.rules for asked in asked_of(rule.condition)})
    versions = [f"{f}:{sum(each.version for each in given.get(f, ()))}" for f in fields]
    return " ".join(versions)


def _answered(session: Session, form_id: uuid.UUID) -> dict[str, WelcomeProposal]:
    rows = session.scalars(select(WelcomeProposal).where(WelcomeProposal.form_id == form_id))
    return {row.key: row for row in rows}


def _due(
    proposal: Proposal, seat: Seat, sealed: Texts, session: Session, moment: dt.datetime
) -> dt.date:
    start = max(seat.form.start or today(moment), today(moment))
    days = DAYS_FIRST
    if proposal.need is not None:
        both = needs_kept.both(session, seat.form.id, sealed, 0)
        ratings = both[0].get(proposal.need.id) if both else None
        if ratings is not None and gap(ratings) == 1:
            days = DAYS_MONTH
    return start + dt.timedelta(days=days)
