"""The mark of a test that runs on SQLite, PostgreSQL and a cluster: its ``database_url`` is each in turn."""

import pytest

BOTH = pytest.mark.parametrize(
    "database_url",
    [
        "sqlite",
        pytest.param("postgres", marks=pytest.mark.postgres),
        pytest.param("citus", marks=pytest.mark.citus),
    ],
    indirect=True,
)
