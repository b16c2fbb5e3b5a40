"""Timestamps in all spellings, to microseconds and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrs import timestamps


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-25T09:30:15.123Z", "2026-11-25T09:30:15.123000Z"),
        ("2026-11-25T09:30:15Z", "2026-11-25T09:30:15.000000Z"),
        ("2026-11-25T09:30:15+01:00", "2026-11-25T08:30:15.000000Z"),
        ("2026-11-25T09:30:15-0530", "2026-11-25T15:00:15.000000Z"),
        ("2026-11-25T09:30:15+00:00", "2026-11-25T09:30:15.000000Z"),
        ("2026-11-25T09:30:15+02", "2026-11-25T07:30:15.000000Z"),
        ("2026-11-25T09:30:15.1234567899Z", "2026-11-25T09:30:15.123456Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000000Z"),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500000Z"),
        ("2026-11-25T09:30:15", "2026-11-25T09:30:15.000000Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z"),
    ],
)
def test_a_timestamp_is_read_and_given_in_utc(text: str, utc: str) -> None:
    assert timestamps.text(timestamps.parse(text)) == utc


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "01/011/2015",
        "2026-11-25",
        "2026-13-25T09:30:15Z",
        "2026-02-30T09:30:15Z",
        "2026-11-25T25:30:15Z",
        "2026-11-25T09:30:61Z",
        "2026-11-25T09:30:15-00",
        "2026-11-25T09:30:15-0000",
        "2026-11-25T09:30:15-00:00",
        "2026-11-25 09:30:15Z",
        "2026-11-25T09:30:15Z\n",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-01:00",
        "٢٠٢٦-11-25T09:30:15Z",
    ],
)
def test_what_is_no_timestamp_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="timestamp"):
        timestamps.parse(text)


def test_a_timestamp_of_version_2_has_a_zone() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        timestamps.parse("2026-11-25T09:30:15", zone_required=True)


@given(st.integers(min_value=-62_135_596_800_000_000, max_value=253_402_300_799_999_999))
def test_every_microsecond_survives_its_text(moment: int) -> None:
    assert timestamps.parse(timestamps.text(moment)) == moment
