"""Reading XML from a stranger: no entity is resolved, nothing is fetched."""

from typing import Final

from lxml import etree

from packager.verify.findings import Finding, error

BOM: Final = b"\xef\xbb\xbf"


def safe_parser() -> etree.XMLParser:
    """Return a parser that resolves no entity and opens no other file."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def parse_xml(name: str, data: bytes) -> tuple[etree._Element | None, list[Finding]]:
    """Return the root of a document, or None, with what is wrong with the document as such."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        sentence = "A DOCTYPE can hide an attack and is refused by importers; take it out."
        return None, [error("xml-doctype", name, sentence)]
    findings = []
    if data.startswith(BOM):
        sentence = "Save the file as UTF-8 without a byte order mark."
        findings.append(error("xml-bom", name, sentence))
    if not data.removeprefix(BOM).startswith(b"<?xml"):
        sentence = 'Begin the file with <?xml version="1.0" encoding="UTF-8"?>.'
        findings.append(error("xml-declaration", name, sentence))
    try:
        root = etree.fromstring(data, safe_parser())
    except (etree.XMLSyntaxError, ValueError) as problem:
        sentence = f"This is no well-formed XML ({problem}); mend it there."
        return None, [*findings, error("xml-syntax", name, sentence)]
    return root, findings
