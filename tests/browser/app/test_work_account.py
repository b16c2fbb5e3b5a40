"""Signing in by a work account in the browser: a real provider beside a real server."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.evidence.keys import make_new_key
from app.providers.own_keys import KEYS
from tests.browser.app.conftest import served_demonstration
from tests.browser.app.demonstration import DOMAIN, Demonstration, open_menu
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, PageFaults, follow
from tests.support.oidc_provider import CLIENT, SECRET, RealProvider, real_provider

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

NAME = "Demonstration account"
PEOPLE = {
    "number-1": {"name": "Dr Htet Aung Lwin", "email": f"htet@{DOMAIN}", "email_verified": True},
    "number-2": {
        "name": "Dr Amina Yusuf",
        "email": f"amina@{DOMAIN}",
        "email_verified": True,
        "groups": ["fs-supervisors"],
    },
    "number-4": {
        "name": "Dr Nneka Obi",
        "email": f"nneka@{DOMAIN}",
        "email_verified": True,
        "groups": ["fs-supervisors"],
    },
    "number-3": {"name": "A. Stranger", "email": "a@elsewhere.example", "email_verified": True},
}


@pytest.fixture(scope="module")
def provider() -> Iterator[RealProvider]:
    with real_provider(PEOPLE) as running:
        yield running


@pytest.fixture(scope="module")
def trust(instance: Path) -> Iterator[Demonstration]:
    """Serve a demonstration that may ask a provider on this machine."""
    allowed = {"FIRSTSHIFT_SIGN_IN_PROVIDERS_IN_PRIVATE_NETWORKS": "yes"}
    with served_demonstration(instance, **allowed) as served:
        yield served


@pytest.fixture
def connected(
    trust: Demonstration, provider: RealProvider, open_page: OpenPage
) -> Callable[[], Page]:
    """Have the provider turned on by the administrator's own pages, and give their page."""

    def turn_on() -> Page:
        page = open_page()
        trust.sign_in(page, "samuel")
        page.goto(f"{trust.address}/sign-in-providers")
        if page.get_by_role("link", name=NAME).count():
            return page
        look(page)
        follow(page.get_by_role("button", name="Add a provider"))
        look(page)
        page.get_by_label("What your people call it").fill(NAME)
        page.get_by_label("Address of the provider").fill(provider.address)
        page.get_by_label("Client ID").fill(CLIENT)
        page.get_by_label("Client secret").fill(SECRET)
        follow(page.get_by_role("button", name="Add the provider"))
        look(page)
        provider.register(*shown(page, "redirect", "signed-out", "ended"))
        follow(page.get_by_role("button", name="Test the connection"))
        expect(page.get_by_text("The provider answers")).to_be_visible()
        follow(page.get_by_role("link", name="Say who is let in"))
        page.get_by_label("Let in whoever signs in there").check()
        page.get_by_label("Rules for roles").fill('groups contains "fs-supervisors" -> supervisor')
        page.get_by_label("Claims to try the rules with").fill('{"groups": ["fs-supervisors"]}')
        follow(page.get_by_role("button", name="Try the rules"))
        expect(page.get_by_text("They give: Supervisor")).to_be_visible()
        look(page)
        follow(page.get_by_role("button", name="Save"))
        follow(page.get_by_role("button", name="Turn it on"))
        expect(page.get_by_text("Your people can sign in by it now.")).to_be_visible()
        look(page)
        return page

    return turn_on


def shown(page: Page, *names: str) -> list[str]:
    """Return addresses that a provider's page shows, to be registered there."""
    return [page.locator(f"#{name}-uri").inner_text() for name in names]


def come_in(page: Page, trust: Demonstration, email: str, who: str) -> None:
    """Sign in from the sign-in page, by an address, as somebody whom the provider knows."""
    page.goto(f"{trust.address}/sign-in")
    follow(page.get_by_role("button", name="Sign in with your work account"))
    page.get_by_label("Your work e-mail address").fill(email)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name=who).click()


def sign_out(page: Page) -> None:
    open_menu(page)
    follow(page.get_by_role("button", name="Sign out"))


def test_a_doctor_comes_in_by_the_work_account_and_goes_out_of_both(
    connected: Callable[[], Page], trust: Demonstration, open_page: OpenPage, provider: RealProvider
) -> None:
    connected()
    phone = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    phone.goto(f"{trust.address}/sign-in")
    look(phone)
    phone.goto(f"{trust.address}/sign-in/work")
    look(phone)
    come_in(phone, trust, f"htet@{DOMAIN}", "Dr Htet Aung Lwin")
    expect(phone.get_by_text(f"From now on “{NAME}” signs you in here.")).to_be_visible()
    open_menu(phone)
    expect(phone.get_by_role("link", name="Your account: Dr Htet Aung Lwin")).to_be_visible()
    phone.goto(f"{trust.address}/account/work-accounts")
    expect(phone.get_by_text("Known by your e-mail address")).to_be_visible()
    look(phone)
    sign_out(phone)
    expect(phone.get_by_role("heading", name="You are signed out of First Shift")).to_be_visible()
    look(phone)
    phone.get_by_role("button", name=f"Sign out of {NAME} too").click()
    phone.get_by_role("button", name="Yes, sign out").click()
    expect(phone.get_by_role("heading", name="Sign in")).to_be_visible()
    # Had the provider kept its session, it would have asked nobody who they are.
    come_in(phone, trust, f"amina@{DOMAIN}", "Dr Amina Yusuf")
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    phone.goto(f"{trust.address}/account")
    expect(phone.get_by_role("definition").filter(has_text="Supervisor")).to_be_visible()


