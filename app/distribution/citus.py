"""All that First Shift knows of Citus: which is there, which machines it has, which table lies where.

Nothing outside this package asks for it. Source: Citus, "Citus Utility Functions", "Citus Tables and Views".
"""

from typing import Final, Literal

from msgspec import Struct
from sqlalchemy import Connection, text

Kind = Literal["distributed", "reference", "local"]

OLDEST: Final = (12, 1)
"""Before it, a table of the coordinator that refers to one with copies everywhere needs a hand."""


class Node(Struct, frozen=True):
    """A machine of the cluster."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


class Placed(Struct, frozen=True):
    """Where a table lies. column: by which it is spread, empty for one that is not."""

    kind: Kind
    column: str


def version(connection: Connection) -> str:
    """Return the version of the extension in this database; empty where it has none."""
    if connection.dialect.name != "postgresql":
        return ""
    found = connection.scalar(text("SELECT extversion FROM pg_extension WHERE extname = 'citus'"))
    return str(found or "")


def is_old(found: str) -> bool:
    """Say whether a version is older than what this was tried with. found: such as ``13.2-1``."""
    first, second = [*found.replace("-", ".").split("."), "0"][:2]
    return (int(first), int(second)) < OLDEST


def coordinator_is_known(connection: Connection) -> bool:
    """Say whether the machine that is asked belongs to its own cluster, so that it can keep copies."""
    return bool(connection.scalar(text("SELECT count(*) FROM pg_dist_node WHERE groupid = 0")))


def workers(connection: Connection) -> tuple[Node, ...]:
    """Return the machines that may hold shards."""
    rows = connection.execute(
        text(
            "SELECT nodename, nodeport FROM pg_dist_node"
            " WHERE isactive AND shouldhaveshards AND noderole = 'primary' ORDER BY nodeid"
        )
    )
    return tuple(Node(row.nodename, row.nodeport) for row in rows)


def out_of_reach(connection: Connection) -> tuple[Node, ...]:
    """Return the machines that the one that is asked does not reach now."""
    rows = connection.execute(
        text(
            "SELECT DISTINCT to_nodename, to_nodeport FROM citus_check_cluster_node_health()"
            " WHERE result IS NOT TRUE"
        )
    )
    return tuple(sorted((Node(row[0], row[1]) for row in rows), key=str))


def placed(connection: Connection) -> dict[str, Placed]:
    """Return where each table lies that Citus knows; a table of the coordinator may be missing."""
    # Not from citus_tables: it measures each table too, and would wait for what this transaction moves.
    rows = connection.execute(
        text(
            "SELECT logicalrelid::text AS name, partmethod AS method, repmodel AS model,"
            " column_to_column_name(logicalrelid, partkey) AS by FROM pg_dist_partition"
        )
    )
    return {row.name: Placed(_kind(row.method, row.model), row.by or "") for row in rows}


def _kind(method: str, model: str) -> Kind:
    if method == "h":
        return "distributed"
    return "reference" if model == "t" else "local"


def one_after_another(connection: Connection) -> None:
    """Let this transaction change many tables: side by side its parts would wait for each other.

    On a PostgreSQL without Citus it changes nothing.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL citus.multi_shard_modify_mode TO 'sequential'"))


def settle(connection: Connection) -> None:
    """Let all that connects to this database from now on do what goes to many shards one after another.

    A transaction that has read from many side by side could not change a row that refers to one with copies.
    """
    connection.execute(
        text(
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET citus.multi_shard_modify_mode TO %L',"
            " current_database(), 'sequential'); END $$"
        )
    )


def copy_everywhere(connection: Connection, table: str) -> None:
    """Keep a copy of a table, with what is in it, on every machine."""
    connection.execute(text("SELECT create_reference_table(:name)"), {"name": table})


def spread(connection: Connection, table: str, column: str, beside: str, shards: int) -> None:
    """Spread a table, with what is in it.

    column: whose value says on which shard a row lies; beside: a table whose rows of the same value lie on
    the same machine, empty for the first; shards: how many, for the first.
    """
    if beside:
        connection.execute(
            text("SELECT create_distributed_table(:name, :column, colocate_with => :beside)"),
            {"name": table, "column": column, "beside": beside},
        )
    else:
        connection.execute(
            text(
                "SELECT create_distributed_table(:name, :column, colocate_with => 'none',"
                " shard_count => :shards)"
            ),
            {"name": table, "column": column, "shards": shards},
        )
