"""Fixtures for every test, and the rule that a unit test opens no socket."""

import pytest

pytest_plugins = ["tests.support.browser", "tests.support.postgres"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Allow loopback to the tests that stand on a real server; nothing else may open a socket."""
    for item in items:
        if item.get_closest_marker("browser") or "live_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.enable_socket)
