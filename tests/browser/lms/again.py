"""Around npm's scorm-again: open the course in it, read what it recorded, close the course."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page

from course.model import Module
from tests.browser.lms.learner import Learner, course_frame
from tests.browser.lms.server import LearningSystem, wait_until


def launch(page: Page, system: LearningSystem, sample: Module) -> Learner:
    """Open the course from the system."""
    page.goto(f"{system.address}/scorm-again.html")
    return Learner(course_frame(page), sample)


def close(page: Page, system: LearningSystem) -> dict[str, object]:
    """Close the course as a system does, by taking its frame away; keep what it stored."""
    page.evaluate("document.getElementById('sco').remove()")
    core = recorded(page)["core"]
    wait_until(lambda: last_place(system) == core["lesson_location"])
    system.stored = system.commits[-1]
    stored: dict[str, object] = system.stored["cmi"]["core"]
    return stored


def interactions(page: Page) -> list[dict[str, object]]:
    """Return the journal of answers."""
    journal = recorded(page)["interactions"]
    return list(journal.values()) if isinstance(journal, dict) else journal["childArray"]


def set_values(page: Page, element: str) -> list[str]:
    """Return what the course wrote to the elements of this name, before the system changed it."""
    calls = page.evaluate("window.CALLS")
    return [call[2] for call in calls if call[0] == "LMSSetValue" and call[1].endswith(element)]


def last_place(system: LearningSystem) -> str:
    """Return the place that the last commit named."""
    return str(system.commits[-1]["cmi"]["core"]["lesson_location"])


def recorded(page: Page) -> Mapping[str, Any]:
    """Return the data model of scorm-again as it is now."""
    model: Mapping[str, Any] = page.evaluate("JSON.parse(JSON.stringify(window.API.cmi.toJSON()))")
    return model
