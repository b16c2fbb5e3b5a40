"""Every link of the documentation leads somewhere: to a page that is listed, an anchor, a file that is carried."""

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from tools.site.errors import Mistake, line_of
from tools.site.markdown_pages import PAGE_ENDS, Page, is_elsewhere

PICTURES = "pictures"
"""The folder in which the browser's pictures of the app lie, in the site and in links of docs/."""


def dead_links(
    page: Page, pages: Mapping[Path, Page], files: Collection[Path]
) -> Iterator[Mistake]:
    """Give a mistake for each link of a page that leads nowhere.

    pages: by where they were read; files: others that may be named, pictures that are made among them.
    """
    for link in page.links:
        if not is_elsewhere(link) and (why := _why(link, page, pages, files)):
            yield Mistake(page.file, line_of(page.text, f"]({link}"), why)


def _why(link: str, page: Page, pages: Mapping[Path, Page], files: Collection[Path]) -> str:
    path, _, anchor = link.partition("#")
    file = Path(os.path.normpath(page.file.parent / path)) if path else page.file
    if file.suffix != PAGE_ENDS:
        told = "no picture that is made: see tools/site/pictures.py."
        told = told if file.parent.name == PICTURES else "no file that the site carries."
        return "" if file in files else f"the link {link} leads to {told}"
    if file not in pages:
        return f"the link {link} leads to no page."
    if anchor and anchor not in pages[file].anchors:
        return f"the link {link} leads to a page that has no heading for #{anchor}."
    return ""
