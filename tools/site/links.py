"""Every link of the documentation leads somewhere: to a page that is listed, an anchor, a file that is carried."""

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from tools.site.errors import Mistake, line_of
from tools.site.markdown_pages import PAGE_ENDS, Page, is_elsewhere

PICTURES = "pictures/"
"""Where pictures of the app are found, which the browser makes: below the folder of the page."""


def dead_links(
    page: Page, pages: Mapping[Path, Page], files: Collection[Path], pictures: Collection[str]
) -> Iterator[Mistake]:
    """Give a mistake for each link of a page that leads nowhere.

    pages: by where they were read; files: others that may be named; pictures: those that are made.
    """
    for link in page.links:
        if not is_elsewhere(link) and (why := _why(link, page, pages, files, pictures)):
            yield Mistake(page.file, line_of(page.text, f"]({link}"), why)


def _why(
    link: str,
    page: Page,
    pages: Mapping[Path, Page],
    files: Collection[Path],
    pictures: Collection[str],
) -> str:
    path, _, anchor = link.partition("#")
    if path.startswith(PICTURES):
        made = path.removeprefix(PICTURES) in pictures
        return (
            "" if made else f"no picture is made that is called {path}: see tools/site/pictures.py."
        )
    file = Path(os.path.normpath(page.file.parent / path)) if path else page.file
    if file.suffix != PAGE_ENDS:
        return "" if file in files else f"the link {link} leads to no file that the site carries."
    if file not in pages:
        return f"the link {link} leads to no page."
    if anchor and anchor not in pages[file].anchors:
        return f"the link {link} leads to a page that has no heading for #{anchor}."
    return ""
