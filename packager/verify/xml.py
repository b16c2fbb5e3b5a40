"""What is wrong with an XML file as such."""

from lxml import etree

from packager.safe_xml import BOM, has_doctype, is_wide, safe_parser
from packager.verify.findings import Finding, error, warning


def parse_xml(name: str, data: bytes) -> tuple[etree._Element | None, list[Finding]]:
    """Return the root of a document, or None, with what is wrong with the document as such."""
    if is_wide(data):
        return None, [error("xml-encoding", name, "Save the file as UTF-8; importers expect it.")]
    if has_doctype(data):
        return None, [_doctype(name)]
    findings = []
    if data.startswith(BOM):
        sentence = "Save the file as UTF-8 without a byte order mark."
        findings.append(error("xml-bom", name, sentence, 1))
    if not data.removeprefix(BOM).startswith(b"<?xml"):
        sentence = 'Begin the file with <?xml version="1.0" encoding="UTF-8"?>.'
        findings.append(warning("xml-declaration", name, sentence, 1))
    try:
        root = etree.fromstring(data, safe_parser())
    except (etree.XMLSyntaxError, ValueError) as problem:
        line = getattr(problem, "lineno", 0) or 0
        sentence = f"This is no well-formed XML ({_reason(problem)}); mend it there."
        return None, [*findings, error("xml-syntax", name, sentence, line)]
    about = root.getroottree().docinfo
    if about.internalDTD is not None:
        return None, [_doctype(name)]
    if (about.encoding or "UTF-8").upper() not in ("UTF-8", "US-ASCII", "ASCII"):
        sentence = f"Save the file as UTF-8, not {about.encoding}; importers expect it."
        findings.append(error("xml-encoding", name, sentence, 1))
    return root, findings


def _doctype(name: str) -> Finding:
    sentence = "A DOCTYPE can hide an attack and is refused by importers; take it out."
    return error("xml-doctype", name, sentence)


def _reason(problem: Exception) -> str:
    said = getattr(problem, "msg", None) or str(problem)
    return str(said).partition(", line")[0]
