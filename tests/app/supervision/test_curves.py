"""The cohort picture: points, cohorts, and what is not told."""

import datetime as dt

import pytest

from app.database import Database, now
from app.errors import BadInput
from app.supervision.cohort import Cohort
from app.supervision.curves import Point, Stay, at, curve, told_week
from course.vocabulary import Verb
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.supervision.people import add
from tests.app.supervision.telling import statement, store
from tests.app.trust import Trust

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def stay(weeks_here: float, passed_after_days: float | None = None) -> Stay:
    since = NOW - weeks_here * 7 * DAY
    return Stay(since, None if passed_after_days is None else since + passed_after_days * DAY)


def test_a_point_counts_those_who_have_been_here_for_so_long() -> None:
    # Six are here for four weeks: three passed in the first week, one in the third; two came last week.
    stays = [*[stay(4.5, 3)] * 3, stay(4.5, 20), *[stay(4.5)] * 2, *[stay(1.2)] * 2]
    points = curve(stays, NOW)
    assert points == (
        Point(0, 0, 8),
        Point(1, 3, 8),
        Point(2, 3, 6),
        Point(3, 4, 6),
        Point(4, 4, 6),
    )
    assert at(points, 3) == Point(3, 4, 6)
    assert at(points, 5) is None


@pytest.mark.parametrize(("days", "week"), [(0, 0), (0.5, 1), (7, 1), (7.1, 2), (14, 2), (-3, 0)])
def test_a_pass_counts_from_the_end_of_its_week(days: float, week: int) -> None:
    points = curve([stay(8, days)] * 5, NOW)
    assert [point.passed for point in points] == [0] * week + [5] * (9 - week)


def test_a_pass_after_the_last_whole_week_waits_for_the_next() -> None:
    assert [point.passed for point in curve([stay(2.5, 16)] * 5, NOW)] == [0, 0, 0]


def test_fewer_than_five_are_not_told() -> None:
    assert curve([stay(8, 1)] * 4, NOW) == ()
    assert len(curve([*[stay(8, 1)] * 4, stay(3, 1)], NOW)) == 4


def test_who_is_here_for_years_ends_at_a_year() -> None:
    points = curve([stay(300, 500)] * 5, NOW)
    assert points[-1] == Point(52, 0, 5)


def test_the_finding_speaks_of_a_week_that_half_have_reached() -> None:
    assert told_week([curve([*[stay(30, 1)] * 5, *[stay(7, 1)] * 6], NOW)]) == 6
    assert told_week([curve([stay(30, 1)] * 5, NOW), ()]) == 26
    assert told_week([()]) == 0


@pytest.mark.parametrize(
    ("moment", "key", "words"),
    [
        ("2026-08-01T00:00:00+01:00", "2026-08", "August 2026 to January 2027"),
        ("2026-07-31T23:30:00+01:00", "2026-02", "February to July 2026"),
        ("2027-01-31T23:00:00+00:00", "2026-08", "August 2026 to January 2027"),
        ("2026-07-31T23:30:00+00:00", "2026-08", "August 2026 to January 2027"),
    ],
)
def test_cohorts_change_in_february_and_august_by_the_clock_of_the_uk(
    moment: str, key: str, words: str
) -> None:
    cohort = Cohort.of(dt.datetime.fromisoformat(moment))
    assert (cohort.key, cohort.words) == (key, words)
    assert Cohort.named(key) == cohort
    assert cohort.before == Cohort(cohort.year - 1, cohort.month)


@pytest.mark.parametrize("word", ["2026-03", "2026", "x", "2026-08-01", "²026-08"])
def test_a_word_that_is_no_cohort_is_refused(word: str) -> None:
    with pytest.raises(BadInput):
        Cohort.named(word)


def test_the_page_shows_the_finding_the_lines_and_the_same_figures(
    app: object, sign_in: SignIn, trust: Trust, other_trust: Trust, database: Database
) -> None:
    since = now() - 61 * DAY
    for number in range(8):
        member = add(database, trust, f"Dr Number {number}", made=since)
        if number < 6:
            told = statement(trust, Verb.PASSED, timestamp=(since + 10 * DAY).isoformat())
            told["actor"]["account"]["name"] = str(member)
            told["context"] = told["context"] | {"registration": str(member)}
            store(app, trust.organisation, told)  # type: ignore[arg-type]
    lead = sign_in(trust.email("lead"))
    page = " ".join(lead.get("/supervision/picture").text.split())
    assert "After 8 weeks 75 % have passed each module" in page
    assert "10 doctors at Alder Valley Trust" in page
    figures = lead.get("/supervision/picture.csv").text.splitlines()
    assert figures[2].split(",")[1:] == ["1", "0", "8", "0"]
    assert figures[3].split(",")[1:] == ["2", "6", "8", "75"]
    chosen = lead.get(f"/supervision/picture?cohort={Cohort.of(since).key}").text
    assert "who came from" in chosen
    few = sign_in(trust.email("supervisor")).get("/supervision/picture").text
    assert "You see fewer than 5 doctors" in few
    assert '<svg class="app-chart' not in few


def test_in_the_first_week_no_empty_picture_is_drawn(
    sign_in: SignIn, trust: Trust, database: Database
) -> None:
    for number in range(8):
        add(database, trust, f"Dr Number {number}", made=now() - DAY)
    page = " ".join(sign_in(trust.email("lead")).get("/supervision/picture").text.split())
    assert "The picture begins when 5 of them have been here for a week" in page
    assert '<svg class="app-chart' not in page and "0 %" not in page


def test_a_learner_sees_no_picture(as_learner: Actor) -> None:
    assert as_learner.get("/supervision/picture").status_code == 403
    assert as_learner.get("/supervision/picture.csv").status_code == 403
