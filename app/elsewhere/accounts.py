"""The accounts elsewhere that an organisation has met: whose they are, by which rule, and how many statements wait."""

import datetime as dt
import re
import uuid
from collections.abc import Sequence
from typing import Any, Final, Literal, get_args

from msgspec import Struct
from sqlalchemy import Select, Subquery, and_, func, or_, select
from sqlalchemy.orm import Session

from app.accounts.mailboxes import shown_mailbox
from app.accounts.models import Person
from app.csv_text import csv_text
from app.elsewhere.actors import parts_of
from app.elsewhere.matching import BY_FILE, BY_HAND, RULE_WORDS, claims
from app.elsewhere.models import OutsideAccount, OutsideStatement
from app.elsewhere.reading import counts_still
from app.errors import NotFound
from app.organisations.models import Membership
from app.viewer import Member

Show = Literal["unmatched", "matched", "nobody"]
SHOWS: Final[tuple[Show, ...]] = get_args(Show)
PAGE: Final = 50
TITLES: Final = 5
PEOPLE: Final = 20
MOST_LOOKED_FOR: Final = 100
"""How many characters somebody is looked for by: each word of them is a condition of the question to the database."""
COLUMNS: Final = ("home page", "account", "email")
NOBODY: Final = "nobody"
_WORD: Final = re.compile(r"[\w@.+'’-]{3,}")


class AccountRow(Struct, frozen=True):
    """An account elsewhere. home_page: empty for a mailbox; called: as its statements name it.

    statements: how many say how something ended; who, rule: whose it is and why, empty for nobody's.
    """

    id: uuid.UUID
    actor: str
    called: str
    statements: int
    latest: dt.datetime | None
    membership_id: uuid.UUID | None = None
    who: str = ""
    email: str = ""
    rule: str = ""

    @property
    def home_page(self) -> str:
        """The address of the system; empty for a mailbox or another identifier."""
        return parts_of(self.actor)[0]

    @property
    def name(self) -> str:
        """The name of the account there, or the identifier."""
        return parts_of(self.actor)[1]

    @property
    def rule_words(self) -> str:
        """By which rule it is somebody's; empty where none speaks."""
        return RULE_WORDS.get(self.rule, "")

    @property
    def is_by_rule(self) -> bool:
        """Say whether a rule knows whose it is: then it can be said to be nobody's, and nobody else's."""
        return bool(self.rule) and not self.is_said

    @property
    def is_said(self) -> bool:
        """Say whether an administrator said so, who can take it back."""
        return self.rule in {BY_HAND, BY_FILE}


class Choice(Struct, frozen=True):
    """Somebody whose an account can be."""

    membership_id: uuid.UUID
    name: str
    email: str


def numbers(session: Session, asker: Member) -> dict[Show, int]:
    """Count the accounts of each list."""
    return {
        show: session.scalar(select(func.count()).select_from(_wanted(asker, show).subquery())) or 0
        for show in SHOWS
    }


def accounts(session: Session, asker: Member, show: Show, page: int = 1) -> Sequence[AccountRow]:
    """Return a page of a list: those with the most statements first."""
    wanted = _wanted(asker, show).limit(PAGE).offset((page - 1) * PAGE)
    return [_row(each) for each in session.execute(wanted)]


def as_csv(session: Session, asker: Member) -> str:
    """Return what was said of accounts, and those that wait for it, as the file that can be sent back."""
    rows: list[AccountRow] = []
    for show in SHOWS:
        found = [_row(each) for each in session.execute(_wanted(asker, show))]
        rows += [each for each in found if each.is_said or not each.rule]
    return csv_text(
        COLUMNS,
        (
            (each.home_page, each.name, each.email or (NOBODY if each.is_said else ""))
            for each in rows
        ),
    )


def account(session: Session, asker: Member, actor_id: uuid.UUID) -> AccountRow:
    """Return one account that the asker's organisation has met. Raises NotFound for any other."""
    for show in SHOWS:
        wanted = _wanted(asker, show, actor_id)
        found = session.execute(wanted).first()
        if found is not None:
            return _row(found)
    raise NotFound("Your organisation’s records know no such account.")


