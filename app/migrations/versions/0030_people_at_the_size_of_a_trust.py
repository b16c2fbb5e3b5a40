"""Sites, cohorts, last days, files of people that wait, and the audit log that refuses to be changed.

Revision ID: 0030
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0032"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables and columns, and let the database itself refuse to change a line of the log."""
    op.add_column("membership", sa.Column("paused", _MOMENT, nullable=True))
    op.add_column("invitation", sa.Column("site_id", sa.Uuid(), nullable=True))
    op.add_column(
        "invitation", sa.Column("cohorts", sa.JSON(), server_default="[]", nullable=False)
    )
    op.add_column("invitation", sa.Column("first_day", sa.Date(), nullable=True))
    _groups()
    _leaving()
    _audit()
    op.create_table(
        "import_waiting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("kept", sa.LargeBinary(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.Column("done", _MOMENT, nullable=True),
        _to("import_waiting", "membership_id", "membership"),
        sa.PrimaryKeyConstraint("id", name="pk_import_waiting"),
    )
    op.create_index("ix_import_waiting_membership_id", "import_waiting", ["membership_id"])


def _to(
    table: str, column: str, other: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def _groups() -> None:
    for table, more in (("site", ()), ("cohort", (sa.Column("first_day", sa.Date()),))):
        op.create_table(
            table,
            sa.Column("id", sa.Uuid(), nullable=False),
            sa.Column("organisation_id", sa.Uuid(), nullable=False),
            sa.Column("name", sa.Text(), nullable=False),
            *more,
            sa.Column("made", _MOMENT, nullable=False),
            sa.Column("ended", _MOMENT, nullable=True),
            _to(table, "organisation_id", "organisation"),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        )
        op.create_index(f"ix_{table}_organisation_id", table, ["organisation_id"])
    op.create_table(
        "placement",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        _to("placement", "membership_id", "membership"),
        _to("placement", "site_id", "site"),
        sa.PrimaryKeyConstraint("membership_id", name="pk_placement"),
    )
    op.create_index("ix_placement_site_id", "placement", ["site_id"])
    op.create_table(
        "cohort_member",
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        _to("cohort_member", "cohort_id", "cohort"),
        _to("cohort_member", "membership_id", "membership"),
        sa.PrimaryKeyConstraint("cohort_id", "membership_id", name="pk_cohort_member"),
    )
    op.create_index("ix_cohort_member_membership_id", "cohort_member", ["membership_id"])


def _leaving() -> None:
    op.create_table(
        "leaving",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("successor_id", sa.Uuid(), nullable=True),
        sa.Column("made", _MOMENT, nullable=False),
        _to("leaving", "membership_id", "membership"),
        _to("leaving", "successor_id", "membership"),
        sa.PrimaryKeyConstraint("membership_id", name="pk_leaving"),
    )
    op.create_index("ix_leaving_last_day", "leaving", ["last_day"])


def _audit() -> None:
    op.create_table(
        "audit_head",
        sa.Column("chain", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("chain", name="pk_audit_head"),
    )
    op.create_table(
        "audit_line",
        sa.Column("chain", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Uuid(), nullable=True),
        sa.Column("about_name", sa.Uuid(), nullable=True),
        sa.Column("other_name", sa.Uuid(), nullable=True),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name="pk_audit_line"),
    )
    op.create_table(
        "audit_name",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("invitation_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        _to("audit_name", "membership_id", "membership"),
        _to("audit_name", "person_id", "person"),
        _to("audit_name", "invitation_id", "invitation", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_name"),
    )
    for column in ("membership_id", "person_id", "invitation_id"):
        op.create_index(f"ix_audit_name_{column}", "audit_name", [column])
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_line_no_{act.lower()} BEFORE {act} ON audit_line"
                " BEGIN SELECT RAISE(ABORT, 'lines of the audit log cannot be changed'); END"
            )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION audit_line_refuse() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE EXCEPTION 'lines of the audit log cannot be changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_line_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_line"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_line_refuse()"
    )
