"""A package under trial in the real browser: the frame, the unit's own calls, the log beside it."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.accounts.models import Person
from app.database import now
from app.demo.start import demonstration_settings
from app.factory import create_app
from app.launching import registrations
from app.organisations.models import Membership, Role
from app.services import KEY, Services
from app.settings import read_settings
from app.viewer import Member
from tests.browser.app.conftest import served_demonstration
from tests.browser.app.demonstration import Demonstration
from tests.browser.launching.foreign_unit import foreign_package
from tests.support.browser import PageFaults

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trial")


@pytest.fixture(scope="module")
def demonstration(instance: Path) -> Iterator[Demonstration]:
    with served_demonstration(instance) as served:
        yield served


@pytest.fixture
def trial(demonstration: Demonstration, instance: Path) -> str:
    """Begin a trial for the demonstration's LMS administrator and give its address."""
    settings = demonstration_settings(read_settings({"FIRSTSHIFT_INSTANCE": str(instance)}))
    parts: Services = create_app(settings).extensions[KEY]
    try:
        with parts.database.read() as session:
            member = session.scalars(
                select(Membership).join(Person).where(Person.email == "joanna@demo.example")
            ).one()
        asker = Member(
            member.id,
            member.organisation_id,
            uuid.uuid4(),
            frozenset({Role.LMS_ADMINISTRATOR}),
        )
        begun = registrations.begin(parts, asker, foreign_package(), now())
    finally:
        parts.database.close()
        if parts.embedded_lrs is not None:
            parts.embedded_lrs.close()
    return f"{demonstration.address}/packages/preview/{begun}"


def test_a_unit_runs_in_its_frame_and_the_log_follows(
    page: Page, demonstration: Demonstration, trial: str
) -> None:
    demonstration.sign_in(page, "joanna")
    page.goto(trial)
    expect(page.get_by_text("not complete: it counts when completed and passed")).to_be_visible()
    page.get_by_role("button", name="Launch").click()
    unit = page.frame_locator("iframe")
    expect(unit.locator("#said")).to_have_text("initialized 200")
    log = page.get_by_role("log")
    expect(log.get_by_text("“First” is ready.")).to_be_visible()
    unit.get_by_role("button", name="Complete").click()
    expect(log.get_by_text("“First” is completed after 1 second.")).to_be_visible()
    unit.get_by_role("button", name="Pass").click()
    expect(log.get_by_text("The LMS counts “Course” as satisfied.")).to_be_visible()
    expect(page.get_by_text("Your LMS would show this course as complete.")).to_be_visible()
    log.get_by_text("Statement", exact=True).last.click()
    expect(log.get_by_text('"https://w3id.org/xapi/adl/verbs/satisfied"')).to_be_visible()
    unit.get_by_role("button", name="Leave").click()
    unit.get_by_role("link", name="See what was told").click()
    page.wait_for_url(trial)
    expect(page.get_by_text("Completed, passed with 90 %")).to_be_visible()
    expect(log.get_by_text("“First” has ended after 1 second.")).to_be_visible()


def test_what_would_be_refused_is_shown_while_it_happens(
    phone: Page, page_faults: PageFaults, demonstration: Demonstration, trial: str
) -> None:
    page_faults.allow("status of 403")
    demonstration.sign_in(phone, "joanna")
    phone.goto(trial)
    phone.get_by_label("Launch mode").select_option("Browse")
    phone.get_by_role("button", name="Launch").click()
    unit = phone.frame_locator("iframe")
    expect(unit.locator("#said")).to_have_text("initialized 200")
    unit.get_by_role("button", name="Pass").click()
    expect(unit.locator("#said")).to_have_text("passed 403")
    expect(phone.get_by_text("Your LMS would refuse this")).to_be_visible()
    expect(phone.get_by_text("in the modes Browse and Review")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
