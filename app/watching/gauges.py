"""How it stands at this moment, from the database and the disk: what waits, and for how long."""

import datetime as dt
import shutil
from collections.abc import Iterator

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.backup.record import last_backup
from app.database import now
from app.mail.models import LetterWaiting
from app.records.models import OutboxStatement
from app.schema_state import APP, STORE, state_of
from app.services import Services


class Gauge(Struct, frozen=True):
    """One number of this moment. name: without the beginning that all share."""

    name: str
    says: str
    value: float


def gauges(parts: Services) -> Iterator[Gauge]:
    """Yield the numbers; where the database does not answer, those that do without it."""
    moment = now()
    try:
        with parts.database.read() as session:
            found = list(_of_database(session, parts, moment))
    except SQLAlchemyError:
        found = [_up(0)]
    yield from found
    yield from _of_disk(parts)
    backup = last_backup(parts.settings.instance)
    if backup is not None:
        yield Gauge(
            "backup_age_seconds",
            "Time since the last backup by firstshift backup.",
            _seconds(backup, moment),
        )


def _of_database(session: Session, parts: Services, moment: dt.datetime) -> Iterator[Gauge]:
    states = [state_of(session.connection(), history) for history in (APP, STORE)]
    wanted = states[:1] if parts.embedded_lrs is None else states
    yield _up(1)
    yield Gauge(
        "schema_present",
        "Whether the tables are those of this version.",
        int(all(state.standing == "present" for state in wanted)),
    )
    outbox = _waiting(session, OutboxStatement, OutboxStatement.refused == "", moment)
    yield Gauge("outbox_statements", "Statements on their way to the record store.", outbox[0])
    yield Gauge("outbox_oldest_seconds", "How long the oldest of them has waited.", outbox[1])
    refused = select(func.count()).where(OutboxStatement.refused != "")
    yield Gauge(
        "outbox_refused_statements",
        "Statements that the record store will never take.",
        session.scalar(refused) or 0,
    )
    letters = _waiting(session, LetterWaiting, LetterWaiting.expires > moment, moment)
    yield Gauge("letters_waiting", "Mails on their way to the mail server.", letters[0])
    yield Gauge("letters_oldest_seconds", "How long the oldest of them has waited.", letters[1])


def _waiting(
    session: Session,
    model: type[OutboxStatement] | type[LetterWaiting],
    condition: object,
    moment: dt.datetime,
) -> tuple[int, float]:
    wanted = select(func.count(), func.min(model.made)).where(condition)  # type: ignore[arg-type]
    number, oldest = session.execute(wanted).one()
    return number, _seconds(oldest, moment) if oldest else 0.0


def _of_disk(parts: Services) -> Iterator[Gauge]:
    usage = shutil.disk_usage(parts.settings.instance)
    yield Gauge("disk_free_bytes", "Free on the disk of the instance folder.", usage.free)
    yield Gauge("disk_size_bytes", "Size of that disk.", usage.total)


def _up(value: int) -> Gauge:
    return Gauge("database_up", "Whether the database answers.", value)


def _seconds(since: dt.datetime, moment: dt.datetime) -> float:
    return max(0.0, round((moment - since).total_seconds(), 1))
