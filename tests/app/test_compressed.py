"""What is the same for everybody is sent compressed to whoever takes it, and whole to everybody else."""

import gzip

import pytest

from course.assets import FOLDER
from tests.app.actors import Actor


@pytest.mark.parametrize("name", ["first-shift.css", "app.js", "mark.svg"])
def test_a_file_is_compressed_for_who_takes_it_and_whole_for_who_does_not(
    client: Actor, name: str
) -> None:
    file = (FOLDER / name).read_bytes()
    small = client.get(f"/assets/{name}", headers={"Accept-Encoding": "br, gzip"}, buffered=True)
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == file
    assert small.content_length == len(small.data) < len(file)
    for accepted in ("", "br", "gzip;q=0"):
        whole = client.get(f"/assets/{name}", headers={"Accept-Encoding": accepted}, buffered=True)
        assert whole.data == file and "Content-Encoding" not in whole.headers
        assert "Accept-Encoding" in whole.headers["Vary"]


def test_what_is_kept_is_not_sent_again(client: Actor) -> None:
    headers = {"Accept-Encoding": "gzip"}
    kept = client.get("/assets/app.js", headers=headers, buffered=True)
    again = client.get(
        "/assets/app.js", headers=headers | {"If-None-Match": kept.headers["ETag"]}, buffered=True
    )
    assert (again.status_code, again.data) == (304, b"")


def test_a_page_with_tokens_is_never_compressed(client: Actor) -> None:
    page = client.get("/sign-in", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in page.headers and "csrf_token" in page.text
