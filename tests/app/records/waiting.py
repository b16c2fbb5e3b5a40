"""What waits in the outbox."""

from sqlalchemy import select

from app.database import Database
from app.records.models import OutboxStatement


def waiting(database: Database) -> list[OutboxStatement]:
    """Return the rows of the outbox, the oldest first."""
    with database.read() as session:
        return list(session.scalars(select(OutboxStatement).order_by(OutboxStatement.seq)))
