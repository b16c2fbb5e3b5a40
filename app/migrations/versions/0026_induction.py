"""Induction lists, and what organisations say of their own welcome.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_MEMBERSHIP = "membership.id"
_ORGANISATION = "organisation.id"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "induction_list",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("offer", sa.Date(), nullable=True),
        sa.Column("begun", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], [_MEMBERSHIP], name="fk_induction_list_membership_id_membership"
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], [_MEMBERSHIP], name="fk_induction_list_made_by_membership"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_induction_list"),
        sa.UniqueConstraint("membership_id", name="uq_induction_list_membership_id"),
    )
    op.create_table(
        "induction_state",
        sa.Column("list_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("objected", _MOMENT, nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("told", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["list_id"], ["induction_list.id"], name="fk_induction_state_list_id_induction_list"
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], [_MEMBERSHIP], name="fk_induction_state_by_id_membership"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], [_MEMBERSHIP], name="fk_induction_state_owner_id_membership"
        ),
        sa.PrimaryKeyConstraint("list_id", "item", name="pk_induction_state"),
    )
    op.create_table(
        "induction_sign_off",
        sa.Column("list_id", sa.Uuid(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["induction_list.id"], name="fk_induction_sign_off_list_id_induction_list"
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], [_MEMBERSHIP], name="fk_induction_sign_off_by_id_membership"
        ),
        sa.PrimaryKeyConstraint("list_id", "phase", name="pk_induction_sign_off"),
    )
    op.create_table(
        "induction_rule",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            [_ORGANISATION],
            name="fk_induction_rule_organisation_id_organisation",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], [_MEMBERSHIP], name="fk_induction_rule_owner_id_membership"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "item", name="pk_induction_rule"),
    )
    op.create_table(
        "induction_own_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("retired", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            [_ORGANISATION],
            name="fk_induction_own_item_organisation_id_organisation",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], [_MEMBERSHIP], name="fk_induction_own_item_owner_id_membership"
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], [_MEMBERSHIP], name="fk_induction_own_item_made_by_membership"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_induction_own_item"),
    )
    op.create_index(
        "ix_induction_own_item_organisation_id", "induction_own_item", ["organisation_id"]
    )
    op.create_table(
        "induction_owner",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], [_MEMBERSHIP], name="fk_induction_owner_membership_id_membership"
        ),
        sa.PrimaryKeyConstraint("owner", "membership_id", name="pk_induction_owner"),
    )
    op.create_table(
        "self_assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("closed", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            [_ORGANISATION],
            name="fk_self_assessment_organisation_id_organisation",
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], [_MEMBERSHIP], name="fk_self_assessment_reviewer_id_membership"
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], [_MEMBERSHIP], name="fk_self_assessment_made_by_membership"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_self_assessment"),
        sa.UniqueConstraint(
            "organisation_id", "year", name="uq_self_assessment_organisation_id_year"
        ),
    )
    op.create_table(
        "self_assessment_level",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("standard", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("verdict_note", sa.Text(), nullable=False),
        sa.Column("verdict_by", sa.Uuid(), nullable=True),
        sa.Column("verdict_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["self_assessment.id"],
            name="fk_self_assessment_level_assessment_id_self_assessment",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], [_MEMBERSHIP], name="fk_self_assessment_level_by_id_membership"
        ),
        sa.ForeignKeyConstraint(
            ["verdict_by"], [_MEMBERSHIP], name="fk_self_assessment_level_verdict_by_membership"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "standard", name="pk_self_assessment_level"),
    )
    op.create_table(
        "self_assessment_action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("standard", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done", sa.Date(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            [_ORGANISATION],
            name="fk_self_assessment_action_organisation_id_organisation",
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], [_MEMBERSHIP], name="fk_self_assessment_action_made_by_membership"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_self_assessment_action"),
    )
    op.create_index(
        "ix_self_assessment_action_organisation_id", "self_assessment_action", ["organisation_id"]
    )
    op.create_table(
        "improvement_cycle",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("standard", sa.Text(), nullable=False),
        sa.Column("aim", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("next", sa.Text(), nullable=False),
        sa.Column("begun", sa.Date(), nullable=False),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            [_ORGANISATION],
            name="fk_improvement_cycle_organisation_id_organisation",
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], [_MEMBERSHIP], name="fk_improvement_cycle_made_by_membership"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_improvement_cycle"),
    )
    op.create_index(
        "ix_improvement_cycle_organisation_id", "improvement_cycle", ["organisation_id"]
    )
