"""A badge: a picture with the credential baked into it, so that it can be kept and shown wherever pictures can.

Source: Open Badges 3.0, section 5.3 (baked badges).
"""

import struct
from typing import Final

from lxml import etree
from markupsafe import escape

from app.evidence.credential import awarded
from app.evidence.models import Certificate
from app.wording import day

NAMESPACE: Final = "https://purl.imsglobal.org/ob/v3p0"
PNG: Final = b"\x89PNG\r\n\x1a\n"
_KEYWORD: Final = b"openbadgecredential"
_LINE_CHARS: Final = 22
_LINES: Final = 4
_SAFE: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
)


def bake_svg(certificate: Certificate, token: str) -> str:
    """Return the badge as SVG. token: the credential as a compact JWS."""
    lines = _broken(certificate.title)
    first = 258 - 20 * (len(lines) - 1)
    title = "".join(
        f'<text x="256" y="{first + 40 * nth}" font-size="32" font-weight="bold">{escape(line)}</text>'
        for nth, line in enumerate(lines)
    )
    what = f"{certificate.title}, {certificate.organisation}, {day(awarded(certificate))}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg"'
        f' xmlns:openbadges="{NAMESPACE}" viewBox="0 0 512 512" role="img">'
        f'<openbadges:credential verify="{escape(token)}"></openbadges:credential>'
        f"<title>{escape(what)}</title>"
        '<circle cx="256" cy="256" r="250" fill="#14324a"/>'
        '<circle cx="256" cy="256" r="228" fill="#fff"/>'
        '<circle cx="256" cy="256" r="218" fill="none" stroke="#b07d00" stroke-width="4"/>'
        '<g font-family="Arial, Helvetica, sans-serif" text-anchor="middle" fill="#14324a">'
        '<text x="256" y="120" font-size="24">First Shift</text>'
        f"{title}"
        f'<text x="256" y="388" font-size="18">{escape(_shortened(certificate.organisation))}</text>'
        f'<text x="256" y="420" font-size="18">{escape(day(awarded(certificate)))}</text>'
        "</g></svg>\n"
    )


def out_of_svg(data: bytes) -> str | None:
    """Return the token that is baked into an SVG; none where there is none."""
    try:
        root = etree.fromstring(data, _SAFE)
    except (etree.XMLSyntaxError, ValueError):
        return None
    found = next(root.iter(f"{{{NAMESPACE}}}credential"), None)
    return None if found is None else found.get("verify")


def out_of_png(data: bytes) -> str | None:
    """Return the token that is baked into a PNG; none where there is none. Source: PNG specification, iTXt."""
    at = len(PNG)
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        chunk = data[at + 8 : at + 8 + length]
        keyword, _, rest = chunk.partition(b"\0")
        if kind == b"iTXt" and keyword == _KEYWORD and rest[:1] == b"\0":
            # Two bytes on compression, then language and translated keyword, each with its end.
            text = rest[2:].split(b"\0", 2)
            return text[2].decode(errors="replace") if len(text) == 3 else None
        at += 12 + length
    return None


def _broken(title: str) -> list[str]:
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _LINE_CHARS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1]} …"]
    return [line if len(line) <= _LINE_CHARS + 4 else f"{line[:_LINE_CHARS]}…" for line in lines]


def _shortened(text: str) -> str:
    return text if len(text) <= 36 else f"{text[:35]}…"
