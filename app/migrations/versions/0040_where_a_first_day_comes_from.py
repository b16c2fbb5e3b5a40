"""Where the first day of an induction list comes from; an assumed one is what the doctor's place says.

A day that was told on joining follows the place from now on where it still says the same. Of any other it is
not known whether a person has set it, so it stays.

Revision ID: 0040
Revises: 0039
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

LISTS = sa.table(
    "induction_list",
    sa.column("membership_id", sa.Uuid()),
    sa.column("first_day", sa.Date()),
    sa.column("assumed", sa.Boolean()),
    sa.column("made_by", sa.Uuid()),
    sa.column("first_day_from", sa.Text()),
)
PLACES = sa.table(
    "placement", sa.column("membership_id", sa.Uuid()), sa.column("first_day", sa.Date())
)
COHORTS = sa.table("cohort", sa.column("id", sa.Uuid()), sa.column("first_day", sa.Date()))
IN_COHORTS = sa.table(
    "cohort_member", sa.column("cohort_id", sa.Uuid()), sa.column("membership_id", sa.Uuid())
)


def upgrade() -> None:
    """Say where each first day comes from, and let those that were assumed follow."""
    column = sa.Column("first_day_from", sa.Text(), nullable=False, server_default="hand")
    op.add_column("induction_list", column)
    told = (
        sa.select(PLACES.c.first_day)
        .where(PLACES.c.membership_id == LISTS.c.membership_id)
        .scalar_subquery()
    )
    of_cohort = (
        sa.select(sa.func.max(COHORTS.c.first_day))
        .join_from(COHORTS, IN_COHORTS, IN_COHORTS.c.cohort_id == COHORTS.c.id)
        .where(IN_COHORTS.c.membership_id == LISTS.c.membership_id)
        .correlate(LISTS)
        .scalar_subquery()
    )
    assumed, told_on_joining = LISTS.c.assumed.is_(True), LISTS.c.made_by.is_(None)
    change = sa.update(LISTS)
    op.execute(
        change.where(~assumed, told_on_joining, LISTS.c.first_day == told).values(
            first_day_from="place"
        )
    )
    op.execute(change.where(assumed).values(first_day_from="joined"))
    joined = LISTS.c.first_day_from == "joined"
    for source, day in (("place", told), ("cohort", of_cohort)):
        op.execute(
            change.where(joined, day.is_not(None)).values(first_day=day, first_day_from=source)
        )
    with op.batch_alter_table("induction_list") as table:
        table.drop_column("assumed")
