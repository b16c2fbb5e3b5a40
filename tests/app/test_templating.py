"""What every page has by itself, the viewer's name above all, no view may hide behind a value of its own."""

import ast
from pathlib import Path

import pytest
from flask import Flask

from app import templating

APP = Path(templating.__file__).parent


@pytest.fixture
def of_every_page(app: Flask) -> set[str]:
    with app.test_request_context("/"):
        return set(templating._of_every_page())


def given(source: str) -> set[str]:
    """Return the names that a module's views give to their templates."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return {
        keyword.arg
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "render_template"
        for keyword in call.keywords
        if keyword.arg
    }


def test_no_view_hides_what_every_page_has(of_every_page: set[str]) -> None:
    hidden = {
        f"{file.relative_to(APP)}: {name}"
        for file in APP.rglob("*.py")
        for name in given(file.read_text("utf-8")) & of_every_page
    }
    assert hidden == set()
