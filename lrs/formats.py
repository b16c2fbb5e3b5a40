"""The text formats of xAPI as types that msgspec checks while it decodes.

Each format is a regular expression and a phrase for people; `explain` puts the phrase
where msgspec would print the expression. Values stay the text that came in.
Source: xAPI 1.0.3 Data 2.2 and 4; IEEE 9274.1.1 section 4.2.7.
"""

import re
from typing import Annotated

from msgspec import Meta

# Anchored with \Z, since $ lets a line feed at the end pass and msgspec searches.
_UUID = r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z"
_IRI = r'^[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f-\x9f<>"{}\\^`]+\Z'
_LANGUAGE = (
    r"^(?:(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})"  # language and extensions
    r"(?:-[A-Za-z]{4})?"  # script
    r"(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"  # region
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"  # variants
    r"(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*"  # extensions by singleton
    r"(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?"  # private use at the end
    r"|[xX](?:-[A-Za-z0-9]{1,8})+"
    r"|[iI]-[A-Za-z]{3,8}|en-GB-oed|sgn-(?:BE-FR|BE-NL|CH-DE)|zh-min-nan|art-lojban)\Z"
)
_MBOX = r'^[mM][aA][iI][lL][tT][oO]:[^\s@<>"\x00-\x1f]+@[^\s@<>"\x00-\x1f]+\Z'
_SHA1 = r"^[0-9a-fA-F]{40}\Z"
_SHA2 = r"^(?:[0-9a-fA-F]{56}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128})\Z"
# Only the last component may have a fraction, and weeks stand alone (ISO 8601).
_DURATION = (
    r"(?a)^P(?=.)(?:\d+(?:[.,]\d+)?W"
    r"|(?!.*[.,]\d+[A-Z].)(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?D)?"
    r"(?:T(?=\d)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?)\Z"
)
_VERSION = r"^[12]\.0(?:\.[0-9]+)?\Z"
_PLAIN = r"^[^\x00-\x1f\x7f]*\Z"
_MEDIA_TYPE = (
    r"^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+*-]+"
    r'(?:[ \t]*;[ \t]*[A-Za-z0-9!#$&^_.+-]+=(?:[!#-:<-~]+|"[\x20-\x21\x23-\x7e]*"))*'
    r"[ \t]*;?\Z"
)

UUID = Annotated[str, Meta(pattern=_UUID)]
IRI = Annotated[str, Meta(pattern=_IRI)]
# The shape of a language tag of RFC 5646.
LanguageTag = Annotated[str, Meta(pattern=_LANGUAGE)]
MailboxIRI = Annotated[str, Meta(pattern=_MBOX)]
SHA1 = Annotated[str, Meta(pattern=_SHA1)]
SHA2 = Annotated[str, Meta(pattern=_SHA2)]
# An ISO 8601 duration in the format with designators.
Duration = Annotated[str, Meta(pattern=_DURATION)]
StatementVersion = Annotated[str, Meta(pattern=_VERSION)]
PlainText = Annotated[str, Meta(pattern=_PLAIN)]
MediaType = Annotated[str, Meta(pattern=_MEDIA_TYPE)]

_PHRASES = {
    _UUID: "a UUID such as 123e4567-e89b-42d3-a456-426614174000",
    _IRI: "an IRI with a scheme, such as https://example.com/x",
    _LANGUAGE: "a language tag such as en-GB",
    _MBOX: "a mailbox such as mailto:name@example.com",
    _SHA1: "a SHA-1 of 40 hexadecimal digits",
    _SHA2: "a SHA-2 of 56, 64, 96 or 128 hexadecimal digits",
    _DURATION: "an ISO 8601 duration such as PT1H30M",
    _VERSION: "a version such as 1.0.0 or 2.0.0",
    _PLAIN: "text without control characters",
    _MEDIA_TYPE: "a media type such as text/plain",
}
_QUOTED = {f"`str` matching regex {pattern!r}": phrase for pattern, phrase in _PHRASES.items()}
_UUID_RE, _IRI_RE, _PLAIN_RE = re.compile(_UUID), re.compile(_IRI), re.compile(_PLAIN)
_MEDIA_TYPE_RE, _SHA2_RE = re.compile(_MEDIA_TYPE), re.compile(_SHA2)


def explain(message: str) -> str:
    """Replace a regular expression in a message of msgspec by words for people."""
    for quoted, phrase in _QUOTED.items():
        message = message.replace(quoted, phrase)
    return message


def is_uuid(text: str) -> bool:
    """Tell whether text is a UUID of 36 characters in either case, of any version."""
    return _UUID_RE.search(text) is not None


def is_iri(text: str) -> bool:
    """Tell whether text has a scheme and no character that an IRI forbids (RFC 3987)."""
    return _IRI_RE.search(text) is not None


def is_sha2(text: str) -> bool:
    """Tell whether text has as many hexadecimal digits as one of the SHA-2 functions gives."""
    return _SHA2_RE.search(text) is not None


def is_plain(text: str) -> bool:
    """Tell whether text has no control character, so that every database can hold it."""
    return _PLAIN_RE.search(text) is not None


def is_media_type(text: str) -> bool:
    """Tell whether text may be given back as a Content-Type header."""
    return _MEDIA_TYPE_RE.search(text) is not None
