"""A server that demands a second step, on a phone: from the password to the first page that one wanted."""

import shutil
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.browser.app.conftest import served_demonstration
from tests.browser.app.demonstration import open_menu
from tests.browser.app.test_accounts import begin_sign_in, give_password
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    return open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)


def test_whoever_has_none_sets_one_up_and_goes_on(
    phone: Page, demonstrated: Path, tmp_path: Path
) -> None:
    shutil.copytree(demonstrated, tmp_path, dirs_exist_ok=True)
    with served_demonstration(tmp_path, FIRSTSHIFT_SECOND_STEP="everybody") as served:
        begin_sign_in(phone, served, "htet")
        expect(phone.get_by_text("Set up a second step to go on.")).to_be_visible()
        look(phone)
        phone.goto(f"{served.address}/learn")
        expect(phone.get_by_text("Set up a second step to go on.")).to_be_visible()
        follow(phone.get_by_role("link", name="Set up an authenticator app"))
        give_password(phone, served, "htet", "Continue")
        secret = (phone.locator("#app-key").text_content() or "").replace(" ", "")
        phone.get_by_label("Code").fill(pyotp.TOTP(secret).now())
        follow(phone.get_by_role("button", name="Turn it on"))
        follow(phone.get_by_role("button", name="I have kept them"))
        expect(phone.get_by_text("It is on")).to_be_visible()
        open_menu(phone)
        follow(phone.get_by_role("link", name="Learn", exact=True))
        expect(phone).to_have_url(f"{served.address}/learn")
