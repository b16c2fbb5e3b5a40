"""The author's preview: what a package shows, new at each saved file."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.preview import create_preview
from tests.course.course_files import NIGHT_FILE, write_course
from tests.course.talk_files import WHOLE


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give the folder of a course with a conversation."""
    return write_course(tmp_path, WHOLE)


@pytest.fixture
def author(root: Path) -> FlaskClient:
    """Give a visitor of the preview."""
    return create_preview(root).test_client()


def test_the_first_page_lists_the_modules(author: FlaskClient) -> None:
    page = author.get("/").text
    assert 'href="/small/"' in page and "To mend" not in page


def test_a_module_is_shown_as_a_package_shows_it(author: FlaskClient) -> None:
    page = author.get("/small/", follow_redirects=True).text
    assert "Are you the doctor?" in page and "/reload.js" in page
    assert author.get("/small/course-data.js").mimetype == "text/javascript"
    assert author.get("/small/images/door.svg").mimetype == "image/svg+xml"
    assert author.get("/small/nothing.js").status_code == 404


def test_a_saved_file_is_seen_at_once(author: FlaskClient, root: Path) -> None:
    before = author.get("/state").text
    assert author.get("/state").text == before
    file = root / NIGHT_FILE
    file.write_text(file.read_text().replace("Sleep when you can.", "Drink some water."))
    assert author.get("/state").text != before
    assert "Drink some water." in author.get("/small/index.html").text


def test_a_mistake_is_shown_in_the_place_of_its_module(author: FlaskClient, root: Path) -> None:
    (root / NIGHT_FILE).write_text("no front matter\n")
    assert author.get("/small/index.html").location == "/"
    assert f"modules/{NIGHT_FILE}:1" in author.get("/").text


def test_the_script_and_style_are_those_of_this_machine(author: FlaskClient) -> None:
    assert author.get("/first-shift.css").mimetype == "text/css"
    assert "location.reload" in author.get("/reload.js").text


def test_another_name_for_this_machine_is_refused(author: FlaskClient) -> None:
    assert author.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert author.get("/", headers={"Host": "127.0.0.1:8010"}).status_code == 200
