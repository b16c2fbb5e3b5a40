"""Rules on SVG pictures: a picture is only a picture."""

from collections.abc import Iterator

from lxml import etree

from packager.safe_xml import safe_parser
from packager.verify.findings import Finding, error, warning


def svg_picture(name: str, data: bytes) -> Iterator[Finding]:
    """A picture holds no script, no handler, and nothing from outside."""
    if not name.lower().endswith(".svg"):
        return
    if b"<!ENTITY" in data:
        sentence = "A DOCTYPE with entities can hide an attack; take it out of the picture."
        yield error("svg-doctype", name, sentence)
        return
    try:
        root = etree.fromstring(data, safe_parser())
    except (etree.XMLSyntaxError, ValueError):
        yield error("svg-syntax", name, "This SVG is no well-formed XML; export it again.")
        return
    if root.getroottree().docinfo.internalDTD is not None:
        sentence = "Take the DOCTYPE out of the picture; a strict LMS refuses it."
        yield warning("svg-doctype", name, sentence)
    active = next((each for each in root.iter(etree.Element) if _is_active(each)), None)
    if active is not None:
        sentence = "The picture holds a script, a handler or something from outside; take it out."
        yield error("svg-active", name, sentence, active.sourceline or 0)


def _is_active(element: etree._Element) -> bool:
    if etree.QName(element).localname in ("script", "foreignObject", "iframe"):
        return True
    for key, value in element.attrib.items():
        local = etree.QName(key).localname
        leads_away = local == "href" and not str(value).startswith(("#", "data:image/"))
        if local.startswith("on") or leads_away or "url(http" in str(value).replace(" ", ""):
            return True
    return False
