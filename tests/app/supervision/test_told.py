"""Statements read with care, and numbers as words."""

import pytest

from app.records.reading import moment_of, seconds_of
from app.wording import ordinal, per_cent, time_spent


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [
        ("PT48M", 2880),
        ("PT1H0M5.25S", 3605.25),
        ("P1DT1S", 86_401),
        ("PT0S", 0),
        ("P1M", 0),
        ("", 0),
        ("forty minutes", 0),
    ],
)
def test_durations(duration: str, seconds: float) -> None:
    assert seconds_of(duration) == seconds


@pytest.mark.parametrize(
    ("timestamp", "moment"),
    [
        ("2026-07-12T10:00:00+01:00", "2026-07-12T09:00:00+00:00"),
        ("2026-07-12T10:00:00", "2026-07-12T10:00:00+00:00"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00+00:00"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59+00:00"),
    ],
)
def test_moments(timestamp: str, moment: str) -> None:
    assert moment_of({"timestamp": timestamp}).isoformat() == moment


@pytest.mark.parametrize(
    "timestamp", ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00", "noon"]
)
def test_what_is_no_moment_in_utc(timestamp: str) -> None:
    with pytest.raises(ValueError, match="calendar|Invalid isoformat"):
        moment_of({"timestamp": timestamp})


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "none yet"),
        (12, "under a minute"),
        (60, "1 minute"),
        (2880, "48 minutes"),
        (3600, "1 hour"),
        (7500, "2 hours 5 minutes"),
    ],
)
def test_time_spent(seconds: float, words: str) -> None:
    assert time_spent(seconds) == words


@pytest.mark.parametrize(
    ("number", "words"), [(1, "first"), (10, "tenth"), (11, "11th"), (22, "22nd"), (113, "113th")]
)
def test_ordinals(number: int, words: str) -> None:
    assert ordinal(number) == words


@pytest.mark.parametrize(("score", "words"), [(84.0, "84 %"), (66.66, "66.66 %"), (0.0, "0 %")])
def test_per_cent(score: float, words: str) -> None:
    assert per_cent(score) == words
