"""Rules on the zip itself: names that escape, that get lost, or that a server refuses."""

import re
import stat
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from packager.archive import MAX_NAME_CHARS, MAX_PATH_CHARS
from packager.verify.findings import Finding, error, warning
from packager.verify.opened import Opened

ZipRule = Callable[[Opened], Iterator[Finding]]

ADVISED_TOTAL_BYTES: Final = 50_000_000
SERVER_SUFFIXES: Final = (
    *(".php", ".phtml", ".pl", ".py", ".cgi", ".exe", ".sh", ".jsp", ".asp", ".aspx"),
    ".htaccess",
)
# Types that a plain web server may send with a wrong Content-Type, so that browsers refuse them.
FRAGILE_SUFFIXES: Final = (".mjs", ".json", ".webmanifest", ".wasm")
ARCHIVES: Final = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz")
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SAFE_PATH: Final = re.compile(r"[A-Za-z0-9._/-]+")
_DRIVE: Final = re.compile(r"^[A-Za-z]:")


def escaping_names(opened: Opened) -> Iterator[Finding]:
    """No path leaves the folder that the LMS unpacks into."""
    for entry in opened.entries:
        name = entry.orig_filename
        parts = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or _DRIVE.match(name) or ".." in parts:
            sentence = "This path leads out of the package; give the file a plain relative name."
            yield error("name-escapes", name, sentence)
        elif "\\" in name:
            yield error("name-backslash", name, "Use forward slashes in paths, not backslashes.")
        elif name.startswith("./"):
            yield error("name-dot", name, "Leave out the leading './'.")


def fragile_names(opened: Opened) -> Iterator[Finding]:
    """Names survive every unpacker."""
    for entry in opened.entries:
        if "\0" in entry.orig_filename:
            sentence = "This name holds a zero byte, which hides its end; rename the file."
            yield error("name-characters", entry.filename, sentence)
    for name in sorted(opened.names):
        longest = max(len(part) for part in name.split("/"))
        if not _SAFE_PATH.fullmatch(name):
            sentence = "Use only letters, digits, dot, hyphen and underscore in file names."
            yield warning("name-characters", name, sentence)
        if longest >= MAX_NAME_CHARS or len(name) >= MAX_PATH_CHARS:
            sentence = f"Shorten this path to under {MAX_PATH_CHARS} characters."
            yield warning("name-length", name, sentence)


def same_names(opened: Opened) -> Iterator[Finding]:
    """No two files differ in case only, or not at all."""
    counted = Counter(e.filename.lower() for e in opened.entries)
    for name, count in sorted(counted.items()):
        if count > 1:
            sentence = f"{count} files have this name when case is ignored; rename all but one."
            yield error("name-twice", name, sentence)


def odd_entries(opened: Opened) -> Iterator[Finding]:
    """Files only: no links, no rubbish of a desktop, nothing in a rare compression."""
    for entry in opened.entries:
        name = entry.filename
        if stat.S_ISLNK(entry.external_attr >> 16):
            yield error("entry-link", name, "This is a symbolic link; put the file itself in.")
        if "__MACOSX" in name or name.endswith((".DS_Store", "Thumbs.db")):
            yield warning("entry-rubbish", name, "A desktop left this file behind; take it out.")
        if entry.is_dir():
            yield warning("entry-folder", name, "Zip the files only, without folder entries.")
        if entry.compress_type not in _METHODS:
            sentence = "This compression is not read by every LMS; use plain deflate."
            yield error("entry-method", name, sentence)


def refused_types(opened: Opened) -> Iterator[Finding]:
    """No file that a server might run, or might not know."""
    for name in sorted(opened.names):
        if name.lower().endswith(SERVER_SUFFIXES):
            sentence = "LMSs refuse packages with files that a server could run; take it out."
            yield error("type-server", name, sentence)
        elif name.lower().endswith(FRAGILE_SUFFIXES):
            sentence = "Some LMS servers send this type wrongly; carry its content in a .js file."
            yield warning("type-fragile", name, sentence)
        elif name.lower().endswith(ARCHIVES):
            sentence = "An archive inside is neither unpacked by an LMS nor looked into here."
            yield warning("type-archive", name, f"{sentence} Put its files in.")


def too_big(opened: Opened) -> Iterator[Finding]:
    """The package is small enough for usual upload limits."""
    total = sum(entry.compress_size for entry in opened.entries)
    if total > ADVISED_TOTAL_BYTES:
        sentence = f"{total // 1_000_000} MB is more than many LMSs take; make its media smaller."
        yield warning("zip-big", "", sentence)


ZIP_RULES: Final[tuple[ZipRule, ...]] = (
    escaping_names,
    fragile_names,
    same_names,
    odd_entries,
    refused_types,
    too_big,
)
