"""Run by Alembic: apply the app's migrations on the connection that is given."""

from typing import Literal

from alembic import context

from app.database import UtcDateTime
from app.models import METADATA

VERSION_TABLE = "app_alembic_version"


def include_name(name: str | None, type_: str, _parents: object) -> bool:
    """Leave alone whatever is not the app's: the record store may live in the same database."""
    return type_ != "table" or name in METADATA.tables


def render_item(type_: str, item: object, _context: object) -> str | Literal[False]:
    """Write our type of moments as the database sees it: migrations need nothing of ours."""
    if type_ == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    include_name=include_name,
    render_item=render_item,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
)
context.run_migrations()
