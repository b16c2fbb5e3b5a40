"""Fixtures of the assessments: their app serves a course that has standards."""

from pathlib import Path

import pytest

from tests.app.induction.listing import copy_course


@pytest.fixture(scope="session")
def one_module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a course of one module and the standards."""
    folder = tmp_path_factory.mktemp("assessing") / "modules"
    folder.mkdir()
    return copy_course(folder)
