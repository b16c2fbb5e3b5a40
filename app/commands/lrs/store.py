"""The record store that a command works on: the app's own, or one that stands alone."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from msgspec import Struct
from sqlalchemy import select

from app.commands.stores import open_database, open_record_store
from app.lrs_alone import belongs_to_app, open_alone
from app.organisations.models import Organisation
from app.settings import Settings
from lrs import LRS
from lrs.errors import LRSError


class NamedStore(Struct, frozen=True):
    """A record store, and how its organisations are told by the names that people use.

    numbers: organisations of the app by their names; none for a store that stands alone, which knows
    its organisations by their names.
    """

    lrs: LRS
    ids: dict[str, str] | None

    def organisation(self, name: str) -> str:
        """Return what the store knows an organisation by. Raises ClickException."""
        if self.ids is None:
            return name
        if name not in self.ids:
            raise click.ClickException(f"There is no organisation of the name {name}.")
        return self.ids[name]


@contextmanager
def named_store(settings: Settings) -> Iterator[NamedStore]:
    """Give the record store of the settings; its refusals become sentences on the terminal."""
    try:
        if not belongs_to_app(settings):
            with open_alone(settings) as lrs:
                yield NamedStore(lrs, None)
            return
        with open_database(settings) as database, database.read() as session:
            found = session.execute(select(Organisation.name, Organisation.id))
            ids = {name: str(number) for name, number in found}
        with open_record_store(settings) as lrs:
            yield NamedStore(lrs, ids)
    except LRSError as error:
        raise click.ClickException(str(error)) from error
