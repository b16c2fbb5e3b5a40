"""Names, second steps, letters, requests for erasure; what an organisation made outlives who made it.

On SQLite a column is changed by making its table anew, which rows of other tables that refer to it do
not allow: those references are taken away and put back.

Revision ID: 0017
Revises: 0013
"""

import uuid

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables, and let makers be nobody."""
    _makers_may_be_nobody()
    for name in ("preferred_name", "said"):
        op.add_column("person", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "one_time_link",
        sa.Column("asked_for", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    _second_steps()
    _letters()
    op.create_table(
        "erasure_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked", _MOMENT, nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("decided", _MOMENT, nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("gone", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"]),
        sa.ForeignKeyConstraint(["decided_by"], ["membership.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_erasure_request_organisation_id", "erasure_request", ["organisation_id"])
    op.create_index("ix_erasure_request_membership_id", "erasure_request", ["membership_id"])


def _second_steps() -> None:
    _of_person(
        "authenticator",
        _person(),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("confirmed", _MOMENT, nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person_id"),
    )
    _of_person(
        "recovery_code",
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        _person(),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("used", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("digest"),
        indexed=True,
    )
    _of_person(
        "passkey",
        sa.Column("id", sa.Uuid(), nullable=False),
        _person(),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("last_used", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("credential_id"),
        indexed=True,
    )
    _of_person(
        "passkey_challenge",
        sa.Column("id", sa.Uuid(), nullable=False),
        _person(nullable=True),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_passkey_challenge_expires", "passkey_challenge", ["expires"])
    _of_person(
        "half_sign_in",
        sa.Column("token_digest", sa.LargeBinary(32), nullable=False),
        _person(),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("token_digest"),
        indexed=True,
    )
    _of_person(
        "account_notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        _person(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("seen", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id"),
        indexed=True,
    )


def _letters() -> None:
    _of_person(
        "letter_waiting",
        sa.Column("id", sa.Uuid(), nullable=False),
        _person(nullable=True),
        sa.Column("letter", sa.LargeBinary(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.Column("claimed_until", _MOMENT, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        indexed=True,
    )


def _of_person(name: str, *columns: SchemaItem, indexed: bool = False) -> None:
    op.create_table(name, *columns, sa.ForeignKeyConstraint(["person_id"], ["person.id"]))
    if indexed:
        op.create_index(f"ix_{name}_person_id", name, ["person_id"])


def _person(*, nullable: bool = False) -> sa.Column[uuid.UUID]:
    return sa.Column("person_id", sa.Uuid(), nullable=nullable)


def _makers_may_be_nobody() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("package_made", "made_by", nullable=True)
        op.alter_column("dispatch_licence", "made_by", nullable=True)
        return
    op.execute(
        "CREATE TEMPORARY TABLE kept_trial AS SELECT id, package_made_id FROM launch_registration"
    )
    op.execute("CREATE TEMPORARY TABLE kept_seat AS SELECT * FROM dispatch_seat")
    op.execute("UPDATE launch_registration SET package_made_id = NULL")
    op.execute("DELETE FROM dispatch_seat")
    for table in ("package_made", "dispatch_licence"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column("made_by", nullable=True)
    op.execute(
        "UPDATE launch_registration SET package_made_id ="
        " (SELECT package_made_id FROM kept_trial WHERE kept_trial.id = launch_registration.id)"
    )
    op.execute("INSERT INTO dispatch_seat SELECT * FROM kept_seat")
    op.execute("DROP TABLE kept_trial")
    op.execute("DROP TABLE kept_seat")
