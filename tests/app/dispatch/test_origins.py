"""What counts as the address of a learning system."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dispatch.origins import MOST, origin_of, origins_of

GOOD = {
    "https://moodle.trust.nhs.uk": "https://moodle.trust.nhs.uk",
    " HTTPS://Moodle.Trust.nhs.uk:443/course/view.php?id=3 ": "https://moodle.trust.nhs.uk",
    "https://lms.example:8443/": "https://lms.example:8443",
    "http://localhost:8000": "http://localhost:8000",
    "http://127.0.0.1": "http://127.0.0.1",
    "https://lärn.example": "https://xn--lrn-qla.example",
}
BAD = [
    "",
    "moodle.trust.nhs.uk",
    "http://moodle.trust.nhs.uk",
    "https://",
    "https://*.nhs.uk",
    "https://user:password@lms.example",
    "https://lms.example:port",
    "https://lms.example:99999",
    "https://-lms.example",
    "https://lms example",
    "https://999.1.1.1",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://lms.example; script-src *",
    "https://[::1]",
    "null",
    "*",
]


@pytest.mark.parametrize(("typed", "origin"), GOOD.items())
def test_an_address_gives_its_origin(typed: str, origin: str) -> None:
    assert origin_of(typed) == origin


@pytest.mark.parametrize("typed", BAD)
def test_what_is_no_https_address_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=" "):
        origin_of(typed)


@given(st.text(max_size=60))
def test_nothing_that_is_taken_could_break_out_of_a_header(typed: str) -> None:
    try:
        origin = origin_of(f"https://{typed}")
    except ValueError:
        return
    assert origin.isascii() and not set(origin) & set(" ;,'\"*\r\n\t")
    assert origin_of(origin) == origin


def test_lines_are_taken_one_by_one_and_none_twice() -> None:
    assert origins_of("https://b.example/x\n\nhttps://a.example\nhttps://b.example") == (
        "https://b.example",
        "https://a.example",
    )
    for wrong in ("", " \n ", "https://a.example\nnonsense", "https://a.example\n" * (MOST + 1)):
        with pytest.raises(ValueError, match=r"\.$"):
            origins_of(wrong)
