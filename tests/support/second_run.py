"""A test in the browser that fails is run a second time, and is then named as unsteady.

A browser, a server and a test are three programs on one busy machine, and a test that reads too
early fails on one machine in many. Such a test is to be mended; what waits for it need not be.
No check is weaker for it: what is broken fails twice, and a run in which more than a few tests
need the second time fails as well.
"""

from typing import Final

import pytest

MOST_UNSTEADY: Final = 3


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test in the browser its second time."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run where too many tests were unsteady."""
    if len(_unsteady(session.config)) > MOST_UNSTEADY and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Name the tests that were unsteady, with what the first time failed on."""
    unsteady = _unsteady(config)
    if unsteady:
        terminalreporter.section(f"unsteady tests: {len(unsteady)}, at most {MOST_UNSTEADY}")
    for report in unsteady:
        terminalreporter.line(report.nodeid)
        terminalreporter.line(report.longreprtext)


def _unsteady(config: pytest.Config) -> list[pytest.TestReport]:
    """Return the reports of the first times; a worker has none of them."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return list(reporter.stats.get("rerun", [])) if reporter else []
