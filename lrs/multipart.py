"""multipart/mixed: the statements in the first part, raw data of attachments in the others.

Bytes are never decoded or changed, so that they keep their SHA-2. Source: RFC 2046 section 5.1; xAPI 1.0.3
Communication 1.5.2; IEEE 9274.1.1 section 4.1.3.
"""

import re
import secrets
from collections.abc import Iterable, Iterator

from msgspec import Struct

from lrs.attachments import Part
from lrs.errors import BadRequest

MAX_PARTS = 1_000
_BOUNDARY = re.compile(r';\s*boundary=(?:"([^"]*)"|([^\s;"]+))', re.IGNORECASE)
_LEGAL = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]\Z")
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)\Z", re.DOTALL)
_HASH = "x-experience-api-hash"


class Section(Struct, frozen=True):
    """A part as it came: header names in lower case, and its bytes."""

    headers: dict[str, str]
    content: bytes


def boundary(content_type: str) -> str:
    """Return the boundary of a Content-Type. Raises BadRequest where it is missing or not legal."""
    match = _BOUNDARY.search(content_type)
    found = (match[1] or match[2] or "") if match else ""
    if not _LEGAL.match(found):
        raise BadRequest(
            "The Content-Type multipart/mixed needs a boundary of 1 to 70 characters, such as"
            " multipart/mixed; boundary=abc."
        )
    return found


def sections(body: bytes, mark: str) -> tuple[Section, ...]:
    """Return the parts of a body between its boundaries. Raises BadRequest, which names the part."""
    delimiter = re.compile(rb"\r\n--" + re.escape(mark.encode()) + rb"(--)?[ \t]*(?=\r\n|\Z)")
    # The first boundary may stand at the very start, without the line end that belongs to it.
    text = b"\r\n" + body
    found: list[Section] = []
    begin: int | None = None
    for match in delimiter.finditer(text):
        if begin is not None:
            if len(found) == MAX_PARTS:
                raise BadRequest(f"The body has more than {MAX_PARTS} parts.")
            found.append(_section(text[begin : match.start()], len(found) + 1))
        if match[1]:
            return tuple(found)  # what follows the end is to be ignored
        begin = match.end()
    raise BadRequest(
        f"The body does not end with its boundary, --{mark}-- on a line of its own (lines end with CR LF)."
    )


def read(body: bytes, content_type: str) -> tuple[bytes, tuple[Part, ...]]:
    """Return the JSON of the statements and the raw data that came with them. Raises BadRequest."""
    found = sections(body, boundary(content_type))
    if not found:
        raise BadRequest("The body has no part: the first one holds the statements.")
    first, *others = found
    if _media(first.headers.get("content-type", "")) != "application/json":
        raise BadRequest(
            "The first part holds the statements, with Content-Type: application/json"
            " (Communication 1.5.2)."
        )
    return first.content, tuple(_part(number, one) for number, one in enumerate(others, start=2))


def write(first: bytes, parts: Iterable[Part]) -> tuple[str, bytes]:
    """Return the Content-Type and the body that hold statements and their raw data."""
    # 128 bits that nobody can foresee: no content holds them but by chance.
    mark = secrets.token_hex(16)
    lines: list[bytes] = []
    for headers, content in _outgoing(first, parts):
        lines += [b"--" + mark.encode(), *headers, b"", content]
    lines += [b"--" + mark.encode() + b"--", b""]
    # Some readers cut the boundary out of the header by hand: one blank, no quotes, nothing after it.
    return f"multipart/mixed; boundary={mark}", b"\r\n".join(lines)


def _outgoing(first: bytes, parts: Iterable[Part]) -> Iterator[tuple[list[bytes], bytes]]:
    yield [b"Content-Type: application/json"], first
    for part in parts:
        headers = [
            f"Content-Type: {part.content_type}",
            f"Content-Length: {len(part.content)}",
            "Content-Transfer-Encoding: binary",
            f"X-Experience-API-Hash: {part.sha2}",
        ]
        yield [header.encode() for header in headers], part.content


def _section(text: bytes, number: int) -> Section:
    if not text.startswith(b"\r\n"):
        raise BadRequest(f"Part {number} does not begin on a line of its own.")
    head, blank, content = text.partition(b"\r\n\r\n")
    if not blank:
        raise BadRequest(f"Part {number} has no empty line between its headers and its content.")
    headers: dict[str, str] = {}
    for line in head[2:].split(b"\r\n") if head else ():
        match = _HEADER.match(line)
        name = match[1].decode().lower() if match else ""
        if match is None or name in headers:
            raise BadRequest(f"Part {number} has a header that cannot be read, or one twice.")
        headers[name] = match[2].strip(b" \t").decode("latin-1")
    return Section(headers, content)


def _part(number: int, section: Section) -> Part:
    headers = section.headers
    if _HASH not in headers:
        raise BadRequest(f"Part {number} has no X-Experience-API-Hash (Communication 1.5.2).")
    if headers.get("content-transfer-encoding", "binary").lower() != "binary":
        raise BadRequest(
            f"Part {number}: Content-Transfer-Encoding is binary (Communication 1.5.2)."
        )
    length = headers.get("content-length")
    if length is not None and not (length.isascii() and length.isdigit() and len(length) < 20):
        raise BadRequest(f"Part {number}: Content-Length is not a number.")
    return Part(
        sha2=headers[_HASH],
        content=section.content,
        content_type=headers.get("content-type"),
        length=None if length is None else int(length),
    )


def _media(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()
