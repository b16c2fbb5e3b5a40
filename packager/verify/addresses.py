"""Addresses in the manifests of cmi5 and xAPI: IRIs, and what a launch address may hold."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from packager.verify.findings import Finding
from packager.verify.manifests import Manifest, Node, escapes, path_of

# RFC 3987 in short: a scheme, a colon, and none of the characters that must be escaped.
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_BARE_SCHEME: Final = re.compile(r"https?:/*", re.IGNORECASE)


def is_iri(text: str) -> bool:
    """Say whether a text is an absolute IRI."""
    return bool(_IRI.fullmatch(text)) and not _BARE_SCHEME.fullmatch(text)


def launch_address(
    manifest: Manifest, at: Node, reserved: tuple[str, ...], what: str
) -> Iterator[Finding]:
    """Judge what a launch opens. reserved: names that the LMS itself puts into the query."""
    address = at.text or ""
    if address != address.strip():
        sentence = (
            f"{what} stands between blanks or line breaks, which some LMSs keep; close it up."
        )
        yield manifest.warning("launch-blank", at, sentence)
    address = address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if not address or re.search(r"\s", address) or (parts.scheme and not is_iri(address)):
        yield manifest.error("launch-address", at, f"{what} '{address}' is no address; correct it.")
        return
    names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    for name in sorted(names & set(reserved)):
        sentence = f"{what} has '{name}' in its query, which the LMS sets itself; take it out."
        yield manifest.error("launch-query", at, sentence)
    if not parts.scheme:
        yield from _inside(manifest, at, address, what)


def _inside(manifest: Manifest, at: Node, address: str, what: str) -> Iterator[Finding]:
    path = path_of(address)
    if not manifest.opened.entries:
        sentence = f"{what} is '{address}', but a manifest without a zip holds whole addresses only"
        yield manifest.error("launch-bare", at, f"{sentence}; zip it with its files.")
    elif escapes(path):
        sentence = f"{what} leads out of the package ({address}); name a file inside."
        yield manifest.error("path-escapes", at, sentence)
    elif not manifest.holds(path):
        near = manifest.near(path)
        mend = f"it is spelt {near} there" if near else "put it in or correct the path"
        sentence = f"{what} is {path}, which the package does not hold; {mend}."
        yield manifest.error("launch-missing", at, sentence)