def titles(session: Session, asker: Member, actor_id: uuid.UUID) -> Sequence[str]:
    """Return what the latest statements of an account are about."""
    row = OutsideStatement
    wanted = (
        select(row.title)
        .where(row.organisation_id == asker.organisation_id, row.actor_id == actor_id)
        .where(counts_still())
        .group_by(row.title)
        .order_by(func.max(row.at).desc(), row.title)
    )
    return session.scalars(wanted.limit(TITLES)).all()


def people(session: Session, asker: Member, text: str) -> Sequence[Choice]:
    """Return members of the asker's organisation whose name or address holds every word of a text.

    Where there is nobody like that, those with any of the words: systems write names in many ways.
    """
    words = [
        Person.name.icontains(word, autoescape=True) | Person.email.icontains(word, autoescape=True)
        for word in _WORD.findall(text[:MOST_LOOKED_FOR])
    ]
    if not words:
        return []
    wanted = (
        select(Membership.id, Person.name, Person.email)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.organisation_id == asker.organisation_id, Membership.ended.is_(None))
        .order_by(func.lower(Person.name), Membership.id)
        .limit(PEOPLE)
    )
    found = session.execute(wanted.where(*words)).all()
    found = found or session.execute(wanted.where(or_(*words))).all()
    return [Choice(key, name, shown_mailbox(email)) for key, name, email in found]


def _met(asker: Member) -> Subquery:
    """Return the actors of an organisation's statements, its own accounts apart: they are whose they are."""
    row = OutsideStatement
    return (
        select(
            row.actor_id,
            row.actor,
            func.max(row.name).label("called"),
            func.count().label("statements"),
            func.max(row.stored).label("latest"),
        )
        .where(row.organisation_id == asker.organisation_id, row.own.is_(None), counts_still())
        .group_by(row.actor_id, row.actor)
        .subquery("met")
    )


def _wanted(
    asker: Member, show: Show, actor_id: uuid.UUID | None = None
) -> Select[*tuple[Any, ...]]:
    """Return id, actor, called, statements, latest, membership_id, who, email, rule of a list."""
    met, known = _met(asker), claims()
    said = OutsideAccount
    wanted = select(
        func.coalesce(met.c.actor_id, said.id),
        func.coalesce(met.c.actor, known.c.actor),
        met.c.called,
        met.c.statements,
        met.c.latest,
        known.c.membership_id,
        Person.name,
        Person.email,
        known.c.rule,
    )
    here = known.c.organisation_id == asker.organisation_id
    if show == "unmatched":
        wanted = wanted.select_from(met).outerjoin(known, and_(known.c.actor == met.c.actor, here))
        wanted = wanted.where(known.c.actor.is_(None))
    else:
        wanted = wanted.select_from(known).outerjoin(met, known.c.actor == met.c.actor)
        is_said = known.c.rule.in_((BY_HAND, BY_FILE))
        wanted = wanted.where(here, is_said | met.c.actor.is_not(None))
        is_nobody = known.c.membership_id.is_(None)
        wanted = wanted.where(is_nobody if show == "nobody" else ~is_nobody)
    wanted = (
        wanted.outerjoin(
            said,
            and_(said.organisation_id == asker.organisation_id, said.actor == known.c.actor),
        )
        .outerjoin(Membership, Membership.id == known.c.membership_id)
        .outerjoin(Person, Person.id == Membership.person_id)
    )
    if actor_id is not None:
        wanted = wanted.where((met.c.actor_id == actor_id) | (said.id == actor_id))
    return wanted.order_by(
        func.coalesce(met.c.statements, 0).desc(), func.coalesce(met.c.actor, known.c.actor)
    )


def _row(found: Any) -> AccountRow:
    key, actor, called, statements, latest, membership_id, who, email, rule = found
    return AccountRow(
        id=key,
        actor=actor,
        called=called or "",
        statements=statements or 0,
        latest=latest,
        membership_id=membership_id,
        who=who or "",
        email=email or "",
        rule=rule or "",
    )
