"""A course of one module with its glossary, whose words are practised."""

import shutil
from pathlib import Path

import pytest

from tests.app.conftest import MODULES


@pytest.fixture(scope="session")
def one_module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a course of one real module, and the glossary that its topics use."""
    folder = tmp_path_factory.mktemp("course") / "modules"
    shutil.copytree(MODULES / "culture", folder / "culture")
    for shared in ("sources.yaml", "local_answers.yaml", "glossary.yaml"):
        shutil.copy(MODULES / shared, folder)
    return folder
