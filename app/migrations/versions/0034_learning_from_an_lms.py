"""LMSs from which the course is opened (LTI), who comes from them, and scores on their way back.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and let sign-ins and visits say from which LMS somebody came."""
    op.create_table(
        "lti_nonce",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_lti_nonce")),
    )
    op.create_index(op.f("ix_lti_nonce_expires"), "lti_nonce", ["expires"])

    op.create_table(
        "lti_invitation",
        sa.Column("token_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_lti_invitation_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_lti_invitation")),
    )
    op.create_index(
        op.f("ix_lti_invitation_organisation_id"), "lti_invitation", ["organisation_id"]
    )

    op.create_table(
        "lti_platform",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("auth_url", sa.Text(), nullable=False),
        sa.Column("token_url", sa.Text(), nullable=False),
        sa.Column("jwks_url", sa.Text(), nullable=False),
        sa.Column("origins", sa.JSON(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_launch", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("last_error_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stray_deployment", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_lti_platform_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lti_platform")),
    )
    op.create_index(op.f("ix_lti_platform_issuer"), "lti_platform", ["issuer"])
    op.create_index(op.f("ix_lti_platform_organisation_id"), "lti_platform", ["organisation_id"])

    op.create_table(
        "lti_deployment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("platform_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("deployment_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["platform_id"],
            ["lti_platform.id"],
            name=op.f("fk_lti_deployment_platform_id_lti_platform"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lti_deployment")),
        sa.UniqueConstraint(
            "issuer",
            "client_id",
            "deployment_id",
            name=op.f("uq_lti_deployment_issuer_client_id_deployment_id"),
        ),
    )
    op.create_index(op.f("ix_lti_deployment_platform_id"), "lti_deployment", ["platform_id"])

    op.create_table(
        "lti_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("platform_id", sa.Uuid(), nullable=False),
        sa.Column("deployment_id", sa.Text(), nullable=False),
        sa.Column("resource_link_id", sa.Text(), nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("line_item", sa.Text(), nullable=False),
        sa.Column("line_items", sa.Text(), nullable=False),
        sa.Column("may_score", sa.Boolean(), nullable=False),
        sa.Column("may_add", sa.Boolean(), nullable=False),
        sa.Column("members", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["lti_platform.id"], name=op.f("fk_lti_link_platform_id_lti_platform")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lti_link")),
        sa.UniqueConstraint(
            "platform_id",
            "deployment_id",
            "resource_link_id",
            name=op.f("uq_lti_link_platform_id_deployment_id_resource_link_id"),
        ),
    )
    op.create_index(op.f("ix_lti_link_platform_id"), "lti_link", ["platform_id"])

    op.create_table(
        "lti_user",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("platform_id", sa.Uuid(), nullable=False),
        sa.Column("sub", sa.Text(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name=op.f("fk_lti_user_membership_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["lti_platform.id"], name=op.f("fk_lti_user_platform_id_lti_platform")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lti_user")),
        sa.UniqueConstraint("platform_id", "sub", name=op.f("uq_lti_user_platform_id_sub")),
    )
    op.create_index(op.f("ix_lti_user_membership_id"), "lti_user", ["membership_id"])

    op.create_table(
        "lti_arrival",
        sa.Column("token_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("browser", sa.LargeBinary(length=32), nullable=False),
        sa.Column("platform_id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=True),
        sa.Column("sub", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("learns", sa.Boolean(), nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["lti_link.id"], name=op.f("fk_lti_arrival_link_id_lti_link")
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"],
            ["lti_platform.id"],
            name=op.f("fk_lti_arrival_platform_id_lti_platform"),
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_lti_arrival")),
    )
    op.create_index(op.f("ix_lti_arrival_expires"), "lti_arrival", ["expires"])

    op.create_table(
        "lti_score",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("grading", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused", sa.Text(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["lti_link.id"], name=op.f("fk_lti_score_link_id_lti_link")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["lti_user.id"], name=op.f("fk_lti_score_user_id_lti_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lti_score")),
        sa.UniqueConstraint("link_id", "user_id", name=op.f("uq_lti_score_link_id_user_id")),
    )
    op.create_index(op.f("ix_lti_score_user_id"), "lti_score", ["user_id"])
    op.create_index(op.f("ix_lti_score_waiting"), "lti_score", ["waiting"])
    for table in ("sign_in", "visit"):
        _add_platform(table)


def _add_platform(table: str) -> None:
    name = f"fk_{table}_platform_id_lti_platform"
    if op.get_bind().dialect.name == "sqlite":
        # Others refer to these tables, so that SQLite must not make them anew.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN platform_id CHAR(32)"
            f" CONSTRAINT {name} REFERENCES lti_platform (id)"
        )
        return
    op.add_column(table, sa.Column("platform_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f(name), table, "lti_platform", ["platform_id"], ["id"])
