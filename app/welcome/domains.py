"""Under which heading a proposal stands: the domain of the need it is about, or the steps at work."""

from typing import Final

from app.wording import capital
from course.welcome_form.model import Need

AT_WORK: Final = "Steps at work"
DOMAINS: Final = {
    "system": "The system",
    "it": "Records and computers",
    "law": "Law and ethics",
}
"""Headings of domains of the needs that are not the domain's own word."""


def heading_of(need: Need | None) -> str:
    """Return the heading. need: that the proposal is about, if it is about one."""
    return DOMAINS.get(need.domain, capital(need.domain)) if need is not None else AT_WORK
