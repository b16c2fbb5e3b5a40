"""Fixtures for every test, and the rule that a unit test opens no socket."""

import gc
import os

import pytest
from hypothesis import settings

# The same examples in every run, so that a red run is about the change and not about luck. To
# search further: FIRSTSHIFT_SEARCH=1 ./run test tests/course -k fuzz
settings.register_profile("same", derandomize=True)
settings.register_profile("search", max_examples=2000)
settings.load_profile("search" if os.environ.get("FIRSTSHIFT_SEARCH") else "same")

pytest_plugins = [
    "tests.support.address_rules",
    "tests.support.browser",
    "tests.support.citus",
    "tests.support.postgres",
    "tests.support.second_run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Allow loopback to the tests that stand on a real server; nothing else may open a socket."""
    for item in items:
        if item.get_closest_marker("browser") or "live_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.enable_socket)


def pytest_collection_finish() -> None:
    """Let no collection of garbage walk through what stays for the whole run: thousands of tests, and the code."""
    gc.collect()
    gc.freeze()