def test_new_keys_and_a_sign_out_there_reach_this_server(
    connected: Callable[[], Page],
    trust: Demonstration,
    open_page: OpenPage,
    provider: RealProvider,
    page_faults: PageFaults,
) -> None:
    page_faults.allow("status of 403")
    connected()
    provider.rotate()
    page = open_page()
    come_in(page, trust, f"amina@{DOMAIN}", "Dr Amina Yusuf")
    expect(page.locator("body[data-owner]")).to_be_visible()
    provider.rotate()
    again = open_page()
    come_in(again, trust, f"amina@{DOMAIN}", "Dr Amina Yusuf")
    expect(again.locator("body[data-owner]")).to_be_visible()
    # Whoever signs out at the provider is signed out here, by its message from server to server.
    again.goto(f"{provider.address}/session/end")
    again.get_by_role("button", name="Yes, sign out").click()
    expect(again.get_by_role("heading", name="You are signed out")).to_be_visible()
    again.goto(f"{trust.address}/account")
    expect(again.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto(f"{trust.address}/account")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    # A stranger whom the provider vouches for opens nothing.
    come_in(again, trust, f"a@{DOMAIN}", "A. Stranger")
    expect(again.get_by_role("heading", name="You were not signed in")).to_be_visible()
    expect(again.get_by_text("not among the confirmed e-mail domains")).to_be_visible()
    look(again)


def test_who_has_no_password_confirms_by_the_provider(
    connected: Callable[[], Page],
    trust: Demonstration,
    open_page: OpenPage,
    page_faults: PageFaults,
) -> None:
    page_faults.allow("status of 40[03]")
    connected()
    phone = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    come_in(phone, trust, f"nneka@{DOMAIN}", "Dr Nneka Obi")
    expect(phone.locator("body[data-owner]")).to_be_visible()
    phone.goto(f"{trust.address}/account/data")
    look(phone)
    follow(phone.get_by_role("button", name="Download the file"))
    expect(phone.get_by_text("There is a problem")).to_be_visible()
    look(phone)
    phone.get_by_role("button", name=f"Confirm with {NAME}").click()
    # The provider knows them still, and asks all the same.
    phone.get_by_role("button", name="Dr Nneka Obi").click()
    expect(phone.get_by_text("It is confirmed that it is you.")).to_be_visible()
    look(phone)
    with phone.expect_download() as given:
        phone.get_by_role("button", name="Download the file").click()
    assert given.value.suggested_filename.endswith(".zip")
    phone.goto(f"{trust.address}/account/data")
    phone.get_by_role("button", name=f"Confirm with {NAME}").click()
    phone.get_by_role("button", name="Dr Amina Yusuf").click()
    # Whoever signs in there as somebody else has signed out the first, here too.
    expect(phone.get_by_role("heading", name="You were not signed in")).to_be_visible()
    phone.goto(f"{trust.address}/account/data")
    expect(phone.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_provider_may_want_a_key_instead_of_a_secret(
    connected: Callable[[], Page],
    trust: Demonstration,
    instance: Path,
    open_page: OpenPage,
    provider: RealProvider,
) -> None:
    page = connected()
    page.goto(f"{trust.address}/sign-in-providers")
    follow(page.get_by_role("link", name=NAME))
    follow(page.get_by_role("link", name="Change the name"))
    page.get_by_label("By a key of its own").check()
    look(page)
    follow(page.get_by_role("button", name="Save"))
    look(page)
    addresses = shown(page, "redirect", "signed-out", "ended", "keys")
    provider.register(*addresses)
    follow(page.get_by_role("button", name="Test the connection"))
    expect(page.get_by_text("The provider answers")).to_be_visible()
    other = open_page()
    come_in(other, trust, f"amina@{DOMAIN}", "Dr Amina Yusuf")
    expect(other.locator("body[data-owner]")).to_be_visible()
    # A new key of ours signs when providers have had time to fetch it; this one begins with none in store.
    (file,) = instance.rglob(KEYS.name)
    make_new_key(file)
    an_hour_ago = time.time() - KEYS.rest_seconds - 1
    os.utime(file, (an_hour_ago, an_hour_ago))
    provider.register(*addresses)
    again = open_page()
    come_in(again, trust, f"amina@{DOMAIN}", "Dr Amina Yusuf")
    expect(again.locator("body[data-owner]")).to_be_visible()
