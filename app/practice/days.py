"""A learner's day of practice: what it holds, what is done, and what comes next.

The cards of a day are chosen when it is begun and stay, so that "3 of 8" means the same on every device;
before, what is told is what would be chosen.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.learning import enrol
from app.practice.content import Content
from app.practice.missed import Tries, read_tries
from app.practice.models import PracticeCard, PracticeDay, PracticePause
from app.practice.planning import Key, Waiting, alternated, plan, whole_minutes
from app.practice.schedule import Memory, practice_day


class Kept(Struct, frozen=True):
    """What is stored of a learner's practice. day: ids of today's cards, none before it is begun."""

    cards: Mapping[Key, PracticeCard]
    paused: frozenset[str]
    day: tuple[uuid.UUID, ...] | None
    tries: Tries


class Today(Struct, frozen=True):
    """A day's practice. left: ids of cards to come, empty before it is begun; keys: those to come.

    done: how many were rated today; next_day: when a card comes that is not for today, none where
    none waits.
    """

    keys: tuple[Key, ...]
    left: tuple[uuid.UUID, ...]
    done: int
    begun: bool
    next_day: dt.date | None

    @property
    def of(self) -> int:
        """How many cards the day has."""
        return self.done + len(self.keys)

    @property
    def minutes(self) -> int:
        """How long what is left takes."""
        return whole_minutes(self.keys)


def key_of(card: PracticeCard) -> Key:
    """Return what a card is about."""
    return Key(card.module, "term" if card.kind == "term" else "question", card.item)


def read_kept(session: Session, membership_id: uuid.UUID, today: dt.date) -> Kept:
    """Return what is stored of a learner's practice."""
    own = select(PracticeCard).where(PracticeCard.membership_id == membership_id)
    cards = session.scalars(own.order_by(PracticeCard.made, PracticeCard.id)).all()
    pauses = select(PracticePause.module).where(PracticePause.membership_id == membership_id)
    day = session.get(PracticeDay, (membership_id, today))
    return Kept(
        {key_of(card): card for card in cards},
        frozenset(session.scalars(pauses)),
        tuple(uuid.UUID(key) for key in day.cards) if day else None,
        read_tries(session, membership_id),
    )


def today_of(kept: Kept, content: Content, today: dt.date) -> Today:
    """Return the day's practice as it stands."""
    asked = {key: card for key, card in kept.cards.items() if _is_asked(key, kept, content)}
    new = fresh(kept, content)
    next_day = _next_day(asked, today, new)
    if kept.day is None:
        return Today(plan(_due(asked, today), new), (), 0, False, next_day)
    done = sum(_rated_on(card, today) for card in kept.cards.values())
    by_id = {card.id: key for key, card in asked.items()}
    left = tuple(
        card_id
        for card_id in kept.day
        if card_id in by_id and not _rated_on(asked[by_id[card_id]], today)
    )
    keys = tuple(by_id[card_id] for card_id in left)
    return Today(keys, left, done, True, next_day)


def begin(session: Session, membership_id: uuid.UUID, content: Content, at: dt.datetime) -> None:
    """Choose the cards of the day, and make those that are new; begun before, nothing changes.

    session: a writing one.
    """
    organisation_id = enrol.lock_membership(session, membership_id)
    today = practice_day(at)
    kept = read_kept(session, membership_id, today)
    keys = today_of(kept, content, today).keys
    if kept.day is not None or not keys:
        return
    cards = [
        kept.cards.get(key) or _new(session, organisation_id, membership_id, key, at)
        for key in keys
    ]
    session.add(
        PracticeDay(
            organisation_id=organisation_id,
            membership_id=membership_id,
            day=today,
            cards=[str(card.id) for card in cards],
            begun=at,
        )
    )


def fresh(kept: Kept, content: Content) -> tuple[Key, ...]:
    """Return what has no card yet, in the order in which it is to be learnt.

    Missed questions and terms in turn, of the module that was tried last first. A term that two
    modules use is one card.
    """
    have_terms = {key.item for key in kept.cards if key.kind == "term"}
    questions: list[Key] = []
    terms: dict[str, Key] = {}
    for tried in kept.tries.modules:
        module = content.modules.get(tried.module)
        if module is None or module.slug in kept.paused:
            continue
        # A card tells the right answer: not before its module does.
        told = tried.passed or module.assessment.review == "feedback"
        for item in tried.missed if told else ():
            key = Key(module.slug, "question", item)
            if key not in kept.cards and _is_asked(key, kept, content):
                questions.append(key)
        for item in content.terms(module):
            if item not in have_terms:
                terms.setdefault(item, Key(module.slug, "term", item))
    return alternated(questions, tuple(terms.values()))


def _is_asked(key: Key, kept: Kept, content: Content) -> bool:
    """Say whether a card may be asked now.

    Not what the course no longer holds, nor a question of a try under way: it would tell the answer.
    """
    if key.kind == "question" and (key.module, key.item) in kept.tries.under_way:
        return False
    return key.module not in kept.paused and content.has(key)


def _due(asked: Mapping[Key, PracticeCard], today: dt.date) -> Iterable[Waiting]:
    return (
        Waiting(key, card.due) for key, card in asked.items() if practice_day(card.due) <= today
    )


def _next_day(
    asked: Mapping[Key, PracticeCard], today: dt.date, fresh_ones: tuple[Key, ...]
) -> dt.date | None:
    """Return the next day with something to do; what the day had no room for comes tomorrow."""
    tomorrow = today + dt.timedelta(days=1)
    if fresh_ones:
        return tomorrow
    days = [practice_day(card.due) for card in asked.values()]
    return max(min(days), tomorrow) if days else None


def _rated_on(card: PracticeCard, today: dt.date) -> bool:
    return card.last_review is not None and practice_day(card.last_review) == today


def _new(
    session: Session,
    organisation_id: uuid.UUID,
    membership_id: uuid.UUID,
    key: Key,
    at: dt.datetime,
) -> PracticeCard:
    empty = Memory(due=at)
    card = PracticeCard(
        id=uuid.uuid4(),
        organisation_id=organisation_id,
        membership_id=membership_id,
        module=key.module,
        kind=key.kind,
        item=key.item,
        state=empty.state,
        due=at,
        turn=0,
        made=at,
    )
    session.add(card)
    return card
