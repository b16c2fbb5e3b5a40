"""On which databases a test of the record store runs, where it does not run on each of them."""

import pytest

ONE_MACHINE = pytest.mark.parametrize(
    "database_url", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
"""On SQLite and on one PostgreSQL, and not on a cluster: the test says why."""
