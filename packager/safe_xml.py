"""XML from a stranger: no entity is resolved, nothing is fetched, nothing huge is built."""

from typing import Final

from lxml import etree

BOM: Final = b"\xef\xbb\xbf"
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00", b"<\x00")


def safe_parser(*, comments: bool = True) -> etree.XMLParser:
    """Return a parser that resolves no entity and opens no other file; without comments, if so asked."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=not comments,
    )


def is_wide(data: bytes) -> bool:
    """Say whether a file is in UTF-16 or UTF-32: refused unread, for a DOCTYPE could not be seen in it."""
    return data.startswith(_WIDE)


def has_doctype(data: bytes) -> bool:
    """Say whether a file in UTF-8 declares entities, or might."""
    return b"<!DOCTYPE" in data or b"<!ENTITY" in data
