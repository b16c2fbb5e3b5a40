"""A seat is provisional until its LMS has kept it, and visits can be ended with their licence.

The seats that are there were taken under the older rule: they are kept, and used last when they were
taken.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns, and fill them for the seats that are there."""
    op.add_column("dispatch_licence", sa.Column("visits_ended", _MOMENT, nullable=True))
    op.add_column("dispatch_seat", sa.Column("kept", _MOMENT, nullable=True))
    op.add_column("dispatch_seat", sa.Column("used", sa.Date(), nullable=True))
    op.execute("UPDATE dispatch_seat SET kept = taken, used = date(taken)")
    with op.batch_alter_table("dispatch_seat") as seats:
        seats.alter_column("used", nullable=False)
