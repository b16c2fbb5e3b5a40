"""Rules on what the package does in a browser: smells that have cost records in real LMSs."""

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from packager.verify.findings import Finding, error, warning
from packager.verify.manifests import Node, escapes, is_outside, path_of
from packager.verify.opened import Opened

TextRule = Callable[[str, bytes], Iterator[Finding]]

_UNLOAD: Final = re.compile(rb"""["'](?:before)?unload["']|\bon(?:before)?unload\b""")
_CODE: Final = (".js", ".mjs", ".html", ".htm")
_STORAGE: Final = re.compile(rb"\b(?:localStorage|sessionStorage|serviceWorker)\b|document\.cookie")
_OUTSIDE: Final = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
_CSS_OUTSIDE: Final = re.compile(
    rb"""(?:url\(\s*|@import\s+)["']?\s*(?:https?:)?//""", re.IGNORECASE
)
_LOADING: Final = (
    "//script/@src | //link[not(contains(' canonical alternate license author ', "
    "concat(' ', @rel, ' ')))]/@href | //img/@src | //iframe/@src | //source/@src | //video/@src"
    " | //audio/@src | //track/@src | //video/@poster | //object/@data | //embed/@src"
)


def parsed_page(data: bytes) -> Node | None:
    """Return a page as browsers read it, or None where there is nothing in it."""
    if not data.strip():
        return None
    try:
        return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.LxmlError, ValueError):
        return None


def html_page(name: str, data: bytes) -> Iterator[Finding]:
    """A page says its charset, loads from the package only, and needs no rare feature."""
    tree = parsed_page(data) if name.lower().endswith((".html", ".htm")) else None
    if tree is None:
        return
    if not tree.xpath("//meta[@charset]|//meta[@http-equiv='Content-Type']"):
        yield error("html-charset", name, 'Put <meta charset="utf-8"> at the head of the page.')
    for base in tree.iter("base"):
        sentence = "<base> breaks paths inside an LMS; take it out."
        yield error("html-base", name, sentence, base.sourceline or 0)
    for script in tree.iter("script"):
        yield from _script(name, script)
    for address in tree.xpath(_LOADING):
        if _OUTSIDE.match(address):
            sentence = f"The page loads {address} from outside; put the file into the package."
            yield error("outside-html", name, sentence, address.getparent().sourceline or 0)
    handlers = tree.xpath("//@*[starts-with(name(), 'on')]")
    if handlers:
        sentence = "Handlers in the page are blocked by strict LMSs; move the code to a .js file."
        yield warning("html-inline", name, sentence, handlers[0].getparent().sourceline or 0)


def _script(name: str, script: Node) -> Iterator[Finding]:
    line = script.sourceline or 0
    if script.get("type") == "module":
        sentence = "Modules do not load from disk or with a wrong type; bundle a classic script."
        yield error("html-module", name, sentence, line)
    if script.get("src") is None and (script.text or "").strip():
        sentence = "Inline scripts are blocked by strict LMSs; move the code to a .js file."
        yield warning("html-inline", name, sentence, line)


def script_or_page(name: str, data: bytes) -> Iterator[Finding]:
    """Code ends its session on pagehide."""
    if not name.lower().endswith(_CODE):
        return
    unload = _UNLOAD.search(data)
    if unload:
        sentence = "'unload' and 'beforeunload' no longer fire in many LMSs; use 'pagehide'."
        yield error("unload", name, sentence, _line(data, unload))


def browser_storage(opened: Opened) -> Iterator[Finding]:
    """A SCO keeps nothing in the browser: it has suspend data, and a frame may have no storage."""
    for name, data in sorted(opened.texts.items()):
        storage = _STORAGE.search(data) if name.lower().endswith(_CODE) else None
        if storage:
            sentence = "Browser storage is blocked in an LMS's frame; keep state in suspend data."
            yield warning("storage", name, sentence, _line(data, storage))


def style_sheet(name: str, data: bytes) -> Iterator[Finding]:
    """A style sheet loads from the package only."""
    found = _CSS_OUTSIDE.search(data) if name.lower().endswith(".css") else None
    if found:
        sentence = "The style sheet loads something from outside; put the file into the package."
        yield error("outside-css", name, sentence, _line(data, found))


TEXT_RULES: Final[tuple[TextRule, ...]] = (html_page, script_or_page, style_sheet)


def links(opened: Opened) -> Iterator[Finding]:
    """What a page loads is in the package, spelt as there, and named by a relative path."""
    for name, data in sorted(opened.texts.items()):
        tree = parsed_page(data) if name.lower().endswith((".html", ".htm")) else None
        for address in () if tree is None else tree.xpath(_LOADING):
            line = address.getparent().sourceline or 0
            if address.strip() and not is_outside(address) and not address.startswith("#"):
                yield from _link(name, line, path_of(address.strip()), opened)


def _link(name: str, line: int, path: str, opened: Opened) -> Iterator[Finding]:
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    if path.startswith("/") or escapes(target):
        sentence = f"The page loads {path}, which leads out of the package; write a relative path."
        yield error("path-escapes", name, sentence, line)
    elif path and target not in opened.names:
        near = opened.near(target)
        mend = f"it is spelt {near} there" if near else "put it in or take the link out"
        sentence = f"The page loads {path}, which the package does not hold; {mend}."
        yield error("link-missing", name, sentence, line)


def reports_status(opened: Opened, api: str) -> Iterator[Finding]:
    """Some script speaks to the LMS in the words of the manifest's standard.

    api: ``scorm12`` or ``scorm2004``. One LMS looks for the status's name in plain text on import.
    """
    scripts = [data for name, data in opened.texts.items() if name.endswith((".js", ".html"))]

    def said(word: bytes) -> bool:
        return any(word in data for data in scripts)

    wanted = b"lesson_status" if api == "scorm12" else b"completion_status"
    other = b"completion_status" if api == "scorm12" else b"lesson_status"
    if not said(wanted) and not said(other):
        sentence = (
            f"No script mentions {wanted.decode()}: the package would never report completion; "
            "export it with tracking."
        )
        yield error("status-word", "", sentence)
    elif not said(wanted):
        sentence = (
            f"The scripts speak of {other.decode()} and never of {wanted.decode()}: they are of "
            "another edition than the manifest; export both for the same one."
        )
        yield error("status-edition", "", sentence)


def _line(data: bytes, found: re.Match[bytes]) -> int:
    return data.count(b"\n", 0, found.start()) + 1
