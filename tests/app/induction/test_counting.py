"""Counting without the list: the same numbers as the list itself gives, whatever was said of its items."""

import datetime as dt

from flask import Flask

from app.database import Database
from app.induction.counting import counts
from app.induction.listed import count
from app.induction.models import InductionState
from tests.app.databases import BOTH
from tests.app.induction.listing import begin, induction_of, on_day, seen
from tests.app.trust import Trust


@BOTH
def test_the_numbers_are_those_of_the_list(app: Flask, database: Database, trust: Trust) -> None:
    key = begin(database, trust, ago=40, begun_ago=20)
    listed = seen(app, trust)
    states = ("done", "na", "open", "done")
    with database.write() as session:
        for place, row in enumerate(listed.rows[::2]):
            state = states[place % len(states)]
            session.add(
                InductionState(
                    organisation_id=trust.organisation, list_id=listed.id, item=row.key, state=state
                )
            )
    rows = seen(app, trust).rows
    assert {row.state for row in rows} == {"done", "na", "open"}
    for days in (-60, -41, -20, 0, 30, 200):
        on = on_day() + dt.timedelta(days=days)
        with database.read() as session:
            found = counts(session, induction_of(app), trust.organisation, [key], on)
        assert found == {key: count(rows, on)}, days


def test_another_trust_has_no_numbers_of_ours(
    app: Flask, database: Database, trust: Trust, other_trust: Trust
) -> None:
    key = begin(database, trust)
    with database.read() as session:
        found = counts(session, induction_of(app), other_trust.organisation, [key], on_day())
    assert found == {}
