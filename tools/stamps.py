"""Stamps: what a part of the set-up was made from, written last, inside what it vouches for.

A part whose stamp says what we would make it from now is not made again. The stamp lies inside
the part's own folder, so that whoever deletes the folder deletes the stamp.
"""

import hashlib
import os
import platform
import sys
from collections.abc import Iterable
from pathlib import Path


def digest(files: Iterable[Path], *words: str) -> str:
    """Return a SHA-256 in hex over files (names and bytes) and words, as one stamp's content."""
    summing = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        summing.update(f"{file.name} {len(content)}\n".encode())
        summing.update(content)
    for word in words:
        summing.update(f"\n{word}".encode())
    return summing.hexdigest()


def machine() -> str:
    """Return what makes a compiled package fit: Python's version, system and processor."""
    version = ".".join(str(number) for number in sys.version_info[:3])
    return f"{platform.python_implementation()} {version} {sys.platform} {platform.machine()}"


def is_fresh(stamp: Path, content: str) -> bool:
    """Tell whether a stamp says that its part was made from what content stands for."""
    try:
        return stamp.read_text(encoding="ascii") == content
    except OSError:
        return False


def write_stamp(stamp: Path, content: str) -> None:
    """Write a stamp in one step, so that it is whole or not there."""
    draft = stamp.with_name(f"{stamp.name}.{os.getpid()}")
    draft.write_text(content, encoding="ascii")
    draft.replace(stamp)
