"""Changes to a topic's tree before it becomes text: headings, links, pictures, notes.

Each change is one class with one purpose; ``course/rendering/markdown_tables.py`` holds the one for tables.
"""

import re
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Callable

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from course.glossary.search import folded
from course.rendering.outside_links import OutsideLinks
from course.rendering.picture_size import Size

SECTION_TAGS = ("h2", "h3")

NOTE_KINDS = {
    "situation": "Situation",
    "say": "What to say",
    "nations": "In the four nations",
    "important": "Important",
}


class Headings(Treeprocessor):
    """Keep the first level for the page's own title, and give each section a place to lead to.

    A heading of the first level goes to the second. topic: whose sections these are, empty for none.
    """

    def __init__(self, md: Markdown, topic: str = "") -> None:
        super().__init__(md)
        self._topic = topic

    def run(self, root: etree.Element) -> None:
        times: Counter[str] = Counter()
        for heading in root.iter():
            if heading.tag == "h1":
                heading.tag = "h2"
            heading.attrib.pop("id", None)  # where a place is called how is not the author's to say
            if self._topic and heading.tag in SECTION_TAGS:
                anchor = section_anchor(self._topic, "".join(heading.itertext()))
                times[anchor] += 1
                nth = times[anchor]
                heading.set("id", f"{anchor}-{nth}" if nth > 1 else anchor)


def section_anchor(topic: str, heading: str) -> str:
    """Return the id of a section. The topic is in it, since a package shows all topics on one page."""
    words = re.findall("[a-z0-9]+", folded(heading))
    return "-".join(["section", topic, *words])


class Links(Treeprocessor):
    """Lead ``topic:`` links to their page, and give those that lead outside their attributes."""

    def __init__(
        self, md: Markdown, topic_url: Callable[[str], str] | None, outside: OutsideLinks
    ) -> None:
        super().__init__(md)
        self._topic_url = topic_url
        self._outside = outside

    def run(self, root: etree.Element) -> None:
        for link in root.iter("a"):
            href = link.get("href", "")
            # Where a link opens is not the author's to say.
            link.attrib.pop("target", None)
            if href.startswith("topic:") and self._topic_url is not None:
                link.set("href", self._topic_url(href.removeprefix("topic:")))
            elif href.startswith(("https://", "http://")):
                link.attrib.update(self._outside)
            elif not href.startswith(("mailto:", "tel:")):
                link.attrib.pop("href", None)


class Pictures(Treeprocessor):
    """Give each picture its address; one that stands alone becomes a figure."""

    def __init__(
        self,
        md: Markdown,
        image_url: Callable[[str], str] | None,
        size: Callable[[str], Size | None] | None,
    ) -> None:
        super().__init__(md)
        self._image_url = image_url
        self._size = size

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for picture in parent.findall("img"):
                self._place(picture)
            if parent.tag == "p" and _holds_only_a_picture(parent):
                parent.tag = "figure"
                parent.set("class", "fs-picture")

    def _place(self, picture: etree.Element) -> None:
        name = picture.get("src", "")
        if self._image_url is not None and name.startswith("images/"):
            picture.set("src", self._image_url(name))
            picture.set("loading", "lazy")
            size = self._size(name) if self._size is not None else None
            if size is not None:
                picture.attrib.update(width=str(size[0]), height=str(size[1]))
        else:
            picture.attrib.pop("src", None)


class Notes(Treeprocessor):
    """Turn an admonition into a note whose kind is said in words."""

    def run(self, root: etree.Element) -> None:
        for note in root.iter("div"):
            names = note.get("class", "").split()
            if names[:1] == ["admonition"]:
                self._reshape(note, names[1] if len(names) > 1 else "important")

    def _reshape(self, note: etree.Element, kind: str) -> None:
        words = NOTE_KINDS.get(kind, kind.capitalize())
        note.set("class", f"fs-note fs-note--{kind}")
        title = note.find("p[@class='admonition-title']")
        if title is not None and (title.text or "").casefold() in {kind, words.casefold()}:
            note.remove(title)
        elif title is not None:
            title.set("class", "fs-note__title")
        label = etree.Element("p", {"class": "fs-note__kind"})
        label.text = words
        note.insert(0, label)


def _holds_only_a_picture(paragraph: etree.Element) -> bool:
    if len(paragraph) != 1 or paragraph[0].tag != "img":
        return False
    return not (paragraph.text or "").strip() and not (paragraph[0].tail or "").strip()
