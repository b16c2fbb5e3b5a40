"""Around npm's scorm-again: open the course in it, read what it recorded, close the course."""

from collections.abc import Mapping
from typing import Any, Final

from playwright.sync_api import Page

from course.model import Module
from tests.browser.lms.learner import Learner, course_frame
from tests.browser.lms.server import LearningSystem, wait_until

SCORM12: Final = "scorm-again.html"
SCORM2004: Final = "scorm-again-2004.html"


def launch(page: Page, system: LearningSystem, sample: Module, standard: str = SCORM12) -> Learner:
    """Open the course from the system. standard: the page of the one that it speaks."""
    page.goto(f"{system.address}/{standard}")
    return Learner(course_frame(page), sample)


def close(page: Page, system: LearningSystem) -> dict[str, object]:
    """Close the course as a system does, by taking its frame away; keep what it stored.

    What was sent while the learner worked may arrive after that, so it is the state that is waited for.
    """
    page.evaluate("document.getElementById('sco').remove()")
    last = state_in(recorded(page))
    wait_until(lambda: any(state_in(each["cmi"]) == last for each in system.commits))
    system.stored = next(each for each in reversed(system.commits) if state_in(each["cmi"]) == last)
    cmi = system.stored["cmi"]
    stored: dict[str, object] = cmi.get("core", cmi)
    return stored


def interactions(page: Page) -> list[dict[str, object]]:
    """Return the journal of answers."""
    journal = recorded(page)["interactions"]
    return list(journal.values()) if isinstance(journal, dict) else journal["childArray"]


def set_values(page: Page, element: str) -> list[str]:
    """Return what the course wrote to the elements of this name, before the system changed it."""
    calls = page.evaluate("window.CALLS")
    return [call[2] for call in calls if call[0].endswith("SetValue") and call[1].endswith(element)]


def last_place(system: LearningSystem) -> str:
    """Return the place that the last commit named."""
    return state_in(system.commits[-1]["cmi"])[0]


def state_in(cmi: Mapping[str, Any]) -> tuple[str, str]:
    """Return the place and the suspend data in a data model of either standard."""
    place = cmi["core"]["lesson_location"] if "core" in cmi else cmi["location"]
    return str(place), str(cmi["suspend_data"])


def refused(page: Page) -> list[list[str]]:
    """Return every call that was refused, with its error last."""
    found: list[list[str]] = page.evaluate("window.CALLS.filter((call) => !call.includes('true'))")
    return found


def recorded(page: Page) -> Mapping[str, Any]:
    """Return the data model of scorm-again as it is now."""
    model: Mapping[str, Any] = page.evaluate("JSON.parse(JSON.stringify(window.LMS.cmi.toJSON()))")
    return model
