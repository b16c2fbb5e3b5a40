"""The text formats, each by what it takes and what it refuses."""

from typing import Any

import msgspec
import pytest

from lrs import formats


def takes(kind: Any, text: str) -> bool:
    """Say whether what is decoded may hold a text where a format is asked for."""
    try:
        msgspec.convert(text, kind)
    except msgspec.ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    "text",
    [
        "123e4567-e89b-12d3-a456-426614174000",
        "123E4567-E89B-42D3-A456-426614174000",
        "00000000-0000-0000-0000-000000000000",
        "018f3c5e-7d2a-7bcd-8123-0123456789ab",
    ],
)
def test_a_uuid_of_any_version_and_case_is_taken(text: str) -> None:
    assert formats.is_uuid(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123e4567e89b12d3a456426614174000",
        "{123e4567-e89b-12d3-a456-426614174000}",
        "urn:uuid:123e4567-e89b-12d3-a456-426614174000",
        "123e4567-e89b-12d3-a456-4266141740000",
        "123e4567-e89b-12d3-a456-42661417400g",
        "123e4567-e89b-12d3-a456-426614174000\n",
    ],
)
def test_what_is_no_uuid_of_36_characters_is_refused(text: str) -> None:
    assert not formats.is_uuid(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/path/../x",
        "urn:x",
        "mailto:a@b.c",
        "http://例え.jp/ü",
        "a+b-c.d:x",
        "act:question?x=1#y",
    ],
)
def test_an_iri_with_a_scheme_is_taken_as_it_is_spelt(text: str) -> None:
    assert formats.is_iri(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "should fail",
        "no-scheme",
        "ab=c://should.fail.com",
        "http:",
        "http://a b",
        "http://<x>",
        "http://x\x00",
        "http://x\n",
        "1a:x",
    ],
)
def test_an_iri_without_scheme_or_with_forbidden_characters_is_refused(text: str) -> None:
    assert not formats.is_iri(text)


@pytest.mark.parametrize(
    "text",
    [
        "PT4H35M59.14S",
        "PT16559.14S",
        "P3Y1M29DT4H35M59.14S",
        "P3Y",
        "P4W",
        "PT0S",
        "PT1.5H",
        "P1DT0.000000001S",
        "P0.5Y",
    ],
)
def test_a_duration_with_designators_is_taken(text: str) -> None:
    assert takes(formats.Duration, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "P1YT",
        "P4W1D",
        "PA1H0M0S",
        "P0003-06-04T12:30:05",
        "-P1D",
        "pt1h",
        "PT1.5H30M",
        "P1.5DT1H",
        "PT1H\n",
        "1H",
    ],
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    assert not takes(formats.Duration, text)


@pytest.mark.parametrize(
    "text",
    [
        "de",
        "cmn",
        "de-DE",
        "zh-Hant",
        "sr-Latn-RS",
        "es-419",
        "en-GB-oed",
        "x-private",
        "i-klingon",
        "sl-rozaj-biske",
        "de-a-value",
        "zh-cmn-Hans-CN",
        "EN-gb",
    ],
)
def test_a_language_tag_is_taken(text: str) -> None:
    assert takes(formats.LanguageTag, text)


@pytest.mark.parametrize("text", ["", "a12345678", "en_GB", "-en", "en-", "e", "en--GB", "en\n"])
def test_what_is_no_language_tag_is_refused(text: str) -> None:
    assert not takes(formats.LanguageTag, text)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("text/plain", True),
        ("application/json; charset=utf-8", True),
        ('text/plain;a="b c"', True),
        ("text", False),
        ("text/plain\r\nX-Evil: 1", False),
        ("text/plain\x00", False),
        ("text/ü", False),
        ("", False),
    ],
)
def test_only_a_media_type_can_come_back_as_a_header(text: str, good: bool) -> None:
    assert formats.is_media_type(text) is good
