"""Sign-in providers of organisations, their e-mail domains, and who comes through them.

Revision ID: 0033
Revises: 0036
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "email_domain",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("taken", sa.Text(), nullable=True),
        sa.Column("confirmed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_email_domain_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_email_domain")),
        sa.UniqueConstraint(
            "organisation_id", "domain", name=op.f("uq_email_domain_organisation_id_domain")
        ),
        sa.UniqueConstraint("taken", name=op.f("uq_email_domain_taken")),
    )
    op.create_table(
        "sign_in_policy",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("passwords_off", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_sign_in_policy_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_sign_in_policy")),
    )
    op.create_table(
        "sign_in_provider",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("makes_people", sa.Boolean(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("strong", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("keys_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("fault_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_sign_in_provider_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_provider")),
    )
    op.create_index(
        op.f("ix_sign_in_provider_organisation_id"),
        "sign_in_provider",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "provider_flow",
        sa.Column("state_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("verifier", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=True),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_provider_flow_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"],
            ["sign_in_provider.id"],
            name=op.f("fk_provider_flow_provider_id_sign_in_provider"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("state_digest", name=op.f("pk_provider_flow")),
    )
    op.create_index(op.f("ix_provider_flow_expires"), "provider_flow", ["expires"], unique=False)
    op.create_index(
        op.f("ix_provider_flow_person_id"), "provider_flow", ["person_id"], unique=False
    )
    op.create_table(
        "provider_identity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("connected", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_provider_identity_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"],
            ["sign_in_provider.id"],
            name=op.f("fk_provider_identity_provider_id_sign_in_provider"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_identity")),
        sa.UniqueConstraint(
            "provider_id",
            "issuer",
            "subject",
            name=op.f("uq_provider_identity_provider_id_issuer_subject"),
        ),
    )
    op.create_index(
        op.f("ix_provider_identity_person_id"), "provider_identity", ["person_id"], unique=False
    )
    op.create_table(
        "provider_logout_seen",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"],
            ["sign_in_provider.id"],
            name=op.f("fk_provider_logout_seen_provider_id_sign_in_provider"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "provider_id", "token_digest", name=op.f("pk_provider_logout_seen")
        ),
    )
    op.create_index(
        op.f("ix_provider_logout_seen_expires"), "provider_logout_seen", ["expires"], unique=False
    )
    op.create_table(
        "provider_half",
        sa.Column("token_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("identity_id", sa.Uuid(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["identity_id"],
            ["provider_identity.id"],
            name=op.f("fk_provider_half_identity_id_provider_identity"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["token_digest"],
            ["half_sign_in.token_digest"],
            name=op.f("fk_provider_half_token_digest_half_sign_in"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_provider_half")),
    )
    op.create_index(
        op.f("ix_provider_half_identity_id"), "provider_half", ["identity_id"], unique=False
    )
    op.create_table(
        "provider_sign_in",
        sa.Column("sign_in_id", sa.Uuid(), nullable=False),
        sa.Column("identity_id", sa.Uuid(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["identity_id"],
            ["provider_identity.id"],
            name=op.f("fk_provider_sign_in_identity_id_provider_identity"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sign_in_id"],
            ["sign_in.id"],
            name=op.f("fk_provider_sign_in_sign_in_id_sign_in"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sign_in_id", name=op.f("pk_provider_sign_in")),
    )
    op.create_index(
        op.f("ix_provider_sign_in_identity_id"), "provider_sign_in", ["identity_id"], unique=False
    )
