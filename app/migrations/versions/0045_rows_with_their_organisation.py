"""Every row that belongs to an organisation begins its key with it, and refers only within it.

So a table can be spread over several machines by organisation, and the database itself keeps the rows of two
organisations apart. Each table is copied and made anew, which SQLite needs and PostgreSQL is no slower by.

Revision ID: 0045
Revises: 0044
"""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

from app.database import Base

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

_ORGANISATION: Final = "organisation_id"

_TABLES: Final = (
    ("outside_spelling", None),
    ("outside_statement", None),
    ("progress", None),
    ("progress_result", None),
    ("progress_topic", ("registration", "progress", "registration")),
    ("progress_visit", ("registration", "progress", "registration")),
    ("progress_voided", None),
    ("cohort", None),
    ("induction_setting", None),
    ("local_answer", None),
    ("outbox_statement", None),
    ("package_zip", None),
    ("site", None),
    ("welcome_rules", None),
    ("assignment", ("membership_id", "membership", "id")),
    ("assignment_rule", None),
    ("bookmark", ("membership_id", "membership", "id")),
    ("certificate", ("membership_id", "membership", "id")),
    ("cohort_member", ("membership_id", "membership", "id")),
    ("conversation", ("learner_id", "membership", "id")),
    ("enrolment", ("membership_id", "membership", "id")),
    ("erasure_request", None),
    ("former_address", ("membership_id", "membership", "id")),
    ("import_waiting", ("membership_id", "membership", "id")),
    ("improvement_cycle", None),
    ("induction_list", ("membership_id", "membership", "id")),
    ("induction_own_item", None),
    ("induction_owner", ("membership_id", "membership", "id")),
    ("induction_rule", None),
    ("journal_share", ("learner_id", "membership", "id")),
    ("journal_share_event", ("share_id", "journal_share", "id")),
    ("learner_standing", None),
    ("leaving", ("membership_id", "membership", "id")),
    ("library_resource", None),
    ("library_tick", ("membership_id", "membership", "id")),
    ("note", ("membership_id", "membership", "id")),
    ("outside_account", None),
    ("package_made", None),
    ("placement", ("membership_id", "membership", "id")),
    ("practice_card", ("membership_id", "membership", "id")),
    ("practice_day", ("membership_id", "membership", "id")),
    ("practice_pause", ("membership_id", "membership", "id")),
    ("received_act", ("membership_id", "membership", "id")),
    ("reminder_choice", ("membership_id", "membership", "id")),
    ("reminder_sent", ("membership_id", "membership", "id")),
    ("self_assessment", None),
    ("self_assessment_action", None),
    ("supervision", ("learner_id", "membership", "id")),
    ("topic_feedback", None),
    ("welcome_own_form", None),
    ("welcome_taken_back", None),
    ("attempt", ("enrolment_id", "enrolment", "id")),
    ("conversation_event", ("conversation_id", "conversation", "id")),
    ("induction_sign_off", ("list_id", "induction_list", "id")),
    ("induction_state", ("list_id", "induction_list", "id")),
    ("self_assessment_level", ("assessment_id", "self_assessment", "id")),
    ("talk_under_way", ("enrolment_id", "enrolment", "id")),
    ("visit", ("enrolment_id", "enrolment", "id")),
    ("welcome_form", None),
    ("answer", ("enrolment_id", "enrolment", "id")),
    ("topic_opened", ("enrolment_id", "enrolment", "id")),
    ("welcome_action", ("form_id", "welcome_form", "id")),
    ("welcome_answer", ("form_id", "welcome_form", "id")),
    ("welcome_filled", ("form_id", "welcome_form", "id")),
    ("welcome_former", ("form_id", "welcome_form", "id")),
    ("welcome_proposal", ("form_id", "welcome_form", "id")),
    ("welcome_rating", ("form_id", "welcome_form", "id")),
    ("welcome_reader", ("form_id", "welcome_form", "id")),
    ("welcome_round", ("form_id", "welcome_form", "id")),
    ("welcome_unsaved", ("form_id", "welcome_form", "id")),
    ("welcome_version", ("form_id", "welcome_form", "id")),
    ("welcome_scan", ("form_id", "welcome_form", "id")),
    ("welcome_signature", ("form_id", "welcome_form", "id")),
)
"""Each table, parents before children, and where a row's organisation stands: in the row, or by its column in
a column of another table."""

_OTHERWISE: Final = {"outbox_statement": ["statement_id"]}
"""What is the rest of the key, where it is not what the key was."""

_NOT_UNIQUE: Final = {("certificate", "code")}
"""What nothing can hold to be unique over all organisations; it is drawn by chance, of 100 bits and more."""

_FREED: Final = {("visit", "lti_platform"), ("journal_share", "journal_entry")}
"""References that end: what they lead to stays where all organisations are asked."""


