"""A system that forgives nothing, with a dispatch package."""

from playwright.sync_api import Page

from tests.browser.dispatch.served import Dispatched, inside, learner
from tests.browser.lms.learner import Learner
from tests.browser.lms.strict import Standard, Strict


class Lms(Strict):
    """A strict system in a page, with the sample course dispatched to it."""

    def __init__(self, page: Page, dispatched: Dispatched, standard: Standard) -> None:
        super().__init__(page, dispatched.system, dispatched.sample(), standard)
        self.server = dispatched.server
        self.licence = dispatched.licence

    def start(self, options: str = "") -> None:
        """Open the package from the system."""
        self.page.goto(f"{self.system.address}/{self.standard.page}?{options}")

    def launch(self, options: str = "") -> Learner:
        """Open the course from the system."""
        self.start(options)
        return learner(self.page, self.sample)

    def enter(self, slug: str) -> Learner:
        """Open a course of several modules from the system, and one of them."""
        self.start()
        course = inside(self.page)
        course.locator(f"[data-module={slug}]").click()
        handle = course.wait_for_selector("iframe.fs-framed__page")
        module = handle.content_frame() if handle else None
        assert module is not None
        module.wait_for_selector("[data-progress]:not([hidden])")
        return Learner(module, self.sample)

    def wait_for(self, element: str, value: str) -> None:
        """Wait until the system holds a value."""
        holds = f"window.{self.standard.api}.stored()['{element}'] === '{value}'"
        self.page.wait_for_function(holds)
