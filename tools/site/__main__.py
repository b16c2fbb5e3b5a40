"""``./run docs``: build the documentation site, with pictures of the app."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.errors import SetUpError
from tools.site.building import SITE, build_site, readme_mistakes
from tools.site.errors import BrokenDocs
from tools.site.pictures import PICTURES, make_pictures


def main(arguments: list[str]) -> int:
    """Build the site, say where it is, and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="./run docs",
        description="Build the documentation site. A dead link, or a page that no part lists, fails it.",
    )
    parser.add_argument("--out", type=Path, default=SITE, help="folder of the site [build/site]")
    parser.add_argument("--without-pictures", action="store_true", help="needs no browser")
    chosen = parser.parse_args(arguments)
    if dead := readme_mistakes():
        raise BrokenDocs(dead)
    # Once without, which takes a second: no picture is made for a site that is not built.
    pages = build_site(chosen.out, None, PICTURES)
    if not chosen.without_pictures:
        with TemporaryDirectory() as folder:
            build_site(chosen.out, make_pictures(Path(folder)), PICTURES)
    pictures = 0 if chosen.without_pictures else len(PICTURES)
    print(f"{chosen.out}/index.html: {pages} pages, {pictures} pictures.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SetUpError as error:
        sys.exit(str(error))
