"""What belongs to somebody: how an address names it, who may reach it, and words that it alone holds."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.services import KEY, Services
from app.tenancy import within
from app.viewer import Member
from tests.app.access.cast import Cast
from tests.app.actors import Actor
from tests.app.conftest import new_actor


class Thing(Struct, frozen=True):
    """A thing. value: in the address; may: who reaches it, as in ``cast.EVERYBODY``."""

    value: str
    may: frozenset[str]
    words: tuple[str, ...]


class World:
    """Two trusts with every kind of thing; things of a kind stand in the order of ``cast.OWNERS``."""

    def __init__(self, app: Flask, cast: Cast) -> None:
        self.app = app
        self.cast = cast
        self.things: dict[str, list[Thing]] = defaultdict(list)
        self._names: dict[str, str] = {}
        self._actors: dict[str, Actor] = {}

    @property
    def parts(self) -> Services:
        """The parts of the app."""
        found: Services = self.app.extensions[KEY]
        return found

    @contextmanager
    def write(self, trust: str) -> Iterator[Session]:
        """Give a session that writes the rows of a trust."""
        organisation = self.cast.trusts[trust].organisation
        with within(organisation), self.parts.database.write() as session:
            yield session

    def add(self, kind: str, value: Any, may: tuple[str, ...], *words: str) -> None:
        """Write down a thing."""
        self.things[kind].append(Thing(str(value), frozenset(may), words))

    def actor(self, who: str) -> Actor:
        """Return somebody, signed in on a device of theirs."""
        if who not in self._actors:
            made = new_actor(self.app)
            assert made.sign_in(self.cast.emails[who]).status_code == 302
            self._actors[who] = made
        return self._actors[who]

    def name(self, who: str) -> str:
        """Return how somebody is called: their own pages say so."""
        if who not in self._names:
            email = self.cast.emails[who]
            with self.parts.database.read() as session:
                found = session.scalars(select(Person.name).where(Person.email == email)).one()
            self._names[who] = found
        return self._names[who]

    def member(self, who: str) -> Member:
        """Return somebody as they ask."""
        return self.cast.member(who)