def upgrade() -> None:
    """Make each table anew."""
    connection = op.get_bind()
    with op.batch_alter_table("membership") as members:
        members.create_unique_constraint(
            op.f("uq_membership_organisation_id_id"), [_ORGANISATION, "id"]
        )
        members.drop_index(op.f("ix_membership_organisation_id"))
    with op.batch_alter_table("launch_registration") as launches:
        launches.drop_constraint(
            op.f("fk_launch_registration_package_made_id_package_made"), type_="foreignkey"
        )
    kept_together = {name for name, _ in _TABLES} | {"membership"}
    # All are read first: with a table its children's references to it go.
    before = sa.MetaData()
    for name, _ in _TABLES:
        sa.Table(name, before, autoload_with=connection, resolve_fks=False)
    for name, whence in _TABLES:
        _make_anew(connection, before.tables[name], whence, kept_together)


def downgrade() -> None:
    """Refuse: what is unique within an organisation need not be so without it. Raises CommandError."""
    raise CommandError(
        "The keys of 0045 cannot be taken back. Restore the backup that was made before the upgrade."
    )


def _make_anew(
    connection: sa.Connection,
    old: sa.Table,
    whence: tuple[str, str, str] | None,
    kept_together: set[str],
) -> None:
    name = old.name
    copy = f"{name}_before_0045"
    columns = ", ".join(f'a."{column.name}"' for column in old.columns)
    if whence is None:
        source = f"SELECT {columns} FROM {name} a"  # noqa: S608
    else:
        own, parent, theirs = whence
        source = (
            f"SELECT b.{_ORGANISATION}, {columns} FROM {name} a"  # noqa: S608
            f" JOIN {parent} b ON b.{theirs} = a.{own}"
        )
    connection.execute(sa.text(f"CREATE TABLE {copy} AS {source}"))
    connection.execute(sa.text(f"DROP TABLE {name}" + _cascade(connection)))
    new = _described(old, kept_together)
    new.create(connection)
    names = ", ".join(f'"{column.name}"' for column in new.columns)
    connection.execute(sa.text(f"INSERT INTO {name} ({names}) SELECT {names} FROM {copy}"))  # noqa: S608
    connection.execute(sa.text(f"DROP TABLE {copy}"))


def _cascade(connection: sa.Connection) -> str:
    # What refers to the table is made anew as well, after it.
    return " CASCADE" if connection.dialect.name == "postgresql" else ""


def _described(old: sa.Table, kept_together: set[str]) -> sa.Table:
    """Return the new table of an old one: the same columns after the organisation's, and the new keys."""
    name = old.name
    rest = _OTHERWISE.get(name) or [
        key.name for key in old.primary_key if key.name != _ORGANISATION
    ]
    columns: list[sa.Column[Any]] = [sa.Column(_ORGANISATION, sa.Uuid(), nullable=False)]
    for column in old.columns:
        if column.name != _ORGANISATION:
            columns.append(
                sa.Column(
                    column.name,
                    sa.BigInteger()
                    if (name, column.name) == ("outbox_statement", "seq")
                    else column.type,
                    nullable=column.nullable,
                    server_default=None
                    if column.identity or _counts(column)
                    else column.server_default,
                    autoincrement=False,
                )
            )
    new = sa.Table(
        name,
        sa.MetaData(naming_convention=Base.metadata.naming_convention),
        *columns,
        sa.PrimaryKeyConstraint(_ORGANISATION, *rest),
    )
    # SQLite tells no name that a constraint may not have had; ours have theirs by the convention.
    indexes = [
        (index.name, [c.name for c in index.columns]) for index in old.indexes if not index.unique
    ]
    for constraint in old.constraints:
        if isinstance(constraint, sa.UniqueConstraint):
            unique = [column.name for column in constraint.columns]
            if (name, *unique) in _NOT_UNIQUE:
                indexes.append((None, unique))
            elif name not in _OTHERWISE:
                unique = [_ORGANISATION, *(each for each in unique if each != _ORGANISATION)]
                new.append_constraint(sa.UniqueConstraint(*unique))
        elif isinstance(constraint, sa.ForeignKeyConstraint):
            (reference,) = constraint.elements
            target = reference.target_fullname.split(".")
            if (name, target[-2]) not in _FREED:
                new.append_constraint(
                    _reference(
                        constraint.column_keys[0],
                        target[-2],
                        target[-1],
                        kept_together,
                        new.metadata,
                    )
                )
    for index_name, of in indexes:
        if of != [_ORGANISATION]:
            sa.Index(index_name, *(new.c[each] for each in of))
    return new


def _counts(column: sa.Column[object]) -> bool:
    default = column.server_default
    return isinstance(default, sa.DefaultClause) and "nextval" in str(default.arg)


def _reference(
    column: str, table: str, key: str, kept_together: set[str], known: sa.MetaData
) -> sa.ForeignKeyConstraint:
    if table not in known.tables:
        sa.Table(table, known, sa.Column(key, sa.Uuid()), sa.Column(_ORGANISATION, sa.Uuid()))
    if table not in kept_together:
        return sa.ForeignKeyConstraint([column], [f"{table}.{key}"])
    return sa.ForeignKeyConstraint(
        [column, _ORGANISATION], [f"{table}.{key}", f"{table}.{_ORGANISATION}"]
    )
