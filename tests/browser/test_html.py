"""Every page of every package is valid HTML, by html-validate's rules of the standard."""

import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from course.model import Course
from packager import Overlay, PackageOptions, package
from tests.support.browser import node_program
from tools.checkout import ROOT

VALIDATOR = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"

pytestmark = pytest.mark.browser


def complaints(page: Path) -> str:
    """Return what the validator says of a page; empty where it is valid."""
    config = page.with_name("rules.json")
    config.write_text('{"extends": ["html-validate:standard"], "root": true}')
    done = subprocess.run(
        [node_program(), VALIDATOR, "-c", config, "-f", "text", page],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_each_module_makes_a_valid_page(course: Course, tmp_path: Path) -> None:
    for module in course.modules:
        made = package(course, (module.slug,), PackageOptions(overlay=Overlay(nation="WAL")))
        page = tmp_path / f"{module.slug}.html"
        with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
            page.write_bytes(archive.read("index.html"))
        assert complaints(page) == ""


def test_a_page_that_is_not_valid_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text("<!DOCTYPE html><html lang=en><title>x</title><p><div>x</div></p></html>")
    assert "Stray end tag" in complaints(page)
