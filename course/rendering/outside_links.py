"""How a link that leads out of the course is written: one rule for prose, questions and lists alike.

The page that it leads to learns neither where one came from nor which window opened it. Source: HTML
Standard, "Link types" (noopener, noreferrer).
"""

from collections.abc import Mapping
from typing import Final

OutsideLinks = Mapping[str, str]
"""The attributes of every such link, beside its address."""

SAME_TAB: Final[OutsideLinks] = {"rel": "noopener noreferrer"}
"""For pages between which one goes to and fro, as on any web site."""

OWN_TAB: Final[OutsideLinks] = {**SAME_TAB, "target": "_blank"}
"""For a page that must stay open, since the visit ends with it."""
