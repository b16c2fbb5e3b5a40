"""Rules on what the package does in a browser: smells that have cost records in real LMSs."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree, html

from packager.verify.findings import Finding, error, warning
from packager.verify.opened import Opened

TextRule = Callable[[str, bytes], Iterator[Finding]]

_UNLOAD: Final = re.compile(rb"""["'](?:before)?unload["']|\bon(?:before)?unload\b""")
_STORAGE: Final = re.compile(rb"\b(?:localStorage|sessionStorage|serviceWorker)\b|document\.cookie")
_OUTSIDE: Final = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
_CSS_OUTSIDE: Final = re.compile(
    rb"""(?:url\(\s*|@import\s+)["']?\s*(?:https?:)?//""", re.IGNORECASE
)
_LOADING: Final = (
    "//script/@src | //link/@href | //img/@src | //iframe/@src | //source/@src | //video/@src"
)


def html_page(name: str, data: bytes) -> Iterator[Finding]:
    """A page says its charset, loads from the package only, and needs no rare feature."""
    if not name.lower().endswith((".html", ".htm")) or not data.strip():
        return
    tree = html.fromstring(data, parser=html.HTMLParser(encoding="utf-8", no_network=True))
    if not tree.xpath("//meta[@charset]|//meta[@http-equiv='Content-Type']"):
        yield error("html-charset", name, 'Put <meta charset="utf-8"> at the head of the page.')
    if tree.xpath("//base"):
        yield error("html-base", name, "<base> breaks paths inside an LMS; take it out.")
    if tree.xpath("//script[@type='module']"):
        sentence = "Modules do not load from disk or with a wrong type; bundle a classic script."
        yield error("html-module", name, sentence)
    for address in tree.xpath(_LOADING):
        if _OUTSIDE.match(address):
            sentence = f"The page loads {address} from outside; put the file into the package."
            yield error("outside-html", name, sentence)
    if tree.xpath("//script[not(@src)][normalize-space()]|//@*[starts-with(name(), 'on')]"):
        sentence = "Inline scripts are blocked by strict LMSs; move the code to a .js file."
        yield warning("html-inline", name, sentence)


def script_or_page(name: str, data: bytes) -> Iterator[Finding]:
    """Code ends its session on pagehide, and keeps nothing in the browser."""
    if not name.lower().endswith((".js", ".mjs", ".html", ".htm")):
        return
    if _UNLOAD.search(data):
        sentence = "'unload' and 'beforeunload' no longer fire in many LMSs; use 'pagehide'."
        yield error("unload", name, sentence)
    if _STORAGE.search(data):
        sentence = "Browser storage is blocked in an LMS's frame; keep state in suspend data."
        yield warning("storage", name, sentence)


def style_sheet(name: str, data: bytes) -> Iterator[Finding]:
    """A style sheet loads from the package only."""
    if name.lower().endswith(".css") and _CSS_OUTSIDE.search(data):
        sentence = "The style sheet loads something from outside; put the file into the package."
        yield error("outside-css", name, sentence)


def svg_picture(name: str, data: bytes) -> Iterator[Finding]:
    """A picture is only a picture: no script, no handler, nothing from outside."""
    if not name.lower().endswith(".svg"):
        return
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        yield error("svg-doctype", name, "Take the DOCTYPE out of the picture.")
        return
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        yield error("svg-syntax", name, "This SVG is no well-formed XML; export it again.")
        return
    if any(_is_active(element) for element in root.iter(etree.Element)):
        sentence = "The picture holds a script, a handler or something from outside; take it out."
        yield error("svg-active", name, sentence)


def _is_active(element: etree._Element) -> bool:
    if etree.QName(element).localname in ("script", "foreignObject", "iframe"):
        return True
    for key, value in element.attrib.items():
        local = etree.QName(key).localname
        leads_away = local == "href" and not str(value).startswith(("#", "data:image/"))
        if local.startswith("on") or leads_away or "url(http" in str(value).replace(" ", ""):
            return True
    return False


TEXT_RULES: Final[tuple[TextRule, ...]] = (html_page, script_or_page, style_sheet, svg_picture)


def reports_status(opened: Opened) -> Iterator[Finding]:
    """Some script names the status element in plain text; one LMS looks for it on import."""
    words = (b"lesson_status", b"completion_status")
    scripts = [data for name, data in opened.texts.items() if name.endswith((".js", ".html"))]
    if not any(word in data for data in scripts for word in words):
        sentence = "No script mentions lesson_status: the package would never report completion."
        yield error("status-word", "", sentence)
