"""Pictures of the app for the documentation: made by the browser of the tests, of the demonstration's people.

None is kept in the code, so none can be of an older version than the page that shows it.
"""

import contextlib
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from tools.errors import SetUpError
from tools.site.picture_size import DENSITY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Page

    from tools.demonstration import Demonstration

SCREENS: Mapping[str, Mapping[str, Any]] = {
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
    "desk": {"viewport": {"width": 1280, "height": 1080}},
}
PATIENCE_MS = 30_000
SIDE = 24
"""Pixels that a picture of a desk's screen has beside the page."""
NO_BROWSER = (
    "The pictures of the documentation are made by the browser of the tests, which is not here: run"
    " ./run set-up --tests once, or ./run docs --without-pictures."
)


class Picture(NamedTuple):
    """A picture. who: signs in; path: the page; lead: goes on from there, to what is shown at the top."""

    who: str
    path: str
    lead: Callable[["Page"], None] | None = None


def _press(name: str) -> Callable[["Page"], None]:
    """Follow a link of the page by what it says."""

    def lead(page: "Page") -> None:
        page.get_by_role("main").get_by_role("link", name=name).first.click()
        page.wait_for_load_state()

    return lead


def _before_a_meeting(page: "Page") -> None:
    """Open a doctor's page, where it tells what was agreed."""
    _press("Dr Adaeze Okonjo")(page)
    agreed = page.get_by_role("heading", name="From the welcome meeting")
    agreed.evaluate("each => each.scrollIntoView({block: 'center'})")


def _answer(page: "Page") -> None:
    """Answer the first question that is one to choose from."""
    form = page.locator("form.fs-practice:has([type=radio])").first
    form.get_by_role("radio").first.check()
    form.get_by_role("button", name="Check your answer").click()
    form.locator(".fs-result").first.evaluate("each => each.scrollIntoView({block: 'end'})")


PICTURES: Mapping[str, Picture] = {
    "learn-phone.png": Picture("adaeze", "/learn"),
    "question-phone.png": Picture("valentina", "/learn/culture/teamwork-and-handover", _answer),
    "journal-phone.png": Picture("adaeze", "/journal"),
    "record-phone.png": Picture("adaeze", "/record"),
    "meeting-phone.png": Picture("htet", "/welcome-meeting", _press("With Dr Meera Krishnan")),
    "doctors-desk.png": Picture("meera", "/supervision"),
    "doctor-desk.png": Picture("meera", "/supervision", _before_a_meeting),
    "form-desk.png": Picture("meera", "/welcome-meeting", _press("Dr Adaeze Okonjo")),
    "shared-desk.png": Picture("meera", "/journal/shared-with-me", _press("Dr Adaeze Okonjo")),
}
"""By name: what follows the last hyphen is the screen."""


def make_pictures(folder: Path) -> dict[str, Path]:
    """Make every picture in a folder, and return the files by name.

    Raises SetUpError where there is no browser, or where the app has no such page any more.
    """
    try:
        from playwright.sync_api import Error

        from tools.chromium import browser_program, chromium
        from tools.demonstration import served_demonstration
    except ModuleNotFoundError as error:
        raise SetUpError(NO_BROWSER) from error
    if not browser_program().exists():
        raise SetUpError(NO_BROWSER)
    with (
        TemporaryDirectory() as instance,
        served_demonstration(Path(instance), FIRSTSHIFT_SECURITY_LOG="no") as served,
        chromium() as browser,
    ):
        try:
            return take_pictures(browser, served, folder)
        except Error as error:
            raise SetUpError(
                f"A picture could not be made: {error.message} See in tools/site/pictures.py whether the app"
                " still has what it leads to."
            ) from error


def take_pictures(browser: "Browser", served: "Demonstration", folder: Path) -> dict[str, Path]:
    """Make every picture of a demonstration that runs, and return the files by name."""
    for (who, screen), names in _by_visit().items():
        with contextlib.closing(_page(browser, screen)) as page:
            served.sign_in(page, who)
            for name in names:
                _make(page, served.address, PICTURES[name], folder / name)
    return {name: folder / name for name in PICTURES}


def _by_visit() -> dict[tuple[str, str], list[str]]:
    """Return the names of pictures by who signs in at which screen, so that each does it once."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, picture in PICTURES.items():
        screen = name.removesuffix(".png").rpartition("-")[2]
        found.setdefault((picture.who, screen), []).append(name)
    return found


def _page(browser: "Browser", screen: str) -> "Page":
    context = browser.new_context(
        **SCREENS[screen],
        device_scale_factor=DENSITY,
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    return context.new_page()


def _make(page: "Page", address: str, picture: Picture, file: Path) -> None:
    page.goto(address + picture.path)
    if picture.lead:
        picture.lead(page)
    page.screenshot(path=file, animations="disabled", clip=_clip(page))


def _clip(page: "Page") -> "FloatRect | None":
    """Return the part of a desk's screen that is drawn: without the header, which is the same everywhere."""
    size, main = page.viewport_size, page.locator(".fs-columns").bounding_box()
    if size is None or main is None or size["width"] < main["width"] + 2 * SIDE:
        return None
    top = max(main["y"], 0)
    width = main["width"] + 2 * SIDE
    return {"x": main["x"] - SIDE, "y": top, "width": width, "height": size["height"] - top}
