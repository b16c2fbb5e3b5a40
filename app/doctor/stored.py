"""The database: does it answer, has it the tables of this version, does its clock agree, what waits in it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, func, inspect, make_url, select, text
from sqlalchemy.exc import SQLAlchemyError

from app.database import Database, now
from app.doctor.finding import Finding, note, well, wrong
from app.doctor.spread import machines
from app.mail.models import LetterWaiting
from app.records.models import OutboxStatement
from app.schema_state import APP, STORE, State, newer, state_of
from app.settings import Settings
from app.watching.log import cause
from app.wording import counted

WAITS_TOO_LONG: Final = dt.timedelta(hours=1)
CLOCK_NOTE_SECONDS: Final = 5
CLOCK_WRONG_SECONDS: Final = 60
OLDEST_POSTGRES: Final = 13


def database(settings: Settings) -> Iterator[Finding]:
    """Look at the database."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        yield note("database", f"{url.database} is not there yet.", "The first start makes it.")
        return
    opened = Database(settings.database_url)
    try:
        with opened.engine.connect() as connection:
            yield well("database", f"{_kind(connection)} answers.")
            yield from machines(connection, settings)
            yield from _tables(connection, settings)
            yield from _of_its_kind(connection)
            if inspect(connection).has_table(OutboxStatement.__tablename__):
                yield from _waiting(connection)
    except SQLAlchemyError as error:
        place = url.render_as_string(hide_password=True)
        yield wrong(
            "database",
            f"{place} does not answer: {cause(error)}.",
            "See that it runs and that FIRSTSHIFT_DATABASE_URL is right.",
        )
    finally:
        opened.close()


def _kind(connection: Connection) -> str:
    name = "PostgreSQL" if connection.dialect.name == "postgresql" else "SQLite"
    version = ".".join(map(str, connection.dialect.server_version_info or ()))
    return f"{name} {version}"


def _tables(connection: Connection, settings: Settings) -> Iterator[Finding]:
    histories = (APP,) if settings.lrs_endpoint else (APP, STORE)
    for state in (state_of(connection, history) for history in histories):
        yield _of(state)


def _of(state: State) -> Finding:
    name = f"The tables of the {state.history.name}"
    if state.standing == "newer":
        return wrong("tables", newer(state))
    if state.standing == "present":
        return well("tables", f"{name} are those of this version ({state.found}).")
    if state.standing == "none":
        return note("tables", f"{name} are not made yet.", "firstshift db upgrade")
    return wrong(
        "tables",
        f"{name} are at {state.found}; this version needs {state.newest}.",
        "Take a backup, stop every server of the older version, then: firstshift db upgrade",
    )


def _of_its_kind(connection: Connection) -> Iterator[Finding]:
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("PRAGMA quick_check(1)")).scalar()
        if found != "ok":
            yield wrong("database", f"The file is damaged: {found}.", "Restore the last backup.")
        return
    version = int((connection.dialect.server_version_info or (0,))[0])
    if version < OLDEST_POSTGRES:
        yield wrong(
            "database", f"PostgreSQL {version} is no longer mended.", "Install a newer one."
        )
    before = now()
    there = connection.execute(select(func.clock_timestamp())).scalar_one()
    after = now()
    yield of_clock("the database's", there, before, after)


def of_clock(whose: str, there: dt.datetime, before: dt.datetime, after: dt.datetime) -> Finding:
    """Judge this machine's clock by another. there: what that one said between before and after."""
    here = before + (after - before) / 2
    seconds = abs((here - there).total_seconds())
    told = f"The clock of this machine is {round(seconds, 1)} s from {whose}."
    mend = "Let both machines keep time (systemd-timesyncd, chrony): codes of second steps depend on it."
    if seconds > CLOCK_WRONG_SECONDS:
        return wrong("clock", told, mend)
    if seconds > CLOCK_NOTE_SECONDS:
        return note("clock", told, mend)
    return well("clock", told)


def _waiting(connection: Connection) -> Iterator[Finding]:
    since = now() - WAITS_TOO_LONG
    late = connection.execute(
        select(func.count()).where(OutboxStatement.refused == "", OutboxStatement.made < since)
    ).scalar_one()
    if late:
        yield wrong(
            "records",
            f"{counted(late, 'statement')} waited for the record store for more than an hour.",
            "See that a server runs, and that the record store answers.",
        )
    refused = connection.execute(
        select(func.count()).where(OutboxStatement.refused != "")
    ).scalar_one()
    if refused:
        yield note(
            "records",
            f"The record store refused {counted(refused, 'statement')} for good.",
            "firstshift records status",
        )
    letters = connection.execute(
        select(func.count()).where(LetterWaiting.made < since, LetterWaiting.expires > now())
    ).scalar_one()
    if letters:
        yield wrong(
            "mail",
            f"{counted(letters, 'mail')} waited for more than an hour.",
            "See that a server runs, and that the mail server takes mail.",
        )
