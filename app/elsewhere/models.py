"""Statements from elsewhere as rows, and whose accounts elsewhere are whose."""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, of_same, organisation_column


class OutsideStatement(Distributed, Base):
    """A statement from elsewhere that says how something ended, as it was read: part of the projection.

    It holds no member: whose it is follows from its actor each time it is asked (``matching.py``), so that
    a match that is made later brings earlier statements along. actor, actor_id: as in ``actors.py``; agent:
    the actor's identifier as it was told, in JSON; name: as the statement calls them; own: the member whose
    account of this server it names; title, outcome, score: in words; about: IRI of its object; module: slug,
    empty for what is none of ours; recorder: the name of its authority's account, or who else vouches.
    """

    __tablename__ = "outside_statement"
    __table_args__ = (Index(None, "organisation_id", "actor"),)

    statement_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    actor_id: Mapped[uuid.UUID] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(Text)
    agent: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    own: Mapped[uuid.UUID | None]
    about: Mapped[str] = mapped_column(Text)
    module: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text)
    score: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime]
    stored: Mapped[dt.datetime]
    recorder: Mapped[str] = mapped_column(Text)
    signed: Mapped[bool]


class OutsideSpelling(Distributed, Base):
    """An Agent that statements spell otherwise than its line does: part of the projection.

    A record store finds a statement by the spelling that stands in it. Whoever asks for all that is about
    a person, to hand it out or to erase it, asks by each. id: of organisation and agent; agent: its
    identifier as it was told, in JSON.
    """

    __tablename__ = "outside_spelling"
    __table_args__ = (Index(None, "organisation_id", "actor"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    actor: Mapped[str] = mapped_column(Text)
    agent: Mapped[str] = mapped_column(Text)


class FormerAddress(Distributed, Base):
    """An e-mail address that a member had signed in with before: what statements tell of it stays theirs."""

    __tablename__ = "former_address"
    __table_args__ = (of_same("membership_id", "membership"),)

    membership_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(Text, primary_key=True, index=True)
    made: Mapped[dt.datetime] = mapped_column(default=now)


class OutsideAccount(Distributed, Base):
    """Whose an account elsewhere is, as an administrator said. What goes before it, ``matching.py`` says.

    id: the actor's number in the organisation (``actors.py``); membership_id: none where it is nobody's
    here, whatever a rule would say; from_file: whether a file said so.
    """

    __tablename__ = "outside_account"
    __table_args__ = (
        Index(None, "organisation_id", "actor"),
        of_same("membership_id", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    actor: Mapped[str] = mapped_column(Text)
    membership_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    from_file: Mapped[bool]
    made: Mapped[dt.datetime] = mapped_column(default=now)
