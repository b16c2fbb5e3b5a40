"""The whole site, written into a folder: all of it, or a list of mistakes and nothing."""

import os
import re
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from jinja2 import PackageLoader

from course.rendering.templating import jinja_environment
from tools.checkout import ASSETS, ROOT
from tools.site.errors import BrokenDocs, Mistake
from tools.site.links import PICTURES, dead_links
from tools.site.markdown_pages import Page, in_site, read_page
from tools.site.navigation import INDEX, Navigation, Part, read_navigation
from tools.site.picture_size import size_of

DOCS = ROOT / "docs"
SITE = ROOT / "build" / "site"
STYLE = "site.css"
MARK = "mark.svg"


def build_site(
    out: Path, pictures: Mapping[str, Path] | None, wanted: Collection[str], docs: Path = DOCS
) -> int:
    """Build the site into out, in the place of what was there, and return the number of its pages.

    pictures: the files by their names, None to build without them; wanted: the names that pages may use.
    Raises BrokenDocs with every mistake, before anything is written.
    """
    navigation, mistakes = read_navigation(docs)
    pages = {
        docs / name: read_page(docs / name)
        for name in navigation.pages()
        if (docs / name).is_file()
    }
    files = {docs / name for name in navigation.files} | {docs / PICTURES / name for name in wanted}
    dead = [each for page in pages.values() for each in dead_links(page, pages, files)]
    if mistakes or dead:
        raise BrokenDocs(sorted((*mistakes, *dead)))
    draft = out.with_name(f"{out.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    _write(draft, docs, navigation, pages, pictures)
    shutil.rmtree(out, ignore_errors=True)
    draft.replace(out)
    return len(pages)


def readme_mistakes(readme: Path = ROOT / "README.md", docs: Path = DOCS) -> tuple[Mistake, ...]:
    """Return the dead links of the page that stands at the root of the code."""
    page = read_page(readme)
    named = {Path(os.path.normpath(readme.parent / link.partition("#")[0])) for link in page.links}
    pages = {file: read_page(file) for file in docs.rglob("*.md")} | {readme: page}
    return tuple(dead_links(page, pages, {file for file in named if file.is_file()}))


def _write(
    folder: Path,
    docs: Path,
    navigation: Navigation,
    pages: Mapping[Path, Page],
    pictures: Mapping[str, Path] | None,
) -> None:
    template = jinja_environment(PackageLoader("tools.site")).get_template("page.html")
    titles = {name: pages[docs / name].title for name in navigation.pages()}
    for name in navigation.pages():
        page, target = pages[docs / name], folder / in_site(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        up = "../" * name.count("/")
        part = next((each for each in navigation.parts if name in each.pages), None)
        heading, end, body = _with_pictures(page.html, pictures).partition("</h1>")
        html = template.render(
            page=page,
            heading=heading + end,
            body=body,
            up=up,
            home=up + in_site(INDEX),
            header=_header(navigation, part, up),
            part=part,
            beside=[
                {"href": up + in_site(each), "title": titles[each], "current": each == name}
                for each in (part.pages if part else ())
            ],
        )
        target.write_text(html, encoding="utf-8")
    for name in navigation.files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(docs / name, folder / name)
    for name in (STYLE, MARK):
        shutil.copyfile(ASSETS / name, folder / name)
    for name, file in (pictures or {}).items():
        (folder / PICTURES).mkdir(exist_ok=True)
        shutil.copyfile(file, folder / PICTURES / name)


def _header(navigation: Navigation, part: Part | None, up: str) -> list[dict[str, object]]:
    return [
        {"text": each.short, "href": up + in_site(each.pages[0]), "current": each == part}
        for each in navigation.parts
    ]


def _with_pictures(html: str, pictures: Mapping[str, Path] | None) -> str:
    """Give every picture of the app its size, so that its place is kept free; without pictures, its words."""

    def one(found: re.Match[str]) -> str:
        words, source = found["words"], found["source"]
        if pictures is None:
            return f'<span class="site-no-picture">Picture: {words}</span>'
        width, height = size_of(pictures[found["name"]])
        return (
            f'<a href="{source}"><img class="site-picture" src="{source}" alt="{words}"'
            f' width="{width}" height="{height}" loading="lazy"></a>'
        )

    where = rf"(?P<source>(?:\.\./)*{PICTURES}/(?P<name>[^\"]+))"
    return re.sub(rf'<img alt="(?P<words>[^"]*)" src="{where}" ?/?>', one, html)
