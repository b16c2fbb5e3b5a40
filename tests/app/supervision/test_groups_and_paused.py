"""The table narrowed by site and cohort, and doctors whose account is deactivated."""

import datetime as dt
import uuid

import pytest

from app.database import Database
from app.organisations.models import Cohort, CohortMember, Membership, Placement, Site
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.supervision.people import add
from tests.app.trust import Trust

HARBOUR = uuid.UUID("3f6b1f0e-8a0c-4a55-9d0e-0c4f5f6f7a01")
AUTUMN = uuid.UUID("3f6b1f0e-8a0c-4a55-9d0e-0c4f5f6f7a02")


@pytest.fixture
def placed(trust: Trust, database: Database) -> Trust:
    """A site and a cohort, with Dr Eze in both."""
    with database.write() as session:
        session.add(Site(id=HARBOUR, organisation_id=trust.organisation, name="Harbour Road"))
        session.add(Cohort(id=AUTUMN, organisation_id=trust.organisation, name="Autumn 2026"))
        session.flush()
        session.add(
            Placement(
                organisation_id=trust.organisation,
                membership_id=trust.members["learner"],
                site_id=HARBOUR,
            )
        )
        session.add(
            CohortMember(
                organisation_id=trust.organisation,
                membership_id=trust.members["learner"],
                cohort_id=AUTUMN,
            )
        )
    return trust


@pytest.mark.parametrize("asked", [f"site={HARBOUR}", f"cohort={AUTUMN}"])
def test_a_lead_narrows_the_table_by_site_and_cohort(
    sign_in: SignIn, placed: Trust, asked: str
) -> None:
    lead = sign_in(placed.email("lead"))
    page = lead.get(f"/supervision?{asked}").text
    assert "Dr Ngozi Eze" in page
    assert "Dr Farhan Siddiqui" not in page
    told = lead.get(f"/supervision/table.csv?{asked}").text
    assert "Dr Ngozi Eze" in told
    assert "Dr Farhan Siddiqui" not in told


@pytest.mark.parametrize("asked", [f"site={HARBOUR}", f"cohort={AUTUMN}"])
def test_what_is_another_organisations_or_for_leads_only_cannot_be_chosen(
    sign_in: SignIn, as_supervisor: Actor, placed: Trust, other_trust: Trust, asked: str
) -> None:
    elsewhere = sign_in(other_trust.email("lead"))
    for actor in (elsewhere, as_supervisor):
        answer = actor.get(f"/supervision?{asked}")
        assert answer.status_code == 400
        assert "choose from the list" in answer.text
        assert "Dr Ngozi Eze" not in answer.text


def test_who_is_deactivated_is_told_apart_from_those_who_learn(
    sign_in: SignIn, trust: Trust, database: Database
) -> None:
    away = add(database, trust, "Dr Ilse Marchetti")
    with database.write() as session:
        session.get_one(Membership, away).paused = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    lead = sign_in(trust.email("lead"))
    page = lead.get("/supervision").text
    assert f"2 doctors at {trust.name}" in page
    assert "Dr Ilse Marchetti" not in page
    assert "whose account is deactivated is not shown" in page
    shown = lead.get("/supervision?show=away").text
    assert "Dr Ilse Marchetti" in shown
    assert "Dr Ngozi Eze" not in shown
    assert lead.get(f"/supervision/{away}").status_code == 200
