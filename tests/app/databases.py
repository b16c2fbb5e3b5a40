"""The mark of a test that runs on SQLite and on PostgreSQL: its ``database_url`` is each in turn."""

import pytest

BOTH = pytest.mark.parametrize(
    "database_url",
    ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
    indirect=True,
)
