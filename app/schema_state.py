"""How the tables of a database stand to what this version of the code knows.

Two histories lie in one database, the app's and the record store's (``app/migrations``, ``lrs/store``).
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final, Literal

from alembic.config import Config
from alembic.script import ScriptDirectory
from msgspec import Struct
from sqlalchemy import Connection, inspect, text

from app.errors import StartError
from app.settings import ROOT
from lrs.store.migrate import VERSION_TABLE as STORE_TABLE

APP_TABLE: Final = "app_alembic_version"
APP_SCRIPTS: Final = ROOT / "app" / "migrations"
STORE_SCRIPTS: Final = ROOT / "lrs" / "store" / "migrations"

Standing = Literal["none", "behind", "present", "newer"]


class History(Struct, frozen=True):
    """One history of tables. name: for a sentence; table: that holds the number of the last migration."""

    name: str
    table: str
    scripts: Path

    def numbers(self) -> tuple[str, ...]:
        """Return the numbers of the migrations that this version knows, the oldest first."""
        return _numbers(self.scripts)


@cache  # whoever watches asks every few seconds, and the answer is the code's
def _numbers(scripts: Path) -> tuple[str, ...]:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    found = ScriptDirectory.from_config(config).walk_revisions()
    return tuple(each.revision for each in found)[::-1]


APP: Final = History("app", APP_TABLE, APP_SCRIPTS)
STORE: Final = History("record store", STORE_TABLE, STORE_SCRIPTS)


class State(Struct, frozen=True):
    """Where one history of a database is. found: the number of its last migration, empty for none."""

    history: History
    found: str
    newest: str
    standing: Standing


def state_of(connection: Connection, history: History) -> State:
    """Say where one history of a database is."""
    known = history.numbers()
    found = ""
    if inspect(connection).has_table(history.table):
        row = connection.execute(text(f"SELECT version_num FROM {history.table}")).first()  # noqa: S608
        found = row[0] if row else ""
    return State(history, found, known[-1], _standing(found, known))


def _standing(found: str, known: Sequence[str]) -> Standing:
    if not found:
        return "none"
    if found not in known:
        return "newer"
    return "present" if found == known[-1] else "behind"


def refuse_newer(connection: Connection) -> None:
    """Raise StartError for a database that a newer version has changed."""
    for history in (APP, STORE):
        state = state_of(connection, history)
        if state.standing == "newer":
            raise StartError(newer(state))


def newer(state: State) -> str:
    """Return the sentence for a database that a newer version has changed."""
    return (
        f"The database belongs to a newer version of First Shift: the tables of the {state.history.name} are"
        f" at {state.found}, and this version knows them up to {state.newest}. Install the newer version"
        " again, or restore a backup that was made before it. Nothing was changed."
    )
