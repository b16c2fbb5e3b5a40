"""Pictures of a topic for who saves data: their words, and the picture once somebody opens it."""

import re
from typing import Final

from markupsafe import Markup
from msgspec import structs

from app.learning.topic_page import Part

# Written by the course's own renderer, which escapes what stands in attributes.
_PICTURE: Final = re.compile(r'<img (?=[^>]*\balt="(?P<alt>[^"]*)")(?P<rest>[^>]*?)\s*/?>')


def in_words(shown: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the stretches of a topic with words in the place of pictures; questions keep theirs."""
    return tuple(
        part if part.question else structs.replace(part, html=_without_pictures(part.html))
        for part in shown
    )


def _without_pictures(html: Markup) -> Markup:
    return Markup(_PICTURE.sub(_words, html))  # noqa: S704 - of what was safe before


def _words(picture: re.Match[str]) -> str:
    # The renderer's pictures are lazy: a browser fetches none inside of details that are closed.
    return (
        f'<p class="fs-picture__words"><b>Picture:</b> {picture["alt"]}</p>'
        '<details class="nhsuk-details"><summary class="nhsuk-details__summary">'
        '<span class="nhsuk-details__summary-text">Show the picture</span></summary>'
        f'<div class="nhsuk-details__text"><img {picture["rest"]}></div></details>'
    )
