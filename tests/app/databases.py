"""Marks of tests that run on several databases: their ``database_url`` is each in turn."""

import pytest

_POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)
_CITUS = pytest.param("citus", marks=pytest.mark.citus)

BOTH = pytest.mark.parametrize("database_url", ["sqlite", _POSTGRES, _CITUS], indirect=True)
"""On SQLite, on one PostgreSQL and on a cluster."""

ONE_MACHINE = pytest.mark.parametrize("database_url", ["sqlite", _POSTGRES], indirect=True)
"""On SQLite and on one PostgreSQL, and not on a cluster, where something else is to happen."""

CLUSTER = pytest.mark.parametrize("database_url", [_CITUS], indirect=True)
"""On a cluster alone."""
